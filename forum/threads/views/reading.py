"""Reading: a board, a thread, and where one post stands."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from forum.accounts.actors import account_of
from forum.accounts.choices import choices_of
from forum.accounts.permissions import Role
from forum.boards import looks
from forum.boards.models import Board, Holds
from forum.boards.policy import reads_in
from forum.core import clock
from forum.core.reading import is_read_by_a_person
from forum.threads.models import Post, Thread
from forum.threads.reading.answers import answered
from forum.threads.reading.here import here_in, read_as_far_as, with_news
from forum.threads.reading.lines import threads_in
from forum.threads.reading.opened import is_closed_in_part, is_open
from forum.threads.reading.places import may_write, page_with
from forum.threads.reading.posts import posts_in
from forum.threads.reading.shown import met
from forum.threads.reading.suggested import with_suggestions
from forum.threads.reading.titles import title_of
from forum.threads.services.places import mark_read
from forum.warnings.profile import profile_of


@require_GET
def board(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The threads of one board, newest first."""
    actor = account_of(request)
    place = get_object_or_404(Board.objects.visible_to(actor), pk=pk)
    may_read = reads_in(actor, place)
    lines, hidden, following = threads_in(place, actor, after=request.GET.get("after", ""), now=clock.now())
    context = {
        "board": place,
        "threads": lines,
        "hidden": hidden,
        "next": following,
        "may_write": may_write(actor, place),
        "first_looks": looks.told() if place.holds_newcomers != Holds.NEVER else "",
        "may_read": may_read,
        "is_joined": place.by_choice and may_read and actor.role == Role.MEMBER,
    }
    return render(request, "forum/threads/board.html", context)


@require_GET
def thread(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One thread as this reader chose to meet it."""
    actor = account_of(request)
    found = get_object_or_404(met(Thread.objects.visible_to(actor), actor).select_related("board"), pk=pk)
    after = request.GET.get("after", "")
    here, now = here_in(found, actor), clock.now()
    if here and (day := here.rests_until(now)):
        return render(request, "forum/threads/resting.html", {"thread": found, "until": day})
    profile, opened = profile_of(actor), is_open(request, found.pk)
    profile = profile.opened() if opened else profile
    title = title_of(found, actor, profile)
    posts, following = posts_in(found, actor, after=after, now=now, profile=profile)
    context = {
        "thread": found,
        "title": title,
        "first_looks": looks.told() if any(post.is_held for post in posts) else "",
        "posts": answered(with_suggestions(with_news(posts, here), actor), actor),
        "opened": opened,
        "is_closed_in_part": is_closed_in_part(title, posts),
        "after": after,
        "my_place": here,
        "next": following,
        "is_first_page": not after,
        "may_write": may_write(actor, found),
        "is_mine": found.author_id == actor.pk,
    }
    until = read_as_far_as(found, posts, is_last=not following)
    if here and here.is_behind(until) and is_read_by_a_person(request) and choices_of(actor).keeps_place:
        mark_read(actor=actor, thread=found, until=until)
    return render(request, "forum/threads/thread.html", context)


@require_GET
def post(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where one post stands: its thread, on the page that holds it."""
    actor = account_of(request)
    found = get_object_or_404(met(Post.objects.visible_to(actor), actor), pk=pk)
    get_object_or_404(met(Thread.objects.visible_to(actor), actor), pk=found.thread_id)
    return redirect(f"{reverse('threads:thread', args=[found.thread_id])}{page_with(found)}#p-{found.pk}")
