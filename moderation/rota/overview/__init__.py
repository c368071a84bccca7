"""The rota to look at: what is covered and what is a gap, by week, month and duty. It changes nothing."""
