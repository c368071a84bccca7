"""The verbs of accounts, one file for each errand."""

from forum.accounts.services.choosing import set_choices, set_lock
from forum.accounts.services.factors import begin_second_factor, check_second_factor, confirm_second_factor
from forum.accounts.services.joining import close_account, join, keep_phrase, open_duty_account, recover

__all__ = [
    "begin_second_factor",
    "check_second_factor",
    "close_account",
    "confirm_second_factor",
    "join",
    "keep_phrase",
    "open_duty_account",
    "recover",
    "set_choices",
    "set_lock",
]
