"""The way in for the first manager of a new site."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.urls import reverse

from moderation.team.models import LIFE
from moderation.team.services import invite_first_manager


class Command(BaseCommand):
    help = "Print a link, good for one use, with which the first manager joins. Does nothing once there is one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-needed", action="store_true", help="print nothing if there is a manager already")

    def handle(self, *args: Any, **options: Any) -> None:
        token = invite_first_manager()
        if token is None:
            if not options["if_needed"]:
                self.stdout.write("There is a manager already. They can invite others on the page Team.")
            return
        link = f"{settings.SITE_URL}{reverse('team:welcome', args=[token])}"
        self.stdout.write(
            f"Welcome. This link lets one person become the first manager:\n\n  {link}\n\n"
            "They choose a duty name and a pass phrase, then set up a second factor with an authenticator app.\n"
            f"It works once and for {LIFE.days} days. An earlier link of this kind no longer works."
        )
