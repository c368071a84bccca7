"""What time and money the work takes: planned, done, at night, in training; expenses; the same for paid and unpaid.

Its words: entry, correction, expense, share."""
