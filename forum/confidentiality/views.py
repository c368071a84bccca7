"""The notice: read it, say that you have, publish a new version."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from forum.accounts import kept
from forum.accounts.actors import account_of, actor_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.confidentiality import services
from forum.confidentiality.forms import NoticeForm
from forum.confidentiality.models import Notice
from forum.confidentiality.policy import has_acknowledged
from forum.core.refusals import Refusal


@login_not_required
@require_GET
def limits(request: HttpRequest, version: int | None = None) -> HttpResponse:
    """The version in force, or an earlier one, for everybody."""
    versions = Notice.objects.visible_to(actor_of(request)).order_by("-version")
    notice = get_object_or_404(versions, version=version) if version is not None else versions.first()
    context = {"notice": notice, "versions": list(versions.values_list("version", flat=True)), "asks": False}
    return render(request, "forum/confidentiality/limits.html", context)


@require_http_methods(["GET", "POST"])
def read(request: HttpRequest) -> HttpResponse:
    """The version in force with the question whether one has read it."""
    account = account_of(request)
    notice = Notice.objects.visible_to(account).current()
    if request.method == "POST" and notice:
        shown = get_object_or_404(Notice.objects.visible_to(account), version=_number(request.POST.get("version", "")))
        services.acknowledge(actor=account, notice=shown)
        # Whoever is new is asked once how they want to read; whoever was asked goes straight on.
        return redirect(kept.waiting(request) or "warnings:begin")
    if account.is_team or has_acknowledged(account):
        return redirect("confidentiality:limits")
    context: dict[str, object] = {"notice": notice, "versions": [], "asks": True}
    return render(request, "forum/confidentiality/limits.html", context)


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest) -> HttpResponse:
    """For managers: write the next version."""
    account = account_of(request)
    authorize(account, Permission.NOTICE_PUBLISH, SITE)
    current = Notice.objects.visible_to(account).current()
    form = NoticeForm(request.POST or None, actor=account, initial={"words": current.words if current else ""})
    if request.method == "POST" and form.is_valid():
        try:
            services.publish_notice(actor=account, words=form.cleaned_data["words"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("confidentiality:limits")
    context = {"form": form, "current": current}
    return render(request, "forum/confidentiality/publish.html", context, status=422 if form.errors else 200)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0
