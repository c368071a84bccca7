"""What every page with a composer does beside sending: keep a draft, look the words over, show them as others will."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.models import Account
from forum.core import clock
from forum.core.hints import Hint, contacts_in, take_out, tells_of_danger
from forum.core.refusals import NotGranted, Refusal
from forum.core.submission import SubmissionForm
from forum.drafts.content import Content, typed
from forum.drafts.reading import DraftView, draft_at
from forum.drafts.services import keep_draft
from forum.support.listing import Listed, open_now
from forum.threads.reading.preview import preview_of
from forum.warnings.forms import groups

_ASIDE = ("preview", "keep", "look", "take_out")
_LOOKED_OVER = ("title", "words")
F = TypeVar("F", bound=SubmissionForm)


@dataclass(frozen=True)
class Pointed:
    """One thing that could lead to somebody: where it stands, and what a button says to take it out."""

    key: str
    called: str
    words: str


@dataclass(frozen=True)
class LookedOver:
    """What the page says about the words, at their writer's wish. None of it is kept."""

    pointed: list[Pointed]
    has_changed: bool
    danger: bool
    lines: tuple[Listed, ...]


class Composing:
    """One request to the page of a composer. `place` names its draft; without one nothing is kept."""

    def __init__(self, request: HttpRequest, *, place: str = "") -> None:
        self.request, self.place = request, place
        self.actor: Account = account_of(request)
        self.is_sent = request.method == "POST"
        self.draft: DraftView | None = None
        if place and not self.is_sent:
            self.draft = draft_at(place, self.actor)
        self.posted, self._has_changed = _without_what_is_taken_out(request.POST)

    @property
    def sends(self) -> bool:
        """Was the form sent to be posted?"""
        return self.is_sent and not any(act in self.posted for act in _ASIDE)

    @property
    def begins_with(self) -> Content:
        """What was typed here, or is kept for here."""
        if self.is_sent:
            return typed(self.posted)
        return self.draft.content if self.draft else Content()

    def form(self, kind: type[F], initial: Mapping[str, Any] | None = None, **more: Any) -> F:
        """The form of this page. Whoever only wants their words looked over, or kept, is not told what is missing."""
        if self.is_sent and (self.sends or "preview" in self.posted):
            return kind(self.posted, actor=self.actor, **more)
        first = self.begins_with.initial() if self.is_sent or self.draft else {}
        if self.is_sent:
            first["tells_me"] = "tells_me" in self.posted
        first = dict(initial or {}) | first | ({} if self.is_sent else kept.initial(self.request))
        if initial and not self.is_sent and "warnings" in initial:
            first["warnings"] = [*dict.fromkeys([*initial["warnings"], *_listed(first.get("warnings"))])]
        return kind(actor=self.actor, initial=first, **more)

    def tell(self, form: Form, refusal: Refusal) -> None:
        """Put the refusal above the words."""
        if isinstance(refusal, NotGranted) and self.actor.is_team:
            raise refusal  # They were never shown this form.
        kept.tell(self.request, form, refusal)

    def answer(self, form: SubmissionForm, template: str, context: dict[str, Any]) -> HttpResponse:
        """The page, with whatever was asked for above the words."""
        trouble = ""
        if "keep" in self.posted and self.place:
            try:
                keep_draft(actor=self.actor, place=self.place, content=self.begins_with, seen=self._seen())
                return redirect(self.request.path)
            except Refusal as refusal:
                trouble = str(refusal)
        preview = None
        if "preview" in self.posted and form.is_valid():
            data = form.cleaned_data
            preview = preview_of(data.get("words", ""), data["warnings"], title=data.get("title", ""))
        also = form["warnings"].value() or []
        context |= {
            "form": form,
            "groups": groups(also),
            "preview": preview,
            "looked": self._looked_over(),
            "draft": self.draft,
            "place": self.place,
            "seen": self.draft.revision if self.draft else self._seen(),
            "trouble": trouble,
        }
        return render(self.request, template, context, status=422 if form.errors or trouble else 200)

    def _seen(self) -> int:
        seen = str(self.posted.get("draft_seen", ""))
        return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else 0

    def _looked_over(self) -> LookedOver | None:
        if "look" not in self.posted and "take_out" not in self.posted:
            return None
        texts = {name: str(self.posted.get(name, "")) for name in _LOOKED_OVER}
        pointed = [
            Pointed(f"{name}:{hint.key}", hint.called, text[hint.start : hint.end])
            for name, text in texts.items()
            for hint in contacts_in(text)
        ]
        danger = any(tells_of_danger(text) for text in texts.values())
        lines = open_now(clock.now()) if danger else ()
        return LookedOver(pointed, self._has_changed, danger, lines)


def _without_what_is_taken_out(posted: QueryDict) -> tuple[QueryDict, bool]:
    """The form with what its writer asked to have taken out gone from it, and whether anything was. Only what is
    still found where it was pointed out goes."""
    wanted = str(posted.get("take_out", ""))
    if not wanted:
        return posted, False
    changed = posted.copy()
    for name in _LOOKED_OVER:
        text = str(posted.get(name, "")).replace("\r\n", "\n")
        chosen = [hint for hint in contacts_in(text) if _is_meant(wanted, name, hint)]
        if chosen:
            changed[name] = take_out(text, chosen)
    return changed, any(changed.get(name) != posted.get(name) for name in _LOOKED_OVER if name in posted)


def _is_meant(wanted: str, name: str, hint: Hint) -> bool:
    return wanted in ("all", f"{name}:{hint.key}")


def _listed(value: Any) -> list[Any]:
    """As a list: one warning kept from an earlier form comes back by itself."""
    return value if isinstance(value, list) else [value] if value else []
