"""What somebody has of each module on a day, in words: for their own page, and for whoever looks after the team."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, Stage, is_granted
from forum.core.when import spelled
from moderation.team import roster
from moderation.training.models import Completion, Module

# When somebody is told that a module is due again, and told once more.
SOON, VERY_SOON = timedelta(days=30), timedelta(days=7)


class How(StrEnum):
    """How somebody stands with a module."""

    COUNTS = "counts"
    SOON = "soon"
    TALK = "talk"
    RAN_OUT = "ran_out"
    TO_DO = "to_do"
    OPEN = "open"


# What the person needs to do comes first.
_FIRST = (How.RAN_OUT, How.TO_DO, How.SOON)


@dataclass(frozen=True)
class Row:
    """One module, as somebody stands with it."""

    module: Module
    is_required: bool
    how: How
    until: date | None
    completion: Completion | None

    @property
    def mark(self) -> str:
        """In two words, for a table."""
        return {
            How.COUNTS: "Done",
            How.SOON: "Due again soon",
            How.TALK: "Waits for a talk",
            How.RAN_OUT: "Ran out",
            How.TO_DO: "Still to come",
            How.OPEN: "There to read",
        }[self.how]

    @property
    def in_words(self) -> str:
        """In one line."""
        if self.how is How.COUNTS:
            done = "learned elsewhere, counts" if self.completion and self.completion.is_elsewhere else "done, counts"
            return (
                f"{done} until {told(self.until)}"
                if self.until
                else gettext("{done} for as long as you are here").format(done=done)
            )
        if self.how is How.SOON:
            return gettext("counts until {told}, so it is time to read it again").format(told=told(self.until))
        if self.how is How.TALK:
            with_whom = self.completion.talk_with.pseudonym if self.completion and self.completion.talk_with else None
            return gettext("read; it counts after you have talked it over with {it}").format(
                it=with_whom or "a lead or a manager"
            )
        if self.how is How.RAN_OUT:
            return gettext("ran out on {told}; reading it again makes it count").format(told=told(self.until))
        return "about half an hour to read and answer" + (", and then a talk" if self.module.needs_talk else "")


def told(day: date | None) -> str:
    """A day in words: "3 May 2027"."""
    return f"{day.day} {spelled(day, '%B %Y')}" if day else ""


def mine(account: Account, today: date) -> list[Row]:
    """Every open module, as `account` stands with it."""
    return of([account], today)[account.pk]


def of(accounts: Collection[Account], today: date) -> dict[UUID, list[Row]]:
    """Every open module for each of `accounts`: two questions, however many there are."""
    modules = list(Module.objects.filter(is_open=True).in_order())
    theirs: dict[tuple[UUID, UUID], list[Completion]] = defaultdict(list)
    found = Completion.objects.filter(account__in=[one.pk for one in accounts]).select_related("talk_with")
    for completion in found.order_by("completed_on", "pk"):
        theirs[completion.account_id, completion.module_id].append(completion)
    return {
        account.pk: [_row(module, account.role, theirs[account.pk, module.pk], today) for module in modules]
        for account in accounts
    }


def next_of(rows: Iterable[Row]) -> Row | None:
    """What to do next: what somebody needs, else what is due again soon."""
    wanted = [row for row in rows if row.how in _FIRST and (row.is_required or row.how is not How.RAN_OUT)]
    return min(wanted, key=lambda row: _FIRST.index(row.how), default=None)


def may_confirm(actor: Account) -> list[Account]:
    """With whom `actor` can talk a module over: the leads and the managers, by name."""
    people = roster.visible_to(actor).filter(stage=Stage.LEAD).exclude(pk=actor.pk)
    return [one for one in people if is_granted(one, Permission.MODULE_CONFIRM)]


def _row(module: Module, role: str, completions: list[Completion], today: date) -> Row:
    """The newest that counts; else the one that waits; else the one that ran out last."""
    is_required = role in module.required_for
    good = [one for one in completions if not one.awaits_talk and (not one.runs_out_on or one.runs_out_on >= today)]
    waiting = [one for one in completions if one.awaits_talk]
    if good:
        best = max(good, key=lambda one: one.runs_out_on or date.max)
        until = best.runs_out_on
        soon = until is not None and until <= today + SOON
        how = (How.TALK if waiting else How.SOON) if soon else How.COUNTS
        return Row(module, is_required, how, until, waiting[0] if how is How.TALK else best)
    if waiting:
        return Row(module, is_required, How.TALK, None, waiting[0])
    if completions:
        last = max(completions, key=lambda one: one.runs_out_on or date.min)
        return Row(module, is_required, How.RAN_OUT, last.runs_out_on, last)
    return Row(module, is_required, How.TO_DO if is_required else How.OPEN, None, None)
