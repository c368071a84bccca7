"""Changing what one wrote, what it said before, and what one would like back."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.accounts.actors import account_of
from forum.accounts.permissions import Permission, authorize
from forum.core import clock
from forum.core.refusals import Refusal
from forum.drafts.content import POST, place_of
from forum.threads.forms import ChangeForm, WarningsForm, WishForm
from forum.threads.models import Post, PostVersion, Thread
from forum.threads.reading.posts import one_post
from forum.threads.reading.shown import met
from forum.threads.reading.versions import versions_of
from forum.threads.services import editing as services
from forum.threads.views.composing import Composing


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change one's words for a day, and their warnings at any time."""
    actor = account_of(request)
    rows = Post.objects.visible_to(actor).select_related("thread__board")
    post = get_object_or_404(rows, pk=pk)
    authorize(actor, Permission.POST_EDIT, post)
    view, desk = one_post(post, actor, now=clock.now()), Composing(request, place=place_of(POST, pk))
    with_words = "words" in request.POST if request.method == "POST" else view.can_change_words
    begins = {"words": post.words, "warnings": list(post.warnings)}
    form = desk.form(ChangeForm, begins) if with_words else desk.form(WarningsForm, begins)
    if desk.sends and form.is_valid():
        data = form.cleaned_data
        try:
            if with_words:
                services.edit_post(actor=actor, post=post, words=data["words"], warnings=data["warnings"])
            else:
                services.change_warnings(actor=actor, post=post, warnings=data["warnings"])
            return redirect("threads:post", pk)
        except Refusal as refusal:
            desk.tell(form, refusal)
    context = {"board": post.thread.board, "post": view, "with_words": with_words, "thread": post.thread}
    return desk.answer(form, "forum/threads/edit.html", context)


@require_GET
def versions(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a post said before it was changed, for whoever may read it."""
    actor = account_of(request)
    post = get_object_or_404(met(Post.objects.visible_to(actor), actor), pk=pk)
    rows = PostVersion.objects.visible_to(actor).filter(post=post)
    context = {
        "post": one_post(post, actor, now=clock.now()),
        "versions": versions_of(post, rows, actor, now=clock.now()),
    }
    return render(request, "forum/threads/versions.html", context)


@require_POST
def forget(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Delete what one's own post said before."""
    actor = account_of(request)
    post = get_object_or_404(Post.objects.visible_to(actor), pk=pk)
    services.forget_versions(actor=actor, post=post)
    return redirect("threads:versions", pk)


@require_http_methods(["GET", "POST"])
def wish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say anew what one would like back in a thread one began."""
    actor = account_of(request)
    thread = get_object_or_404(Thread.objects.visible_to(actor), pk=pk)
    authorize(actor, Permission.THREAD_WRITE, thread)
    form = WishForm(request.POST or None, actor=actor, initial={"wish": thread.wish})
    if request.method == "POST" and form.is_valid():
        services.set_wish(actor=actor, thread=thread, wish=form.cleaned_data["wish"])
        return redirect("threads:thread", pk)
    context = {"form": form, "thread": thread}
    return render(request, "forum/threads/wish.html", context, status=422 if form.errors else 200)
