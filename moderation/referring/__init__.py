"""Referrals as the team carries them: from a member's consent to what the service answered. It also tells managers
when the directory wants to be checked."""
