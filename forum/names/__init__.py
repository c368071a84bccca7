"""Names other than one's pseudonym: one-off names, and names that somebody had before."""
