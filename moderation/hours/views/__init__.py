"""The pages of hours, a file for each part of them."""
