"""The pages of welfare: looking after oneself, who looks after whom, leaving well."""
