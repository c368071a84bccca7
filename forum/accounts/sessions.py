"""The length of a session, and its end."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from hashlib import sha256
from importlib import import_module
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import SESSION_KEY, login, logout
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists
from django.db.models.functions import Now
from django.http import HttpRequest

from forum.accounts.events import SessionEnded
from forum.accounts.models import Account
from forum.core import clock
from forum.core.events import publish

_BEGAN, _SEEN = "began", "seen"
# How often "seen" is written: an idle session may last this much longer than the setting.
_STEP = timedelta(minutes=1)


def begin(request: HttpRequest, account: Account) -> None:
    """Sign `account` in on this browser."""
    login(request, account, backend="forum.accounts.sign_in.SignInNameBackend")
    request.session[_BEGAN] = request.session[_SEEN] = int(clock.now().timestamp())


def end(request: HttpRequest) -> None:
    """End this session everywhere: the row, the cookie, its sockets."""
    key = request.session.session_key
    logout(request)
    if key:
        with transaction.atomic():
            publish(SessionEnded(actor_id=None, session_mark=session_mark(key)))


@transaction.atomic
def end_all_of(account: Account) -> int:
    """End every session of `account`, on every device. A session does not tell whose it is until it is opened, so all
    of them are looked at: seldom, and only when somebody asks for it."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    keys = [
        row.session_key for row in Session.objects.iterator() if row.get_decoded().get(SESSION_KEY) == str(account.pk)
    ]
    for key in keys:
        store(key).delete()
        # And once more when it is real: a page that was asked for meanwhile may have put it back into the cache.
        transaction.on_commit(store(key).delete)
        publish(SessionEnded(actor_id=None, session_mark=session_mark(key)))
    return len(keys)


def session_mark(key: str) -> str:
    """A session's name among sockets; the session cannot be found from it."""
    return sha256(key.encode()).hexdigest()[:32]


def is_over(session: "SessionBase | Mapping[str, Any]") -> bool:
    """Has this session been idle too long, or lasted too long?"""
    now = int(clock.now().timestamp())
    idle, life = settings.SESSION_IDLE.total_seconds(), settings.SESSION_LIFE.total_seconds()
    return bool(now - session.get(_SEEN, 0) > idle + _STEP.total_seconds() or now - session.get(_BEGAN, 0) > life)


def touch(session: SessionBase) -> None:
    """Somebody is here: write it down, at most once a minute."""
    now = int(clock.now().timestamp())
    if now - session.get(_SEEN, 0) >= _STEP.total_seconds():
        session[_SEEN] = now


def keep_alive(key: str) -> None:
    """Somebody reads a page that needs no new one: they are here. A session that ended meanwhile stays ended, and
    nothing makes one last longer than its life."""
    session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    if SESSION_KEY not in session or is_over(session):
        return
    touch(session)
    if session.modified:
        with suppress(UpdateError):
            session.save()


def holder(key: str, account_id: UUID) -> Account | None:
    """The open account with this identifier, while the session with this key stands. A copy in some cache may outlive
    its session; the database knows."""
    stands = Exists(Session.objects.filter(session_key=key, expire_date__gt=Now()))
    return Account.objects.filter(stands, pk=account_id, is_active=True).first()
