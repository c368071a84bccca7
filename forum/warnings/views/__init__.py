"""The pages of filters, and of the warnings that a manager shapes."""
