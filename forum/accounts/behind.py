"""Who stands behind sessions, asked for many at once: is the session there, is the account as it was, is the second
factor still theirs? For delivery, which knows already whom it asks about and shows nobody what is another's."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db.models.functions import Now
from django_otp.models import Device

from forum.accounts.models import Account

PART = 500  # As many values one question carries.
T = TypeVar("T")
Told = tuple[str, str, str]


def standing_sessions(keys: set[str]) -> set[str]:
    """Those of these sessions that are still there. Their end is the database's to tell, by its own clock. Most often
    all of them are, and to count costs far less than to read."""
    there = [Session.objects.filter(session_key__in=part, expire_date__gt=Now()) for part in _parts(keys)]
    if sum(some.count() for some in there) == len(keys):
        return keys
    return {key for some in there for key in some.values_list("session_key", flat=True)}


def inside_of(keys: set[str]) -> dict[str, dict[str, Any]]:
    """What is inside those of these sessions that are still there."""
    rows = (Session.objects.filter(session_key__in=part, expire_date__gt=Now()) for part in _parts(keys))
    return {row.session_key: row.get_decoded() for some in rows for row in some}


def open_accounts(known: Sequence[Account]) -> dict[UUID, Told]:
    """Role, stage and pass phrase (scrambled) of every account that is open. Whose is whose is asked only if
    somebody is not as they were `known`: no two scrambled pass phrases are the same, and identifiers
    cost most of all to read."""
    before = {(one.pk, (one.role, one.stage, one.password)) for one in known}
    ids = {pk for pk, _ in before}
    there = [Account.objects.filter(pk__in=part, is_active=True) for part in _parts(ids)]
    found = Counter(told for some in there for told in some.values_list("role", "stage", "password"))
    if found == Counter(told for _, told in before):
        return dict(before)
    rows = (row for some in there for row in some.values_list("pk", "role", "stage", "password"))
    return {pk: (role, stage, password) for pk, role, stage, password in rows}


def standing_factors(by_class: Mapping[type[Device], Iterable[Any]]) -> set[tuple[Any, UUID]]:
    """Those of these second factors that are still there and confirmed, each with whose it is."""
    found: set[tuple[Any, UUID]] = set()
    for cls, keys in by_class.items():
        for part in _parts(set(keys)):
            rows = cls._default_manager.filter(pk__in=part, confirmed=True)
            found.update(rows.values_list("pk", "user_id"))
    return found


def _parts(values: set[T]) -> Iterator[list[T]]:
    every = list(values)
    for start in range(0, len(every), PART):
        yield every[start : start + PART]
