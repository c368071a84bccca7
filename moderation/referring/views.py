"""Practitioners put members in touch with services: what waits, and one of them with its steps."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from forum.accounts.actors import account_of
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.core.paging import page
from forum.core.when import local
from forum.referrals import services
from forum.referrals.consent import CONSENT
from forum.referrals.models import Referral, ReferralOutcome, ReferralStep
from moderation.referring.forms import AnswerForm, CloseForm, SentForm


@require_GET
def list_(request: HttpRequest) -> HttpResponse:
    """What is open, the oldest first. No words of members."""
    actor = account_of(request)
    authorize(actor, Permission.REFERRAL_CARRY, SITE)
    rows = Referral.objects.visible_to(actor).still_open().select_related("line", "member", "taken_by")
    found = page(rows.defer("words", "reach"), by="consent_at", after=request.GET.get("after", ""))
    now = clock.now()
    context = {"page": found, "rows": [(row, (now - row.consent_at).days) for row in found.rows]}
    return render(request, "moderation/referring/list.html", context)


@require_GET
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One of them. Its words open for whoever looks after it."""
    actor, referral = _found(request, pk)
    return _page(request, actor, referral)


@require_POST
def take(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Look after it."""
    actor, referral = _found(request, pk)
    services.take(actor=actor, referral=referral)
    return redirect("referring:one", pk)


@require_POST
def sent(request: HttpRequest, pk: UUID) -> HttpResponse:
    """It was passed on."""
    actor, referral = _found(request, pk)
    form = SentForm(request.POST)
    if not form.is_valid():
        return _page(request, actor, referral, sent=form)
    services.note_sent(actor=actor, referral=referral, **form.cleaned_data)
    return redirect("referring:one", pk)


@require_POST
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The service answered."""
    actor, referral = _found(request, pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, actor, referral, answer=form)
    services.note_answer(actor=actor, referral=referral, words=form.cleaned_data["words"])
    return redirect("referring:one", pk)


@require_POST
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """It is over."""
    actor, referral = _found(request, pk)
    form = CloseForm(request.POST)
    if not form.is_valid():
        return _page(request, actor, referral, close=form)
    services.close_referral(
        actor=actor,
        referral=referral,
        outcome=ReferralOutcome(form.cleaned_data["outcome"]),
        words=form.cleaned_data["words"],
    )
    return redirect("referring:list")


def _found(request: HttpRequest, pk: UUID) -> tuple[Account, Referral]:
    actor = account_of(request)
    authorize(actor, Permission.REFERRAL_CARRY, SITE)
    rows = Referral.objects.visible_to(actor).select_related("line", "member", "taken_by")
    return actor, get_object_or_404(rows, pk=pk)


def _page(request: HttpRequest, actor: Account, referral: Referral, **forms_sent: forms.Form) -> HttpResponse:
    steps = ReferralStep.objects.visible_to(actor).filter(referral=referral).select_related("by").in_order()
    is_mine = referral.taken_by_id == actor.pk
    context = {
        "referral": referral,
        "is_mine": is_mine,
        "steps": list(steps) if is_mine else [],
        "consent": CONSENT[referral.consent_version],
        "sent": forms_sent.get("sent") or SentForm(initial={"on": local(clock.now()).date()}, auto_id="sent_%s"),
        "answer": forms_sent.get("answer") or AnswerForm(auto_id="answer_%s"),
        "close": forms_sent.get("close") or CloseForm(auto_id="close_%s"),
    }
    return render(request, "moderation/referring/one.html", context, status=422 if forms_sent else 200)
