"""Accounts for tests."""

from itertools import count
from typing import Any

from forum.accounts.models import Account, TakenName, mark_of
from forum.accounts.permissions import Role, Stage
from forum.accounts.pseudonyms import skeleton
from forum.accounts.secrets import keyed_hash
from forum.core import clock

PASS_PHRASE = "a quiet tide comes in"
_numbers = count(1)


class ShownFactor:
    """Stands for a second factor that was shown, where a test calls a service without a browser."""


def make_account(name: str, role: Role = Role.MEMBER, *, verified: bool | None = None, **fields: Any) -> Account:
    """An account called `name`, whose sign-in name is the name in small letters with -1000. Members have kept their
    recovery phrase; the team has shown its second factor unless `verified` is False, and come to the stage solo
    (managers: lead)."""
    if role != Role.MEMBER:
        fields.setdefault("stage", Stage.LEAD if role == Role.MANAGER else Stage.SOLO)
    account = Account(
        pseudonym=name,
        skeleton=skeleton(name),
        role=role,
        sign_in_index=keyed_hash("sign-in-name", f"{name.lower().replace(' ', '-')}-1000"),
        recovery_index=keyed_hash("recovery-phrase", f"{name} {next(_numbers)}") if role == Role.MEMBER else None,
        joined_on=clock.now().date(),
        **fields,
    )
    account.set_password(PASS_PHRASE)
    account.save(force_insert=True)
    TakenName.objects.get_or_create(mark=mark_of(name))
    if account.is_team and verified is not False:
        account.otp_device = ShownFactor()
    return account
