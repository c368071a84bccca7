"""Answering a post with one press, and keeping it. A script that stays on the page is told only that it is done."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.threads.models import Feeling, Post
from forum.threads.reading.shown import met
from forum.threads.services import answering, keeping


@require_POST
def react(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say one of the four kind things to a post (`say`), or take it back (`unsay`)."""
    actor = account_of(request)
    authorize(actor, Permission.POST_REACT, SITE)
    post = _post(request, pk)
    feeling = request.POST.get("say") or request.POST.get("unsay")
    if feeling in Feeling.values:
        verb = answering.react if "say" in request.POST else answering.take_back_reaction
        verb(actor=actor, post=post, feeling=Feeling(feeling))
    return _done(request, post)


@require_POST
def keep(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep a post to find it again, or let it go."""
    actor = account_of(request)
    authorize(actor, Permission.BOOKMARK_KEEP, SITE)
    post = _post(request, pk)
    verb = keeping.let_post_go if "unkeep" in request.POST else keeping.keep_post
    verb(actor=actor, post=post)
    return redirect("threads:kept") if request.POST.get("from") == "list" else _done(request, post)


def _post(request: HttpRequest, pk: UUID) -> Post:
    actor = account_of(request)
    return get_object_or_404(met(Post.objects.visible_to(actor), actor), pk=pk)


def _done(request: HttpRequest, post: Post) -> HttpResponse:
    return HttpResponse(status=204) if "X-Stay" in request.headers else redirect("threads:post", post.pk)
