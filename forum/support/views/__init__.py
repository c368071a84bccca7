"""Public pages; the directory, for everybody and for those who look after it."""
