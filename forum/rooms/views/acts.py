"""What somebody does from within a room. Each is an ordinary form that works without a script."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from forum.accounts.actors import account_of
from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.blocks import services as blocks
from forum.blocks.models import Block
from forum.rooms.afterwards import taken_back
from forum.rooms.forms import HowForm
from forum.rooms.hours import length
from forum.rooms.models import Attendance, ChatSession, Message, Standing
from forum.rooms.services import attending, calling, writing
from forum.rooms.views.live import act


@require_POST
def leave(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Go out of the room, or out of the line at its door."""
    mine = _mine(request, pk)
    return act(request, lambda: attending.leave(actor=account_of(request), attendance=mine), _session(pk))


@require_POST
def how(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Listen or write from now on; messages as they come, or in calm batches. Before the door: wait, or ask first."""
    actor, mine, form = account_of(request), _mine(request, pk), HowForm(request.POST)
    chosen = form.chosen() if form.is_valid() else {}

    def change() -> None:
        if "mode" in chosen:
            attending.set_mode(actor=actor, attendance=mine, mode=chosen["mode"])
        if "is_slow" in chosen:
            attending.set_slow(actor=actor, attendance=mine, is_slow=chosen["is_slow"])

    return act(request, change, _room(pk) if mine.is_in else reverse("rooms:door", args=[pk]))


@require_http_methods(["GET", "POST"])
def not_ok(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask a host to come and speak in private."""
    actor, mine = account_of(request), _mine(request, pk)
    authorize(actor, Permission.CALL_RAISE, mine)
    if request.method == "POST":
        where = _room(pk) if mine.is_in else reverse("rooms:door", args=[pk])
        return act(request, lambda: calling.call_host(actor=actor, attendance=mine), f"{where}#{_answer(mine)}")
    within = length(int(settings.CHAT["answer"].total_seconds() // 60))
    return render(request, "forum/rooms/not_ok.html", {"session": mine.session, "mine": mine, "within": within})


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take one's own words back, after one quiet question."""
    actor = account_of(request)
    found = Message.objects.visible_to(actor).filter(pk=pk).select_related("session").first()
    before = taken_back(actor, pk) if found is None and request.method == "POST" else None
    if before is not None:
        return act(request, lambda: None, _back(actor, before))  # Pressed twice: the first press did it.
    if found is None:
        raise Http404
    authorize(actor, Permission.MESSAGE_WITHDRAW, found)
    back = _back(actor, found)
    if request.method == "POST":
        return act(request, lambda: writing.withdraw_message(actor=actor, message=found), back)
    return render(request, "forum/rooms/withdraw.html", {"message": found, "back": back})


@require_http_methods(["GET", "POST"])
def block(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stop meeting somebody, after one quiet question."""
    actor = account_of(request)
    found = Message.objects.visible_to(actor).filter(pk=pk).select_related("session", "author").first()
    if found is None and request.method == "POST" and Block.objects.visible_to(actor).exists():
        return redirect("blocks:list")  # Pressed twice: the first press put the message out of their sight.
    if found is None:
        raise Http404
    authorize(actor, Permission.BLOCK_SET, found.author)
    if request.method == "POST":
        return act(request, lambda: blocks.block(actor=actor, account=found.author), _back(actor, found))
    return render(request, "forum/rooms/block.html", {"message": found, "back": _back(actor, found)})


def _mine(request: HttpRequest, pk: UUID) -> Attendance:
    """The part that whoever asks takes in the session; there is nothing here for anybody else."""
    actor = account_of(request)
    seen = get_object_or_404(ChatSession.objects.visible_to(actor), pk=pk)
    rows = Attendance.objects.visible_to(actor).of_members().select_related("session")
    return get_object_or_404(rows, session=seen, account_id=actor.pk)


def _answer(mine: Attendance) -> str:
    """The part of the page to which a host comes."""
    return "aside" if mine.is_in and not mine.session.is_one_to_one else "newest"


def _back(actor: Account, message: Message) -> str:
    """Where the person came from: the room if they are in it while it runs, else the page of the session."""
    parts = Attendance.objects.visible_to(actor).of_members().filter(session=message.session_id, account_id=actor.pk)
    is_in = message.session.is_running and parts.filter(standing=Standing.IN).exists()
    return _room(message.session_id) if is_in else _session(message.session_id)


def _room(pk: UUID) -> str:
    return reverse("rooms:room", args=[pk])


def _session(pk: UUID) -> str:
    return reverse("rooms:session", args=[pk])
