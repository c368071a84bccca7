"""Leaving well."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, allows, authorize
from forum.core import clock
from forum.core.refusals import Refusal
from forum.core.submission import SubmissionForm
from forum.core.when import local
from moderation.team import roster
from moderation.welfare import services
from moderation.welfare.forms import LeaveForm, TalkForm, ThanksForm
from moderation.welfare.models import Leaving


@require_http_methods(["GET", "HEAD", "POST"])
def leaving(request: HttpRequest) -> HttpResponse:
    """Say that one leaves, change it, and read what happens next."""
    actor = account_of(request)
    authorize(actor, Permission.LEAVING_ARRANGE, SITE)
    mine = _mine(request)
    people = roster.visible_to(actor).exclude(pk=actor.pk)
    if request.method == "POST":
        form = LeaveForm(request.POST, actor=actor, people=people)
        if form.is_valid():
            try:
                services.leave(actor=actor, **form.said)
                return redirect("welfare:leaving")
            except Refusal as refusal:
                form.add_error(None, str(refusal))
    else:
        form = LeaveForm(actor=actor, people=people, initial=_said(mine) | kept.initial(request))
    context = {"form": form, "mine": mine, "talking": _talking(request, mine) if mine else None}
    return render(request, "moderation/welfare/leaving.html", context, status=422 if form.errors else 200)


@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    actor = account_of(request)
    mine = get_object_or_404(Leaving.objects.visible_to(actor), account=actor)
    services.stay(actor=actor, leaving=mine)
    return redirect("welfare:home")


@require_GET
def one_leaving(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For the managers and the person somebody talks with."""
    return _page(request, _find(request, pk))


@require_POST
def take_talk(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Somebody would like to talk with any manager, and this one does it."""
    services.take_talk(actor=account_of(request), leaving=_find(request, pk))
    return redirect("welfare:one_leaving", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def talk(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The conversation took place; what is kept of it is for the two people."""
    actor, found = account_of(request), _find(request, pk)
    authorize(actor, Permission.LEAVING_TALK, found)
    form = TalkForm(request.POST, actor=actor) if request.method == "POST" else _talk_form(request, found)
    if form.is_bound and form.is_valid():
        services.record_talk(
            actor=actor, leaving=found, talked_on=form.cleaned_data["talked_on"], words=form.cleaned_data["words"]
        )
        return redirect("welfare:one_leaving", pk)
    return _page(request, found, talking=form)


@require_http_methods(["GET", "HEAD", "POST"])
def thank(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The team's thanks."""
    actor, found = account_of(request), _find(request, pk)
    authorize(actor, Permission.LEAVING_THANK, found)
    form = ThanksForm(request.POST, actor=actor) if request.method == "POST" else _thanks_form(request, found)
    if form.is_bound and form.is_valid():
        services.thank(actor=actor, leaving=found, words=form.cleaned_data["words"])
        return redirect("welfare:one_leaving", pk)
    return _page(request, found, thanking=form)


@require_GET
def thanks(request: HttpRequest) -> HttpResponse:
    """What somebody wrote for one, as a page to keep."""
    actor = account_of(request)
    authorize(actor, Permission.LEAVING_ARRANGE, SITE)
    return render(request, "moderation/welfare/thanks.html", {"mine": _mine(request)})


@require_GET
def fresh_start(request: HttpRequest) -> HttpResponse:
    """How to be here as a member, with nothing that links the two."""
    authorize(account_of(request), Permission.LEAVING_ARRANGE, SITE)
    return render(request, "moderation/welfare/fresh_start.html")


def _mine(request: HttpRequest) -> Leaving | None:
    actor = account_of(request)
    rows = Leaving.objects.visible_to(actor).select_related("talk_with", "thanked_by")
    return rows.filter(account=actor).first()


def _find(request: HttpRequest, pk: UUID) -> Leaving:
    actor = account_of(request)
    authorize(actor, Permission.LEAVING_READ, SITE)
    rows = Leaving.objects.visible_to(actor).select_related("account", "talk_with", "thanked_by")
    return get_object_or_404(rows, pk=pk)


def _said(mine: Leaving | None) -> dict[str, Any]:
    if mine is None:
        return {}
    return {
        "last_day": mine.last_day,
        "wants_talk": "yes" if mine.wants_talk else "no",
        "talk_with": str(mine.talk_with_id or ""),
        "hand_over": mine.hand_over,
    }


def _talk_form(request: HttpRequest, found: Leaving) -> TalkForm:
    """It holds what the two wrote: whoever asks for it has been allowed to."""
    said = {"talked_on": found.talked_on or local(clock.now()).date(), "words": found.talk_words}
    return TalkForm(actor=account_of(request), initial=said | kept.initial(request))


def _thanks_form(request: HttpRequest, found: Leaving) -> ThanksForm:
    return ThanksForm(actor=account_of(request), initial={"words": found.thanks} | kept.initial(request))


def _talking(request: HttpRequest, found: Leaving) -> TalkForm | None:
    """The form of the conversation, for the two people of it alone."""
    may = allows(account_of(request), Permission.LEAVING_TALK, found)
    return _talk_form(request, found) if may else None


def _thanking(request: HttpRequest, found: Leaving) -> ThanksForm | None:
    may = allows(account_of(request), Permission.LEAVING_THANK, found)
    return _thanks_form(request, found) if may else None


def _page(request: HttpRequest, found: Leaving, **given: SubmissionForm | None) -> HttpResponse:
    actor = account_of(request)
    is_mine = found.account_id == actor.pk
    nobody_yet = found.wants_talk and found.talk_with_id is None and not is_mine
    context = {
        "leaving": found,
        "is_mine": is_mine,
        "may_take": nobody_yet and allows(actor, Permission.LEAVING_THANK, found),
        "talking": _talking(request, found),
        "thanking": _thanking(request, found),
        "may_close": allows(actor, Permission.TEAM_CLOSE, SITE) and not is_mine,
        **given,
    }
    status = 422 if any(form and form.errors for form in given.values()) else 200
    return render(request, "moderation/welfare/one_leaving.html", context, status=status)
