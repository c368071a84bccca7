"""Suggesting a content warning that may be missing, and the author's answer."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.accounts.actors import account_of
from forum.accounts.permissions import Permission, authorize
from forum.core import clock
from forum.core.refusals import Refusal
from forum.threads.forms import SuggestForm
from forum.threads.models import Post
from forum.threads.reading.posts import one_post
from forum.threads.reading.shown import met
from forum.threads.services import suggesting as services
from forum.warnings.forms import groups


@require_http_methods(["GET", "POST"])
def suggest(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose what may be missing. There is no room for words: it is a question to the author, never a telling-off."""
    actor = account_of(request)
    found = get_object_or_404(met(Post.objects.visible_to(actor), actor), pk=pk)
    authorize(actor, Permission.SUGGESTION_MAKE, found)
    form = SuggestForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.suggest_warnings(actor=actor, post=found, warnings=form.cleaned_data["warnings"])
            return redirect("threads:suggested", found.pk)
        except Refusal as refusal:
            form.add_error("warnings", str(refusal))
    missing = [(name, [one for one in warnings if one.key not in found.warnings]) for name, warnings in groups()]
    context = {
        "post": one_post(found, actor, now=clock.now()),
        "form": form,
        "groups": [(name, warnings) for name, warnings in missing if warnings],
    }
    return render(request, "forum/threads/suggest.html", context, status=422 if form.errors else 200)


@require_GET
def suggested(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Thank you, and what happens next."""
    actor = account_of(request)
    found = get_object_or_404(met(Post.objects.visible_to(actor), actor), pk=pk)
    return render(request, "forum/threads/suggested.html", {"post": found})


@require_POST
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The author adds it, or leaves it."""
    actor = account_of(request)
    found = get_object_or_404(Post.objects.visible_to(actor), pk=pk)
    add, key = request.POST.get("act") == "add", request.POST.get("warning", "")
    services.answer_suggestion(actor=actor, post=found, warning=key, add=add)
    return redirect("threads:post", found.pk)
