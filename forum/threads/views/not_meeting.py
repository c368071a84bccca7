"""From a post: not meeting its writer any more, or folding away what they write. The address names the post, never the
person, and the wish is about the name it stands under."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from forum.accounts.actors import account_of
from forum.accounts.permissions import Permission, authorize
from forum.blocks import services
from forum.blocks.models import Block
from forum.threads.models import Post, Thread
from forum.threads.reading.shown import met


@require_http_methods(["GET", "POST"])
def block(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Do not meet whoever wrote this, after one quiet question."""
    actor = account_of(request)
    if request.method == "POST" and not _met(request).filter(pk=pk).exists() and Block.objects.visible_to(actor):
        return redirect("blocks:list")  # Pressed twice: the first press put the post out of their sight.
    post = _post(request, pk)
    authorize(actor, Permission.BLOCK_SET, post.author)
    if request.method == "POST":
        services.block(actor=actor, account=post.author, blocked_as=post.written_as)
        return _back(request, post)
    return render(request, "forum/threads/block.html", {"post": post, "name": _name(post)})


@require_http_methods(["GET", "POST"])
def mute(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Fold away what stands under this name, after one quiet question."""
    actor, post = account_of(request), _post(request, pk)
    authorize(actor, Permission.MEMBER_MUTE, post.author)
    if request.method == "POST":
        services.mute(actor=actor, account=post.author, muted_as=post.written_as)
        return _back(request, post)
    return render(request, "forum/threads/mute.html", {"post": post, "name": _name(post)})


def _met(request: HttpRequest) -> "QuerySet[Post]":
    actor = account_of(request)
    return met(Post.objects.visible_to(actor), actor)


def _post(request: HttpRequest, pk: UUID) -> Post:
    return get_object_or_404(_met(request).select_related("author", "written_as", "thread"), pk=pk)


def _name(post: Post) -> str:
    return str(post.written_as.name if post.written_as else post.author.pseudonym)


def _back(request: HttpRequest, post: Post) -> HttpResponse:
    """To the thread, if its beginning is still to be met; else to the board."""
    actor = account_of(request)
    if met(Thread.objects.visible_to(actor), actor).filter(pk=post.thread_id).exists():
        return redirect("threads:thread", post.thread_id)
    return redirect("threads:board", post.thread.board_id)
