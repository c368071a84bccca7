"""Review: the desk on which a moderator on shift claims an item, reads it, and decides or hands it on.

Its words: item, level, lane, claim, release, decision, hand on. Safeguarding may import it and hears `ItemHandedOn`.
"""
