"""The desk hears what comes to it and what leaves it."""
