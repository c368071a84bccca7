"""`manage.py starter`: what a new site begins with, and never twice."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from forum.accounts.actors import SYSTEM
from forum.boards.models import Board
from forum.confidentiality.models import Notice
from forum.confidentiality.services import publish_notice
from forum.support.models import Line
from moderation.rota.services.holidays import begin_with_holidays
from moderation.team.services import begin_with_cards
from moderation.training.services import begin_with_starter


class Command(BaseCommand):
    help = "Add what a new site begins with (boards, lines, cards, modules, bank holidays), where there is none yet."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if not Board.objects.exists():
            Board.objects.bulk_create(Board(**row) for row in _rows("boards/starter/boards.json"))
        if not Line.objects.exists():
            lines = enumerate(_rows("support/starter/lines.json"))
            Line.objects.bulk_create(Line(**row, position=place) for place, row in lines)
        if not Notice.objects.exists():
            words, easy = (
                (settings.BASE_DIR / f"forum/confidentiality/starter/{name}.md").read_text().strip()
                for name in ("notice", "easy")
            )
            publish_notice(actor=SYSTEM, words=words, easy=easy)
        begin_with_cards(actor=SYSTEM)
        begin_with_starter(actor=SYSTEM)
        begin_with_holidays(actor=SYSTEM)


def _rows(path: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((settings.BASE_DIR / "forum" / path).read_text())
    return rows
