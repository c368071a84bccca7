"""Keeping what somebody was writing when their session ended.

The words are sealed, wait one hour, and come back only to the browser that sent them (it holds the token) and only to
the person who wrote them (the form they came from carried their mark).
"""

import json
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.html import format_html

from forum.accounts.models import Account, KeptDraft
from forum.accounts.secrets import link_hash, new_link_token
from forum.core import clock
from forum.core.refusals import NotNow, Refusal
from forum.core.sealed import seal, unseal
from forum.core.submission import mark, read_token
from forum.core.throttle import spend

_SLOT = "kept"
KEPT_AN_HOUR = 20


@dataclass(frozen=True)
class Draft:
    """What was typed, and the page it was typed on."""

    path: str
    fields: dict[str, list[str]]


@transaction.atomic
def keep(*, path: str, posted: QueryDict) -> str | None:
    """Seal what was posted to `path`. Returns the token that gives it back; None if no form of ours was sent.

    Raises TooMany when one writer's forms keep coming.
    """
    read = read_token(posted.get("submission", ""))
    if read is None:
        return None
    spend("keep", read[1], limit=KEPT_AN_HOUR, per=settings.KEPT_DRAFT_LIFE)
    token = new_link_token()
    KeptDraft.objects.create(
        token_hash=link_hash(token),
        writer_mark=read[1],
        words=json.dumps({"path": path, "fields": _fields(posted)}),
        expires_at=clock.now() + settings.KEPT_DRAFT_LIFE,
    )
    return token


@transaction.atomic
def give_back(*, actor: Account, token: str) -> Draft | None:
    """The words behind `token`, once, if `actor` wrote them."""
    row = (
        KeptDraft.objects.select_for_update()
        .filter(token_hash=link_hash(token), writer_mark=mark(actor), expires_at__gt=clock.now())
        .first()
    )
    if row is None:
        return None
    kept = json.loads(row.words)
    row.delete()
    return Draft(kept["path"], kept["fields"])


def remember(request: HttpRequest, actor: Account, token: str) -> str | None:
    """The words behind `token` wait in this session for the page they were written on, whose path is returned."""
    draft = give_back(actor=actor, token=token)
    if draft is None:
        return None
    request.session[_SLOT] = seal(json.dumps(asdict(draft)), bound_to=_SLOT)
    return draft.path


def hold(request: HttpRequest) -> None:
    """The words just posted wait in this session, while their writer does something else first."""
    draft = Draft(request.path, _fields(request.POST))
    request.session[_SLOT] = seal(json.dumps(asdict(draft)), bound_to=_SLOT)


def is_form_of(actor: Account, posted: QueryDict) -> bool:
    """Does what was posted come from a form of ours that `actor` was shown?"""
    read = read_token(posted.get("submission", ""))
    return read is not None and read[1] == mark(actor)


def tell(request: HttpRequest, form: Form, refusal: Refusal) -> None:
    """Put a refusal above the words. Where another page would change it, that page is named, and the words wait."""
    text = str(refusal)
    if isinstance(refusal, NotNow) and refusal.next_step:
        hold(request)
        link = '{} <a href="{}">Do that now.</a> Your words wait, and you come back to them.'
        text = format_html(link, text, reverse(refusal.next_step))
    form.add_error(None, text)


def waiting(request: HttpRequest) -> str | None:
    """The page whose words wait in this session."""
    sealed = request.session.get(_SLOT)
    return json.loads(unseal(sealed, bound_to=_SLOT))["path"] if sealed else None


def initial(request: HttpRequest) -> dict[str, Any]:
    """What the form on this page should start with: the words that were kept for it, once, or nothing."""
    sealed = request.session.get(_SLOT)
    if not sealed:
        return {}
    draft = Draft(**json.loads(unseal(sealed, bound_to=_SLOT)))
    if draft.path != request.path:
        return {}
    del request.session[_SLOT]
    return {name: values[0] if len(values) == 1 else values for name, values in draft.fields.items()}


def _fields(posted: QueryDict) -> dict[str, list[str]]:
    return {
        name: [str(value) for value in posted.getlist(name)]
        for name in posted
        if name not in ("csrfmiddlewaretoken", "submission", "preview")
    }
