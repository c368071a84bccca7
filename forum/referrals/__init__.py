"""Referrals: a member asks the team to put them in touch with a service, and hears what became of it."""
