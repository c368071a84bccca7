"""Fill an empty site with a chat that is open and a crowd that is in it: `python -m bench.fanout.seed 1000`."""

import json
import sys
from datetime import timedelta
from importlib import import_module
from typing import TYPE_CHECKING
from uuid import uuid4

import django

if TYPE_CHECKING:
    from forum.accounts.models import Account


def main(crowd: int) -> dict[str, object]:
    """The session, and the cookies of everybody in it."""
    from forum.accounts.permissions import Role
    from forum.confidentiality.models import Acknowledgement, Notice
    from forum.core import clock
    from forum.rooms.models import Attendance, ChatSession, Mode, SessionState, Standing
    from moderation.rota.models import Duty
    from tests.factories.accounts import make_account
    from tests.factories.rota import make_place, make_shift

    now = clock.now()
    notice = Notice.objects.current() or Notice.objects.create(version=1, words="Read.", html="Read.", published_at=now)
    hosts = [make_account(name, Role.MODERATOR) for name in ("Bench host", "Bench second")]
    called = make_account("Bench on call", Role.PRACTITIONER)
    shift = make_shift(starts_at=now - timedelta(minutes=10))
    for duty, one in ((Duty.HOST, hosts[0]), (Duty.SECOND, hosts[1]), (Duty.ON_CALL, called)):
        make_place(one, duty, shift, signed_on=True)
    session = ChatSession.objects.create(
        title="Bench", purpose="To be measured.", starts_at=now - timedelta(minutes=5),
        ends_at=now + timedelta(hours=3), capacity=30_000, state=SessionState.OPEN,
        host=hosts[0], planned_by=hosts[0], opened_at=now,
        holds_newcomers=False, submission=uuid4(),
    )  # fmt: skip
    members = _members(crowd)
    Acknowledgement.objects.bulk_create([Acknowledgement(account=one, notice=notice, at=now) for one in members])
    Attendance.objects.bulk_create(
        Attendance(
            session=session, account=one, as_host=one.role != Role.MEMBER, mode=Mode.WRITE, standing=Standing.IN,
            notice=notice, came_at=now, entered_at=now,
            # Nobody hosts from a browser here; they stay for as long as it takes.
            seen_at=now if one.role == Role.MEMBER else now + timedelta(hours=3),
        )
        for one in [*hosts, *members]
    )  # fmt: skip
    return {"session": str(session.pk), "cookies": _cookies(members)}


def _members(crowd: int) -> "list[Account]":
    """People in bulk: what is measured is the room, not how accounts are made."""
    from django.contrib.auth.hashers import make_password

    from forum.accounts.models import Account
    from forum.core import clock

    password, today = make_password("a quiet tide comes in"), clock.now().date() - timedelta(days=60)
    made = [
        Account(
            pseudonym=f"Person {number}", skeleton=f"person{number}", sign_in_index=f"bench-{number}",
            recovery_index=f"bench-{number}", joined_on=today, password=password,
        )
        for number in range(crowd)
    ]  # fmt: skip
    return Account.objects.bulk_create(made, batch_size=500)


def _cookies(members: "list[Account]") -> list[str]:
    """A session for everybody, as sign-in makes it."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.db import transaction

    from forum.core import clock

    store = import_module(settings.SESSION_ENGINE).SessionStore
    now, keys = int(clock.now().timestamp()), []
    with transaction.atomic():
        for one in members:
            session = store()
            session[SESSION_KEY] = str(one.pk)
            session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
            session[HASH_SESSION_KEY] = one.get_session_auth_hash()
            session["began"] = session["seen"] = now
            session.save()
            keys.append(session.session_key)
    return keys


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(int(sys.argv[1]))))
