"""Writing: begin a thread, reply, quote."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from forum.accounts.actors import account_of
from forum.accounts.permissions import Permission, authorize
from forum.boards import looks
from forum.boards.models import Board, Holds
from forum.core import clock
from forum.core.refusals import Refusal
from forum.drafts.content import SPACE, THREAD, place_of
from forum.threads.forms import ReplyForm, ThreadForm
from forum.threads.models import Post, Thread
from forum.threads.policy import may_quote
from forum.threads.reading.here import rests
from forum.threads.reading.quotes import QuoteView, all_of
from forum.threads.reading.shown import met
from forum.threads.services import writing as services
from forum.threads.views.composing import Composing
from forum.warnings.profile import profile_of

_PAGE = "forum/threads/write.html"


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin a thread in a board."""
    actor = account_of(request)
    place = get_object_or_404(Board.objects.visible_to(actor), pk=pk)
    if request.method != "POST":
        authorize(actor, Permission.THREAD_WRITE, place)
    desk = Composing(request, place=place_of(SPACE, pk))
    form = desk.form(ThreadForm)
    if desk.sends and form.is_valid():
        try:
            begun = services.start_thread(actor=actor, board=place, **form.cleaned_data)
            return redirect("threads:thread", begun.pk)
        except Refusal as refusal:
            desk.tell(form, refusal)
    return desk.answer(form, _PAGE, {"thread": None, "quote": None} | _holds(place))


@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Reply in a thread, under some paragraphs of one of its posts if one likes."""
    actor = account_of(request)
    found = get_object_or_404(met(Thread.objects.visible_to(actor), actor).select_related("board"), pk=pk)
    if request.method != "POST":
        if rests(found, actor, now=clock.now()):
            return redirect("threads:thread", pk)
        authorize(actor, Permission.POST_WRITE, found)
    desk = Composing(request, place=place_of(THREAD, pk))
    quoting = _quoted(request.GET.get("quote") or desk.begins_with.quotes, found, desk)
    quote = all_of(quoting, actor, profile_of(actor)) if quoting else None
    form = desk.form(ReplyForm, _carried(request, quoting), quoting=quoting)
    if desk.sends and form.is_valid():
        try:
            post = services.reply(actor=actor, thread=found, **form.sent())
            return redirect("threads:post", post.pk)
        except Refusal as refusal:
            desk.tell(form, refusal)
    context: dict[str, Any] = {"thread": found, "quote": _pickable(quote, form)} | _holds(found.board)
    return desk.answer(form, _PAGE, context)


@require_GET
def quote(request: HttpRequest, pk: UUID) -> HttpResponse:
    """To the reply that quotes this post."""
    actor = account_of(request)
    found = get_object_or_404(met(Post.objects.visible_to(actor), actor), pk=pk)
    return redirect(f"{reverse('threads:reply', args=[found.thread_id])}?quote={found.pk}")


def _quoted(key: str, thread: Thread, desk: Composing) -> Post | None:
    """The post to quote, if it stands in this thread for whoever asks."""
    try:
        pk = UUID(key)
    except ValueError:
        return None
    posts = met(Post.objects.visible_to(desk.actor), desk.actor).select_related("thread__board")
    post = posts.filter(pk=pk).first()
    return post if post and may_quote(desk.actor, post, thread) else None


def _carried(request: HttpRequest, quoting: Post | None) -> dict[str, Any]:
    """The original's warnings are chosen already for a reply that is about to quote it."""
    fresh = quoting is not None and "quote" in request.GET
    return {"warnings": list(quoting.warnings), "quotes": str(quoting.pk)} if quoting and fresh else {}


def _pickable(quote: QuoteView | None, form: ReplyForm) -> dict[str, Any] | None:
    """The paragraphs to choose from, each with whether it is chosen."""
    if quote is None or quote.id is None or not quote.parts:
        return None
    chosen = {str(part) for part in form["quoted_parts"].value() or []}
    parts = [(number, part, str(number) in chosen) for number, part in enumerate(quote.parts)]
    return {"of": quote, "parts": parts}


def _holds(board: Board) -> dict[str, Any]:
    """What one should know of the board, and how long a first look takes where there are any."""
    return {"board": board, "first_looks": looks.told() if board.holds_newcomers != Holds.NEVER else ""}
