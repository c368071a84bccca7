"""The pages of the team: who is on it and how somebody joins; what is agreed with each person; what each role does."""
