"""A member asks to be put in touch, follows it, takes it back."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, Role, authorize, refusal_for
from forum.core.paging import page
from forum.core.refusals import NotGranted, Refusal
from forum.referrals import services
from forum.referrals.consent import CONSENT
from forum.referrals.forms import AskForm
from forum.referrals.models import Referral, ReferralStep
from forum.support.models import Line


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """What one asked for, the newest first."""
    actor = _member(request)
    rows = Referral.objects.visible_to(actor).select_related("line").defer("words", "reach")
    found = page(rows, by="consent_at", after=request.GET.get("after", ""), newest_first=True)
    return render(request, "forum/referrals/mine.html", {"page": found})


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask to be put in touch with one service."""
    actor = _member(request)
    line = get_object_or_404(Line.objects.visible_to(actor).listed(), pk=pk)
    if request.method == "POST":
        form = AskForm(request.POST, actor=actor)
        sent = _ask(request, actor, line, form) if form.is_valid() else None
        if sent:
            return redirect("referrals:one", sent.pk)
    else:
        refusal = refusal_for(actor, Permission.REFERRAL_ASK, line)
        if refusal:
            raise refusal
        form = AskForm(initial=kept.initial(request), actor=actor)
    context = {"form": form, "line": line, "kept_days": settings.RETENTION["referrals"].days}
    return render(request, "forum/referrals/ask.html", context, status=422 if form.errors else 200)


@require_GET
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One of them: what was agreed, and what was done."""
    actor = _member(request)
    referral = get_object_or_404(Referral.objects.visible_to(actor).select_related("line", "taken_by"), pk=pk)
    context = {
        "referral": referral,
        "steps": list(ReferralStep.objects.visible_to(actor).filter(referral=referral).select_related("by").in_order()),
        "consent": CONSENT[referral.consent_version],
    }
    return render(request, "forum/referrals/one.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take it back, after one look at what that means."""
    actor = _member(request)
    referral = get_object_or_404(Referral.objects.visible_to(actor).select_related("line"), pk=pk)
    if request.method == "POST":
        services.withdraw(actor=actor, referral=referral)
        return redirect("referrals:one", referral.pk)
    refusal = refusal_for(actor, Permission.REFERRAL_WITHDRAW, referral)
    if refusal:
        raise refusal
    return render(request, "forum/referrals/withdraw.html", {"referral": referral})


def _ask(request: HttpRequest, actor: Account, line: Line, form: AskForm) -> Referral | None:
    data = form.cleaned_data
    try:
        return services.ask(
            actor=actor, line=line, words=data["words"], reach=data["reach"], submission=data["submission"]
        )
    except NotGranted:
        raise
    except Refusal as refusal:
        kept.tell(request, form, refusal)
        return None


def _member(request: HttpRequest) -> Account:
    """These pages are a member's own; the team has its own."""
    actor = account_of(request)
    authorize(actor, Permission.REFERRAL_READ, SITE)
    if actor.role != Role.MEMBER:
        raise NotGranted
    return actor
