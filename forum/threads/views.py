"""Boards and threads: reading, beginning a thread, replying, taking back."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods
from markupsafe import Markup

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.permissions import Permission, authorize
from forum.boards.models import Board
from forum.core import clock
from forum.core.markup import render as render_words
from forum.core.refusals import NotGranted, Refusal
from forum.threads import reading, services
from forum.threads.forms import ReplyForm, ThreadForm
from forum.threads.models import Post, Thread
from forum.warnings.forms import groups


@require_GET
def board(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The threads of one board, newest first."""
    actor = account_of(request)
    place = get_object_or_404(Board.objects.visible_to(actor), pk=pk)
    lines, hidden, following = reading.threads_in(place, actor, after=request.GET.get("after", ""), now=clock.now())
    context = {
        "board": place,
        "threads": lines,
        "hidden": hidden,
        "next": following,
        "may_write": reading.may_write(actor, place),
    }
    return render(request, "forum/threads/board.html", context)


@require_GET
def thread(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One thread as this reader chose to meet it."""
    actor = account_of(request)
    found = get_object_or_404(Thread.objects.visible_to(actor).select_related("board"), pk=pk)
    after = request.GET.get("after", "")
    posts, following = reading.posts_in(found, actor, after=after, now=clock.now())
    context = {
        "thread": found,
        "title": reading.title_of(found, actor),
        "posts": posts,
        "next": following,
        "is_first_page": not after,
        "may_write": reading.may_write(actor, found),
    }
    return render(request, "forum/threads/thread.html", context)


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin a thread in a board."""
    actor = account_of(request)
    place = get_object_or_404(Board.objects.visible_to(actor), pk=pk)
    if request.method != "POST":
        authorize(actor, Permission.THREAD_WRITE, place)
    form = ThreadForm(request.POST or None, actor=actor, initial=kept.initial(request))
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        try:
            begun = services.start_thread(actor=actor, board=place, **form.cleaned_data)
            return redirect("threads:thread", begun.pk)
        except Refusal as refusal:
            _tell(request, form, refusal)
    return _composer(request, form, {"board": place, "thread": None})


@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Reply in a thread."""
    actor = account_of(request)
    found = get_object_or_404(Thread.objects.visible_to(actor).select_related("board"), pk=pk)
    if request.method != "POST":
        authorize(actor, Permission.POST_WRITE, found)
    form = ReplyForm(request.POST or None, actor=actor, initial=kept.initial(request))
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        try:
            post = services.reply(actor=actor, thread=found, **form.cleaned_data)
            return redirect("threads:post", post.pk)
        except Refusal as refusal:
            _tell(request, form, refusal)
    return _composer(request, form, {"board": found.board, "thread": found})


@require_GET
def post(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where one post stands: its thread, on the page that holds it."""
    found = get_object_or_404(Post.objects.visible_to(account_of(request)), pk=pk)
    return redirect(f"{reverse('threads:thread', args=[found.thread_id])}{reading.page_with(found)}#p-{found.pk}")


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take one's own words back, after one quiet question."""
    actor = account_of(request)
    found = get_object_or_404(Post.objects.visible_to(actor).select_related("author"), pk=pk)
    authorize(actor, Permission.POST_WITHDRAW, found)
    if request.method == "POST":
        services.withdraw_post(actor=actor, post=found)
        standing = Thread.objects.visible_to(actor).filter(pk=found.thread_id).exists()
        return redirect("threads:thread", found.thread_id) if standing else redirect("boards:list")
    context = {"post": reading.one_post(found, actor, now=clock.now())}
    return render(request, "forum/threads/withdraw.html", context)


def _tell(request: HttpRequest, form: ReplyForm, refusal: Refusal) -> None:
    """Put the refusal above the words."""
    if isinstance(refusal, NotGranted) and account_of(request).is_team:
        raise refusal  # They were never shown this form.
    kept.tell(request, form, refusal)


def _composer(request: HttpRequest, form: ReplyForm, context: dict[str, object]) -> HttpResponse:
    preview = None
    if "preview" in request.POST and form.is_valid():
        preview = Markup(render_words(form.cleaned_data["words"]))  # noqa: S704  (the one door to the sanitiser)
    context |= {"form": form, "groups": groups(), "preview": preview}
    return render(request, "forum/threads/write.html", context, status=422 if form.errors else 200)
