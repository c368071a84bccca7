"""A shift from its beginning to its end: what the last one left, breaks, what is left for the next, the debrief.

Its words: handover, break, debrief, strain."""
