"""Referrals as the team carries them."""
