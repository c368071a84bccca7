"""Safeguarding: concerns that moderation handed on, and the cases that practitioners look after.

Its words: concern, level, acknowledge, case, entry, tell-first, consent, wishes, consultation, decision, review date.
It stands on top of the team's stack, so no other app of the two wings imports it; delivery listens to its events.
"""
