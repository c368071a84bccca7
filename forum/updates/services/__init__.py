"""The verbs of what is new, one file for each errand."""
