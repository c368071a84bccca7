"""People of a made-up community: opened through the real services, with pass phrases that are printed.

Used by `demo` (to try Holdfast by hand) and `cast` (by the browser tests), on databases of their own.
"""

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from forum.accounts import services as accounts
from forum.accounts.models import Account, AuthenticatorDevice
from forum.accounts.permissions import Role, Stage
from forum.accounts.secrets import new_phrase
from forum.confidentiality.models import Notice
from forum.confidentiality.services import acknowledge
from forum.core import clock
from forum.core.when import local
from moderation.supervision.services import name_supervisor
from moderation.team.models import Standing
from moderation.training.models import Module
from moderation.training.services import record_elsewhere
from moderation.welfare.services import name_supporter

PASS_PHRASE = "sea glass, salt and gorse"  # noqa: S105  (of made-up people, printed for whoever tries the demo)
MARKER = "made-up"


@dataclass(frozen=True)
class Keys:
    """What somebody needs to sign in as a made-up person. `seed` (hex) is the second factor's, "" for members."""

    name: str
    role: str
    sign_in_name: str
    pass_phrase: str
    seed: str = ""


def only_made_up() -> None:
    """Refuse a database that somebody real has used: made-up people belong to a data folder of their own."""
    marker = settings.DATA_DIR / MARKER
    if not settings.LOCAL:
        raise CommandError("This is a public site. Made-up people belong to a local one.")
    if Account.objects.exists() and not marker.exists():
        raise CommandError("There are people here already. Use a data folder of its own: DATA_DIR=data-demo.")
    marker.parent.mkdir(parents=True, exist_ok=True)
    marker.touch()


def open_member(name: str) -> tuple[Account, Keys]:
    """A member who kept their recovery phrase and has read the notice in force."""
    account, sign_in_name = accounts.join(word=name, pseudonym=name, pass_phrase=PASS_PHRASE)
    accounts.keep_phrase(actor=account, phrase=new_phrase())
    notice = Notice.objects.current()
    if notice:
        acknowledge(actor=account, notice=notice)
    return account, Keys(name, Role.MEMBER, sign_in_name, PASS_PHRASE)


def open_duty(name: str, role: Role, stage: Stage = Stage.SOLO) -> tuple[Account, Keys]:
    """Somebody on the team, with a second factor that counts as shown while this command runs."""
    account, sign_in_name = accounts.open_duty_account(
        word=name,
        duty_name=name,
        pass_phrase=PASS_PHRASE,
        role=role,
        stage=Stage.LEAD if role == Role.MANAGER else stage,
    )
    Standing.objects.create(account=account, began_on=local(clock.now()).date())
    seed = secrets.token_hex(20)
    account.otp_device = AuthenticatorDevice.objects.create(
        user=account, name="authenticator", confirmed=True, seed=seed
    )
    return account, Keys(name, role, sign_in_name, PASS_PHRASE, seed)


def settle(team: Sequence[Account], *, manager: Account) -> None:
    """Everybody past the first stage has learned what their role asks for, and has somebody who looks after them: the
    next one past probation supports them, the manager supervises."""
    modules = list(Module.objects.filter(is_open=True))
    today = local(clock.now()).date()
    for place, account in enumerate(team):
        around = [*team[place + 1 :], *team[:place]]
        other = next(one for one in around if Stage(one.stage).rung >= Stage.SOLO.rung)
        if account.stage == Stage.TRAINEE:
            continue
        if account.pk != manager.pk:
            needed = [module for module in modules if account.role in module.required_for]
            record_elsewhere(actor=manager, account=account, modules=needed, completed_on=today)
            name_supervisor(actor=manager, account=account, supervisor=manager)
        name_supporter(actor=manager, account=account, supporter=other, nobody_else=True)


def as_json(keys: Keys) -> dict[str, Any]:
    """For programs."""
    return asdict(keys)
