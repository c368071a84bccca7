"""The verbs of threads, one file for each errand."""
