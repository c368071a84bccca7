"""`manage.py demo`: a small made-up community, so that somebody can walk through every room by hand."""

import json
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from config import people
from config.belongings import Belongings, add_own_warning
from config.conversations import Conversations
from config.evenings import Evenings
from config.gatherings import Gatherings
from forum.accounts.models import Account
from forum.accounts.permissions import Role, Stage
from forum.core import clock

KEYS = "demo-keys.json"


class Command(BaseCommand):
    help = "Fill a new database with made-up people and gentle threads, and print a sign-in for each role."

    def handle(self, *args: Any, **options: Any) -> None:
        path = settings.DATA_DIR / KEYS
        if not path.exists():
            people.only_made_up()
            call_command("starter")
            community = json.loads((settings.BASE_DIR / "demo/community.json").read_text())
            with transaction.atomic():
                keys = _fill(community)
            path.write_text(json.dumps([people.as_json(one) for one in keys]))
        self._print([people.Keys(**row) for row in json.loads(path.read_text())])

    def _print(self, keys: list[people.Keys]) -> None:
        self.stdout.write("\nThis is a made-up community. Sign in as one of these:\n\n")
        shown = [
            next(one for one in keys if one.role == Role.MEMBER),
            *(one for one in keys if one.role != Role.MEMBER),
        ]
        for one in shown:
            self.stdout.write(f"  {one.role:<13} {one.name:<14} {one.sign_in_name}\n")
        self.stdout.write(f"\nThe pass phrase of each: {people.PASS_PHRASE}\n")
        self.stdout.write("The team's second factor, in another terminal:  make code NAME=Birch\n")
        self.stdout.write("A chat opens when Birch and Wren started their shift and came in under Hosting.\n\n")


def _fill(community: dict[str, Any]) -> list[people.Keys]:
    now = clock.now()
    members = _members(community["members"], joined=now - timedelta(days=90))
    team = {
        row["duty_name"]: people.open_duty(row["duty_name"], Role(row["role"]), Stage(row.get("stage", Stage.SOLO)))
        for row in community["team"]
    }
    authors = {name: account for name, (account, _) in members.items()}
    colleagues = [account for account, _ in team.values()]
    manager = next(one for one in colleagues if one.role == Role.MANAGER)
    people.settle(colleagues, manager=manager)
    add_own_warning(manager, community["warning"])
    evenings = Evenings(colleagues, manager, now=now)
    chats = Gatherings(evenings.hosts, list(authors.values()), now=now)
    first = Belongings(authors["Quiet Harbour"], authors["Lantern"], authors["Moss"], now=now)
    practitioner = next(one for one in colleagues if one.role == Role.PRACTITIONER)
    acts = [
        *Conversations(community, authors, now=now).story(),
        *first.story(manager, practitioner, community["newcomer"]),
        *evenings.story(authors[community["applicant"]]),
        *chats.story(evenings.last_night, evenings.tonight),
    ]
    for moment, act in sorted(acts, key=lambda pair: pair[0]):
        clock.source = lambda moment=moment: moment  # type: ignore[misc]
        try:
            act()
        finally:
            clock.source = lambda: now
    clock.source = _real_clock
    return [keys for _, keys in [*members.values(), *team.values()]]


_real_clock = clock.source


def _members(names: list[str], *, joined: datetime) -> dict[str, tuple[Account, people.Keys]]:
    """They have been here for a while: the words of somebody new wait for a look."""
    clock.source = lambda: joined
    try:
        return {name: people.open_member(name) for name in names}
    finally:
        clock.source = _real_clock
