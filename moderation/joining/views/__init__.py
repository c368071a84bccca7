"""The pages of joining: the member's, and the team's."""
