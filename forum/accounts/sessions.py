"""The length of a session, and its end."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from hashlib import sha256
from importlib import import_module
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import SESSION_KEY, login, logout, update_session_auth_hash
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists
from django.db.models.functions import Now
from django.http import HttpRequest

from forum.accounts import locking, region
from forum.accounts.away import is_away
from forum.accounts.events import SessionCovered, SessionEnded
from forum.accounts.models import Account, AuthenticatorDevice, SignedIn
from forum.core import clock
from forum.core.events import publish

_BEGAN, _SEEN = "began", "seen"
# A member who chose a second step has not shown it yet; somebody who takes a break has not said that they are back.
ASKS_CODE, IS_AWAY = "asks_code", "is_away"
# How often "seen" is written: an idle session may last this much longer than the setting.
_STEP = timedelta(minutes=1)


def begin(request: HttpRequest, account: Account, *, with_key: bool = False) -> None:
    """Sign `account` in on this browser. A key that asked for the person's finger or code is two steps in one."""
    before = request.session.session_key
    login(request, account, backend="forum.accounts.sign_in.SignInNameBackend")
    session = request.session
    session[_BEGAN] = session[_SEEN] = int(clock.now().timestamp())
    for mark, holds in ((ASKS_CODE, not with_key and _has_second_step(account)), (IS_AWAY, is_away(account.pk))):
        session.pop(mark, None)
        if holds:
            session[mark] = True
    locking.follow(session, account)
    locking.uncover(session)
    region.follow(session, account)
    if session.session_key is None:
        session.create()
    if before and before != session.session_key:
        SignedIn.objects.filter(mark=session_mark(before)).delete()
    enter(session, account)


def _has_second_step(account: Account) -> bool:
    """Did this member choose a second step? The team's is asked for whatever a session says."""
    return not account.is_team and AuthenticatorDevice.objects.filter(user=account, confirmed=True).exists()


def enter(session: SessionBase, account: Account) -> SignedIn:
    """The entry of this browser in the list of those that `account` is signed in on."""
    key = session.session_key or ""
    found = SignedIn.objects.filter(mark=session_mark(key), account=account).first()
    if found is None:
        found = SignedIn(mark=session_mark(key), account=account, session_key=key, name="", began_at=clock.now())
        found.save(force_insert=True)
    return found


def end(request: HttpRequest) -> None:
    """End this session everywhere: the row, the cookie, its sockets."""
    key = request.session.session_key
    logout(request)
    if key:
        with transaction.atomic():
            _over(key)


@transaction.atomic
def end_one(key: str) -> None:
    """End the session with this key, wherever it is."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    store(key).delete()
    # And once more when it is real: a page that was asked for meanwhile may have put it back into the cache.
    transaction.on_commit(store(key).delete)
    _over(key)


@transaction.atomic
def end_all_of(account: Account, *, but: str = "") -> int:
    """End every session of `account`, on every device, except the one with the key `but`. A session does not tell whose
    it is until it is opened, so all of them are looked at: seldom, and only when somebody asks for it. The list of
    browsers would be quicker and is not trusted with it: whatever is not in that list must end too."""
    keys = [
        row.session_key
        for row in Session.objects.exclude(session_key=but).iterator()
        if row.get_decoded().get(SESSION_KEY) == str(account.pk)
    ]
    for key in keys:
        end_one(key)
    SignedIn.objects.filter(account=account).exclude(mark=session_mark(but)).delete()
    return len(keys)


def stay(request: HttpRequest, account: Account) -> None:
    """The pass phrase is another one: this browser stays signed in, under a new key, and no other does."""
    before = request.session.session_key or ""
    entry = enter(request.session, account)
    update_session_auth_hash(request, account)
    key = request.session.session_key or ""
    with transaction.atomic():
        entry.mark, entry.session_key = session_mark(key), key
        entry.save()
        publish(SessionEnded(actor_id=None, session_mark=session_mark(before)))
        end_all_of(account, but=key)


def cover(session: SessionBase) -> None:
    """Cover this session, its pages and its sockets."""
    if locking.cover(session):
        with transaction.atomic():
            publish(SessionCovered(actor_id=None, session_mark=session_mark(session.session_key or "")))


def _over(key: str) -> None:
    SignedIn.objects.filter(mark=session_mark(key)).delete()
    publish(SessionEnded(actor_id=None, session_mark=session_mark(key)))


def session_mark(key: str) -> str:
    """A session's name among sockets; the session cannot be found from it."""
    return sha256(key.encode()).hexdigest()[:32]


def is_over(session: "SessionBase | Mapping[str, Any]") -> bool:
    """Has this session been idle too long, or lasted too long?"""
    now = int(clock.now().timestamp())
    idle, life = settings.SESSION_IDLE.total_seconds(), settings.SESSION_LIFE.total_seconds()
    return bool(now - session.get(_SEEN, 0) > idle + _STEP.total_seconds() or now - session.get(_BEGAN, 0) > life)


def touch(session: SessionBase) -> bool:
    """Somebody is here: write it down, at most once a minute. True when it was written."""
    now = int(clock.now().timestamp())
    if now - session.get(_SEEN, 0) < _STEP.total_seconds():
        return False
    session[_SEEN] = now
    return True


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
