"""Accounts, their second factors, what people chose for themselves, names that are spoken for, and words kept for a
while."""

from forum.accounts.models.account import Account
from forum.accounts.models.choices import AccountChoices, PlannedReturn, SignedIn
from forum.accounts.models.drafts import KeptDraft
from forum.accounts.models.factors import AuthenticatorDevice, PassKey, SpareCode, SpareCodeDevice
from forum.accounts.models.names import TakenName, mark_of

__all__ = [
    "Account",
    "AccountChoices",
    "AuthenticatorDevice",
    "KeptDraft",
    "PassKey",
    "PlannedReturn",
    "SignedIn",
    "SpareCode",
    "SpareCodeDevice",
    "TakenName",
    "mark_of",
]
