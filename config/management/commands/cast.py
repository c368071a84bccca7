"""`manage.py cast`: the people of the browser stories, on a database of their own."""

import json
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from config import people
from forum.accounts.permissions import Role
from forum.core import clock
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
    keys = {key: people.as_json(pair[1]) for key, pair in opened.items()}
    return keys | {key: people.as_json(people.open_member(name)[1]) for key, name in (("ada", "Ada"), ("ben", "Ben"))}
