"""The verbs of referrals: what the member does, and what whoever carries it does."""

from forum.referrals.services.asking import ask, forget_referrals, withdraw
from forum.referrals.services.carrying import close_referral, expire_referrals, note_answer, note_sent, take

__all__ = [
    "ask",
    "close_referral",
    "expire_referrals",
    "forget_referrals",
    "note_answer",
    "note_sent",
    "take",
    "withdraw",
]
