"""Writing: begin a thread, reply."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods
from markupsafe import Markup

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.permissions import Permission, authorize
from forum.boards.models import Board
from forum.core.markup import render as render_words
from forum.core.refusals import NotGranted, Refusal
from forum.threads.forms import ReplyForm, ThreadForm
from forum.threads.models import Thread
from forum.threads.reading.shown import met
from forum.threads.services import writing as services
from forum.warnings.forms import groups


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
    found = get_object_or_404(met(Thread.objects.visible_to(actor), actor).select_related("board"), pk=pk)
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
