"""Check the audit trail from its first entry to its head."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Count

from moderation.audit.models import Entry
from moderation.audit.verification import Verdict, verify


class Command(BaseCommand):
    help = (
        "Check the audit trail: finds entries that were changed, moved, removed or put in, and an end cut off. "
        "Prints the head as SEQ:HASH; write it down somewhere else and give it back later with --expect."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--expect", metavar="SEQ:HASH", help="a head that was written down earlier")
        parser.add_argument("--json", action="store_true", help="answer as JSON, for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = verify(expect=_anchor(options["expect"]) if options["expect"] else None)
        self.stdout.write(_as_json(verdict) if options["json"] else _as_words(verdict))
        if not verdict.is_whole:
            raise SystemExit(1)


def _anchor(text: str) -> tuple[int, str]:
    sequence, colon, seal = text.strip().partition(":")
    if not (colon and seal and sequence.isdecimal()):
        raise CommandError("Write what to expect as SEQ:HASH, as this command prints it.")
    return int(sequence), seal


def _as_json(verdict: Verdict) -> str:
    return json.dumps(
        {
            "whole": verdict.is_whole,
            "checked": verdict.checked,
            "head": verdict.anchor,
            "findings": [asdict(finding) for finding in verdict.findings],
            "actions": dict(Entry.objects.order_by("action").values_list("action").annotate(times=Count("sequence"))),
        }
    )


def _as_words(verdict: Verdict) -> str:
    if verdict.is_whole:
        lines = [f"The trail is whole: {verdict.checked:,} entries checked."]
    else:
        lines = [
            f"The trail is NOT as we wrote it: {verdict.checked:,} entries checked.",
            *(f"  {finding.kind}: {finding.sentence}" for finding in verdict.findings),
            "If SECRET_KEY was changed, first check that the old one is in SECRET_KEY_FALLBACKS.",
        ]
    return "\n".join(
        [*lines, f"Head: {verdict.anchor}", "Write the head down somewhere else; --expect checks it later."]
    )
