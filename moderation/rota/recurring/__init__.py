"""What comes again: rules in words, their days when the clocks change, and how the shifts that stand follow."""
