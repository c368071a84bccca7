"""The training desk: it looks like the desk, and everything on it is made up."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods
from markupsafe import Markup

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core.markup import render as render_words
from moderation.training import services
from moderation.training.forms import PractiseForm
from moderation.training.made_up import Choice, Soon, items
from moderation.training.models import Practice


@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """Every made-up item, and which of them I have practised."""
    actor = account_of(request)
    authorize(actor, Permission.PRACTICE_OPEN, SITE)
    mine = Practice.objects.visible_to(actor).filter(account=actor)
    done = set(mine.values_list("item", flat=True))
    lanes = [
        ("To practise", "Made up. In no order; take any.", [one for one in items().values() if one.key not in done]),
        ("Practised", "Made up. You can do each again.", [one for one in items().values() if one.key in done]),
    ]
    return render(request, "moderation/training/desk.html", {"lanes": lanes})


@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, key: str) -> HttpResponse:
    """One made-up item: what would I do; and then how somebody with experience would think about it."""
    actor = account_of(request)
    authorize(actor, Permission.PRACTICE_OPEN, SITE)
    found = items().get(key)
    if found is None:
        raise Http404
    form = PractiseForm(request.POST if request.method == "POST" else None, actor=actor, initial=kept.initial(request))
    if form.is_bound and form.is_valid():
        services.practise(actor=actor, item=key, **form.cleaned_data)
        return redirect(f"{reverse('training:item', args=[key])}#thinking")
    mine = Practice.objects.visible_to(actor).filter(account=actor, item=key)
    last = mine.order_by("-practised_at", "pk").first()
    keys = list(items())
    context = {
        "found": found,
        # Our own made-up words, through the same door as everybody's.
        "html": Markup(render_words(found.words)),  # noqa: S704
        "form": form,
        "last": last,
        "mine": (Choice(last.decision).label, Soon(last.level).label) if last else None,
        "asks": form.is_bound or last is None or "again" in request.GET,
        "next": items()[keys[(keys.index(key) + 1) % len(keys)]],
    }
    return render(request, "moderation/training/item.html", context, status=422 if form.errors else 200)
