"""The verbs of accounts, one file for each errand."""

from forum.accounts.services.breaks import come_back, take_break
from forum.accounts.services.browsers import name_browser, sign_out_everywhere, sign_out_there
from forum.accounts.services.changing import change_pass_phrase, change_sign_in_name, free_sign_in_name
from forum.accounts.services.choosing import set_choices, set_lock
from forum.accounts.services.factors import (
    begin_second_factor,
    check_second_factor,
    confirm_second_factor,
    end_second_step,
    renew_spare_codes,
)
from forum.accounts.services.joining import close_account, join, keep_phrase, open_duty_account, recover
from forum.accounts.services.keys import add_key, sign_in_with_key, take_key_away

__all__ = [
    "add_key",
    "begin_second_factor",
    "change_pass_phrase",
    "change_sign_in_name",
    "check_second_factor",
    "close_account",
    "come_back",
    "confirm_second_factor",
    "end_second_step",
    "free_sign_in_name",
    "join",
    "keep_phrase",
    "name_browser",
    "open_duty_account",
    "recover",
    "renew_spare_codes",
    "set_choices",
    "set_lock",
    "sign_in_with_key",
    "sign_out_everywhere",
    "sign_out_there",
    "take_break",
    "take_key_away",
]
