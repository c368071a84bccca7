"""The pages of learning: one's own, the team's, writing modules, and the training desk."""
