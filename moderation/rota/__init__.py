"""Who is here and when: shifts, the places on them, and the honest sentence about cover that stands on every page.

Its words: shift, place, duty (host, second, on call, deputy), sign on, sign off, cover, gap.
"""
