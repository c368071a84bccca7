"""One's private talks: the list, asking, one talk, and ending it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize, refusal_for
from forum.core import clock
from forum.core.paging import page
from forum.core.refusals import NotGranted, NotNow, Refusal
from forum.private import services
from forum.private.forms import DoorForm, PrivateForm
from forum.private.models import LIFE, PrivateDoor, PrivateMessage, Talk
from forum.private.policy import TooNew, is_new
from forum.private.reading import line_of, messages_of
from forum.shaping.reading import shaped
from forum.threads.models import Post
from forum.threads.reading.shown import met
from forum.warnings.forms import groups

MESSAGES_ON_A_PAGE = 30
NAMED = ("asker", "asked", "asker_as", "asked_as")


@require_GET
def list_(request: HttpRequest) -> HttpResponse:
    """One's talks, what was asked of one, and whether others may ask. Nothing is counted."""
    actor = account_of(request)
    authorize(actor, Permission.PRIVATE_OPEN, SITE)
    mine = Talk.objects.visible_to(actor).select_related(*NAMED)
    found, now = page(mine, by="last_at", after=request.GET.get("after", ""), newest_first=True), clock.now()
    context = {
        "talks": [line_of(talk, actor, now=now) for talk in found.rows],
        "next": found.next,
        "is_on": shaped().private_messages,
        "only_when_staffed": shaped().private_only_when_staffed,
        "door_is_open": PrivateDoor.objects.visible_to(actor).exists(),
        "too_new": TooNew() if is_new(actor, now) else None,
        "days": LIFE.days,
    }
    return render(request, "forum/private/list.html", context)


@require_POST
def door(request: HttpRequest) -> HttpResponse:
    """Say whether others may ask."""
    form = DoorForm(request.POST)
    form.full_clean()
    services.set_door(actor=account_of(request), is_open=form.cleaned_data["is_open"])
    return redirect("private:list")


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask the writer of a post to write in private. Whatever comes of it, the page afterwards is the same."""
    actor = account_of(request)
    authorize(actor, Permission.PRIVATE_OPEN, SITE)
    posts = met(Post.objects.visible_to(actor), actor).select_related("author")
    post = get_object_or_404(posts, pk=pk)
    refusal = refusal_for(actor, Permission.PRIVATE_ASK, post)
    if isinstance(refusal, NotGranted):
        raise refusal
    if request.method == "POST" and refusal is None:
        try:
            return redirect("private:talk", services.ask(actor=actor, post=post).pk)
        except services.AskedEnough as enough:
            refusal = enough
    status = 200 if refusal is None else refusal.status
    context = {
        "post": post,
        "refusal": refusal,
        "next_step": refusal.next_step if isinstance(refusal, NotNow) else "",
        "days": LIFE.days,
    }
    return render(request, "forum/private/ask.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def talk(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One talk, and the box to write in."""
    actor = account_of(request)
    row = _find(actor, pk)
    if request.method == "POST":
        form = PrivateForm(request.POST, actor=actor)
        if form.is_valid() and _written(request, row, form):
            return redirect(f"{reverse('private:talk', args=[row.pk])}#write")
    else:
        form = PrivateForm(actor=actor, initial=kept.initial(request))
    return _page(request, actor, row, form)


@require_POST
def accept(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write with whoever asked."""
    actor = account_of(request)
    services.accept(actor=actor, talk=_find(actor, pk))
    return redirect("private:talk", pk)


@require_POST
def put_away(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Rather not. Nobody is told."""
    actor = account_of(request)
    services.put_away(actor=actor, talk=_find(actor, pk))
    return redirect("private:list")


@require_POST
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End a talk in one press."""
    actor = account_of(request)
    services.end(actor=actor, talk=_find(actor, pk))
    return redirect("private:list")


@require_POST
def block(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Meet the other one no more, here and everywhere. Nobody is told."""
    actor = account_of(request)
    services.block_other(actor=actor, talk=_find(actor, pk))
    return redirect("private:list")


def _find(actor: Account, pk: UUID) -> Talk:
    authorize(actor, Permission.PRIVATE_OPEN, SITE)
    return get_object_or_404(Talk.objects.visible_to(actor).select_related(*NAMED), pk=pk)


def _written(request: HttpRequest, row: Talk, form: PrivateForm) -> bool:
    try:
        services.write(actor=account_of(request), talk=row, **form.cleaned_data)
    except Refusal as refusal:
        kept.tell(request, form, refusal)
        return False
    return True


def _page(request: HttpRequest, actor: Account, row: Talk, form: PrivateForm) -> HttpResponse:
    rows = PrivateMessage.objects.visible_to(actor).filter(talk=row)
    before = request.GET.get("before", "")
    found = page(rows, by="written_at", after=before, size=MESSAGES_ON_A_PAGE, newest_first=True)
    now = clock.now()
    refusal = refusal_for(actor, Permission.PRIVATE_WRITE, row)
    context = {
        "talk": line_of(row, actor, now=now),
        "messages": messages_of(list(reversed(found.rows)), row, actor, now=now),
        "earlier": found.next,
        "form": form,
        "groups": groups(),
        "refusal": refusal,
        "next_step": refusal.next_step if isinstance(refusal, NotNow) else "",
        "days": LIFE.days,
    }
    return render(request, "forum/private/talk.html", context, status=422 if form.errors else 200)
