"""The pages of threads, one file for each errand."""
