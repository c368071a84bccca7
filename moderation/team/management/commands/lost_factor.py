"""The way back for somebody on the team who lost their second factor while no other manager is there."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from forum.accounts.actors import SYSTEM
from forum.accounts.models import Account
from forum.accounts.permissions import TEAM
from forum.accounts.pseudonyms import skeleton
from moderation.team.services import take_second_factor_away


class Command(BaseCommand):
    help = "Take away the second factor of one person on the team, who then sets up a new one when they sign in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("duty_name", help="the duty name of the person, in quotation marks if it has spaces")

    def handle(self, *args: Any, **options: Any) -> None:
        team = Account.objects.filter(role__in=list(TEAM), is_active=True)
        account = team.filter(skeleton=skeleton(options["duty_name"])[:64]).first()
        if account is None:
            raise CommandError("Nobody on the team has that duty name.")
        take_second_factor_away(actor=SYSTEM, account=account)
        self.stdout.write(
            f"{account.pseudonym} is signed out everywhere. When they next sign in with their pass phrase, they set up "
            "a new second factor. They and the managers read that this was done."
        )
