"""Taking one's words back."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.threads.models import Post, Thread
from forum.threads.reading.posts import one_post
from forum.threads.services.withdrawing import withdraw_everything, withdraw_post


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take one's own words back, after one quiet question."""
    actor = account_of(request)
    found = get_object_or_404(Post.objects.visible_to(actor).select_related("author"), pk=pk)
    authorize(actor, Permission.POST_WITHDRAW, found)
    if request.method == "POST":
        withdraw_post(actor=actor, post=found)
        standing = Thread.objects.visible_to(actor).filter(pk=found.thread_id).exists()
        return redirect("threads:thread", found.thread_id) if standing else redirect("boards:list")
    context = {"post": one_post(found, actor, now=clock.now())}
    return render(request, "forum/threads/withdraw.html", context)


@require_http_methods(["GET", "POST"])
def withdraw_all(request: HttpRequest) -> HttpResponse:
    """Take back everything one wrote on the boards, after one quiet question."""
    actor = account_of(request)
    authorize(actor, Permission.POST_WITHDRAW, SITE)
    rows = Post.objects.visible_to(actor).filter(author=actor)
    if request.method == "POST":
        withdraw_everything(actor=actor)
        return redirect("threads:withdraw_all")
    return render(request, "forum/threads/withdraw_all.html", {"anything": rows.exists()})
