"""Asking for the pass phrase once more, before something that only its owner should do."""

from datetime import timedelta

from django.contrib.auth.hashers import check_password

from forum.accounts.models import Account
from forum.core.refusals import Refusal
from forum.core.throttle import spend

TRIES = 8
SPAN = timedelta(minutes=15)


class WrongPassPhrase(Refusal):
    """Not the pass phrase of whoever is signed in."""

    code = "wrong_pass_phrase"
    message = "That is not the pass phrase of this account. Check it, then try again."


def prove(account: Account, pass_phrase: str, *, where: str) -> None:
    """Raises WrongPassPhrase, or TooMany after some tries. `where` is what the tries are counted by: a session or a
    page, never only the account, so that trying in one place closes no other."""
    spend("pass-phrase", f"{account.pk} {where}", limit=TRIES, per=SPAN)
    if not check_password(pass_phrase, account.password):
        raise WrongPassPhrase
