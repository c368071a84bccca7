"""`manage.py cast`: the people of the browser stories, on a database of their own."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from config import people
from forum.accounts.permissions import Role
from forum.core import clock
from forum.rooms.models import Detail
from moderation.hosting.services.planning import plan
from moderation.rota.duties import Duty
from moderation.rota.services import plan_shift


class Command(BaseCommand):
    help = "Open the made-up people of the browser stories and print what they sign in with, as JSON."

    def handle(self, *args: Any, **options: Any) -> None:
        people.only_made_up()
        call_command("starter")
        self.stdout.write(json.dumps(_cast()))


@transaction.atomic
def _cast() -> dict[str, dict[str, Any]]:
    team = {
        "mo": ("Mo", Role.MODERATOR),
        "ola": ("Ola", Role.MODERATOR),
        "off": ("Ida", Role.MODERATOR),
        "lea": ("Lea", Role.PRACTITIONER),
        "sam": ("Sam", Role.PRACTITIONER),
        "nia": ("Nia", Role.MANAGER),
    }
    opened = {key: people.open_duty(name, role) for key, (name, role) in team.items()}
    people.settle([account for account, _ in opened.values()], manager=opened["nia"][0])
    now = clock.now()
    plan_shift(
        actor=opened["nia"][0],
        starts_at=now - timedelta(minutes=5),
        ends_at=now + timedelta(hours=3),
        places=[
            (Duty.HOST, opened["mo"][0]),
            (Duty.SECOND, opened["ola"][0]),
            (Duty.ON_CALL, opened["lea"][0]),
            (Duty.DEPUTY, opened["sam"][0]),
        ],
    )
    chat = plan(
        actor=opened["mo"][0],
        title="Quiet company",
        purpose="To sit together for a while.",
        detail=Detail.SOME,
        for_whom="Everybody",
        starts_at=now,
        ends_at=now + timedelta(hours=2),
        capacity=12,
        holds_all=False,
        holds_newcomers=False,
        host=opened["mo"][0],
        submission=uuid4(),
    )
    keys: dict[str, dict[str, Any]] = {key: people.as_json(pair[1]) for key, pair in opened.items()}
    keys["chat"] = {"session": str(chat.pk)}
    return keys | {key: people.as_json(people.open_member(name)[1]) for key, name in (("ada", "Ada"), ("ben", "Ben"))}
