"""Search: what is found, what is not, and what is left in the index."""
