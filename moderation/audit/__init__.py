"""The audit trail: one line for everything that happened, chained so that nobody can tidy the past unseen.

It owns the entries and their head, hears every event inside its transaction, and can verify the whole. Lines hold ids
and never words.
"""
