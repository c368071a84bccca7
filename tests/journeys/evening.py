"""An evening that is on, and what ends it for somebody, each done by a process that tells nobody:

`python -m tests.journeys.evening seed` prints the session and a cookie for everybody who is in it;
`python -m tests.journeys.evening end` does to each what their name says, as another process would."""

import json
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from forum.accounts.models import Account
    from forum.rooms.models import ChatSession

# Why somebody may not stay, and the code that tells their page.
MEMBERS = {"signed out": 4401, "suspended": 4401, "new pass phrase": 4401, "another role": 4403, "removed": 4403}
HOSTS = {"shift over": 4403, "another stage": 4403, "lost factor": 4403, "went out": 4403, "paused": 4403}
WHY = MEMBERS | HOSTS


def seed() -> dict[str, Any]:
    """One person for every reason, and Ada, who stays."""
    from forum.accounts.permissions import Role
    from forum.confidentiality.models import Notice
    from forum.core import clock
    from moderation.rota.models import Duty
    from tests.factories.accounts import make_account
    from tests.factories.rooms import attend, open_session_for
    from tests.factories.rota import make_place, make_shift

    now = clock.now()
    if Notice.objects.current() is None:
        Notice.objects.create(version=1, words="Read.", html="Read.", published_at=now)
    shift = make_shift(starts_at=now - timedelta(minutes=10))
    hosts = {why: make_account(why.title(), Role.MODERATOR) for why in [*HOSTS, "mo"]}
    for host in hosts.values():
        make_place(host, Duty.SECOND, shift, signed_on=True)
    make_place(make_account("On call", Role.PRACTITIONER), Duty.ON_CALL, shift)
    session = open_session_for(*hosts.values())
    members = {why: make_account(why.title()) for why in [*MEMBERS, "ada"]}
    for member in members.values():
        attend(session, member)
    return {"session": str(session.pk), "cookies": {why: _cookie(who) for why, who in (hosts | members).items()}}


def end() -> None:
    """All of it, without a word to anybody."""
    from forum.accounts.models import Account
    from forum.rooms.models import ChatSession

    session = ChatSession.objects.get()
    for why, do in _ends().items():
        do(Account.objects.get(pseudonym=why.title()), session)


def _ends() -> "dict[str, Callable[[Account, ChatSession], object]]":
    from django.contrib.sessions.models import Session

    from forum.accounts import models
    from forum.accounts.permissions import Role, Stage
    from forum.core import clock
    from forum.rooms.models import Attendance, Standing
    from moderation.rota.models import Absence, Place

    def sign_out(who: "Account", _: "ChatSession") -> None:
        for row in Session.objects.all():
            if row.get_decoded().get("_auth_user_id") == str(who.pk):
                row.delete()

    def account(**fields: Any) -> "Callable[[Account, ChatSession], object]":
        return lambda who, _: models.Account.objects.filter(pk=who.pk).update(**fields)

    def standing(one: Standing) -> "Callable[[Account, ChatSession], object]":
        return lambda who, session: Attendance.objects.filter(account=who, session=session).update(standing=one)

    return {
        "signed out": sign_out,
        "suspended": account(is_active=False),
        "new pass phrase": account(password="another"),
        "another role": account(role=Role.MODERATOR, stage=Stage.SOLO),
        "removed": standing(Standing.REMOVED),
        "shift over": lambda who, _: Place.objects.filter(account=who).update(signed_off_at=clock.now()),
        "another stage": account(stage=Stage.SHADOW),
        "lost factor": lambda who, _: models.AuthenticatorDevice.objects.filter(user=who).delete(),
        "went out": standing(Standing.LEFT),
        "paused": lambda who, _: Absence.objects.create(account=who, starts_at=clock.now()),
    }


def _cookie(who: "Account") -> str:
    """A session as sign-in makes it, with the second factor of whoever is on the team."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django_otp import DEVICE_ID_SESSION_KEY

    from forum.accounts.models import AuthenticatorDevice
    from forum.core import clock

    session, now = import_module(settings.SESSION_ENGINE).SessionStore(), int(clock.now().timestamp())
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(who.pk), settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = who.get_session_auth_hash()
    session["began"] = session["seen"] = now
    if who.is_team:
        device = AuthenticatorDevice.objects.create(user=who, name="authenticator", confirmed=True, seed="00" * 20)
        session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    session.save()
    return str(session.session_key)


if __name__ == "__main__":
    django.setup()
    if sys.argv[1] == "seed":
        sys.stdout.write(json.dumps(seed()))
    else:
        end()
