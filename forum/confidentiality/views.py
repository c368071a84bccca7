"""The notice: read it, say that you have, publish a new version."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.accounts import kept
from forum.accounts.actors import account_of, actor_of
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.confidentiality import services
from forum.confidentiality.forms import NoticeForm
from forum.confidentiality.models import Notice, NoticeDraft
from forum.confidentiality.policy import has_acknowledged
from forum.confidentiality.reading import yet_to_acknowledge
from forum.core.markup import render as markup
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


@login_not_required
@require_GET
def easy(request: HttpRequest, version: int | None = None) -> HttpResponse:
    """The version in force, or an earlier one, in easy words."""
    versions = Notice.objects.visible_to(actor_of(request)).order_by("-version")
    notice = get_object_or_404(versions, version=version) if version is not None else versions.first()
    return render(request, "forum/confidentiality/easy.html", {"notice": notice})


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest) -> HttpResponse:
    """For managers: write on the next version, keep it as a draft, look at it, put it in force."""
    account = account_of(request)
    authorize(account, Permission.NOTICE_PUBLISH, SITE)
    versions = list(Notice.objects.visible_to(account).order_by("-version").defer("html", "easy_html"))
    current, draft = versions[0] if versions else None, NoticeDraft.objects.visible_to(account).first()
    begins = draft or current
    initial = {"words": begins.words, "easy": begins.easy} if begins else {}
    form = NoticeForm(request.POST or None, actor=account, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_keep_or_publish(request, account, form))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "current": current, "versions": versions, "draft": draft, "waiting": yet_to_acknowledge()}
    return render(request, "forum/confidentiality/publish.html", context, status=422 if form.errors else 200)


def _keep_or_publish(request: HttpRequest, account: Account, form: NoticeForm) -> str:
    """Do what the pressed button says, and tell where to go on."""
    words = {"words": form.cleaned_data["words"], "easy": form.cleaned_data["easy"]}
    if "draft" in request.POST:
        services.draft_notice(actor=account, **words)
        return reverse("confidentiality:preview")
    services.publish_notice(actor=account, **words)
    return reverse("confidentiality:limits")


@require_GET
def preview(request: HttpRequest) -> HttpResponse:
    """The draft, exactly as members will see it."""
    account = account_of(request)
    authorize(account, Permission.NOTICE_DRAFT, SITE)
    draft = get_object_or_404(NoticeDraft.objects.visible_to(account).select_related("changed_by"))
    shown = {"html": markup(draft.words), "easy_html": markup(draft.easy) if draft.easy else ""}
    newest = Notice.objects.visible_to(account).current()
    context = {"draft": draft, "version": newest.version + 1 if newest else 1, **shown}
    return render(request, "forum/confidentiality/preview.html", context)


@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    """Throw the draft away."""
    services.drop_draft(actor=account_of(request))
    return redirect("confidentiality:publish")


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0
