"""The kernel: events, refusals, sealed text, the one door to the sanitiser, limits, clock.

It owns no model of its own and imports no sibling; every other package may import it.
"""
