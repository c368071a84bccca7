"""Referrals as the team carries them: from a member's consent to what the service answered."""
