"""A member hears that a letter arrived."""
