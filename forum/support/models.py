"""The directory of crisis lines."""

from datetime import date, datetime, timedelta
from typing import Any, Self

from django.db import models

from forum.accounts.actors import Actor
from forum.core.held import NOTHING_PERSONAL, held
from forum.core.models import Record
from forum.core.when import local

_KEPT = "As long as the line is listed."
_PUBLIC = "Part of the public directory of helplines."


class LineQuerySet(models.QuerySet["Line"]):
    def visible_to(self, actor: Actor) -> Self:
        """Everybody, signed in or not."""
        return self

    def listed(self) -> Self:
        """Those that are offered: not the ones a manager took off the list."""
        return self.filter(retired_at__isnull=True)

    def in_order(self) -> Self:
        """For danger now first, then those always open, then by name."""
        return self.order_by("-emergency", "-always_open", "position", "pk")


def _text(length: int) -> "models.CharField[str, str]":
    return held(models.CharField(max_length=length, blank=True), NOTHING_PERSONAL, why=_PUBLIC, kept=_KEPT)


def _words() -> "models.JSONField[Any, Any]":
    return held(models.JSONField(default=list, blank=True), NOTHING_PERSONAL, why=_PUBLIC, kept=_KEPT)


class Line(Record):
    """A line somebody can call, text or write to. Hours are wall times of the service's own zone."""

    STALE = timedelta(days=90)
    DOUBTFUL = timedelta(days=180)

    name = _text(120)
    audience = _text(200)
    what = _text(400)
    phone = _text(60)
    text = _text(120)
    web = _text(200)
    email = _text(120)
    hours = _text(200)
    wait = _text(200)
    note = _text(500)
    region = _text(40)
    needs = _words()
    who = _words()
    always_open = held(models.BooleanField(default=False), NOTHING_PERSONAL, why=_PUBLIC, kept=_KEPT)
    emergency = held(models.BooleanField(default=False), NOTHING_PERSONAL, why=_PUBLIC, kept=_KEPT)
    opens = held(models.TimeField(null=True, blank=True), NOTHING_PERSONAL, why=_PUBLIC, kept=_KEPT)
    closes = held(models.TimeField(null=True, blank=True), NOTHING_PERSONAL, why=_PUBLIC, kept=_KEPT)
    days = _text(60)
    position = held(models.PositiveSmallIntegerField(default=0), NOTHING_PERSONAL, why=_PUBLIC, kept=_KEPT)
    checked_on = held(models.DateField(null=True, blank=True), NOTHING_PERSONAL, why=_PUBLIC, kept=_KEPT)
    next_check_on = held(models.DateField(null=True, blank=True), NOTHING_PERSONAL, why=_PUBLIC, kept=_KEPT)
    retired_at = held(models.DateTimeField(null=True, blank=True), NOTHING_PERSONAL, why=_PUBLIC, kept=_KEPT)
    submission = held(
        models.UUIDField(null=True, blank=True, unique=True),
        NOTHING_PERSONAL,
        why="So that a line added twice by accident is one line.",
        kept=_KEPT,
    )

    objects = LineQuerySet.as_manager()

    @property
    def is_listed(self) -> bool:
        """Is it offered?"""
        return self.retired_at is None

    def is_stale(self, today: date) -> bool:
        """Has nobody checked this entry for 90 days, or ever, or has the day come on which somebody wanted to?"""
        if self.checked_on is None or today - self.checked_on > self.STALE:
            return True
        return self.next_check_on is not None and today > self.next_check_on

    def shows_hours(self, today: date) -> bool:
        """After 180 days unchecked we no longer say when a line is open."""
        return self.checked_on is None or today - self.checked_on <= self.DOUBTFUL

    def is_open(self, moment: datetime) -> bool | None:
        """Is somebody there at `moment`? None when we do not know."""
        if self.always_open:
            return True
        if self.opens is None or self.closes is None:
            return None
        then = local(moment)
        over_midnight = self.opens >= self.closes
        # The small hours belong to the day on which the line opened.
        night = over_midnight and then.time() < self.closes
        day = then - timedelta(days=1) if night else then
        if self.days and f"{day:%a}".lower() not in self.days.split():
            return False
        return night or (self.opens <= then.time() and (over_midnight or then.time() < self.closes))
