"""The desk and the page of one item."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize, is_granted
from forum.core import clock
from forum.core.refusals import Refusal
from forum.threads.models import Post
from forum.threads.reading.posts import one_post
from forum.warnings.forms import groups
from moderation.handover import shift_now
from moderation.review import services
from moderation.review.desk import desk_of, out_of_sight
from moderation.review.forms import BringBackForm, DecideForm, HandOnForm, WarnPostForm
from moderation.review.models import Decision, Item
from moderation.review.policy import rest_first
from moderation.review.reading import item_page, preset_level
from moderation.review.routing import ASKED_ABOUT, routing

# What the desk says after something was done; anything else in the address says nothing.
DONE = {
    "released": "You let it go. Somebody else can take it up now.",
    Decision.NO_ACTION: "Done. It stays as it is, and whoever asked can read that we looked.",
    Decision.WARN: "Done. It carries the warning now, and its writer has been told.",
    Decision.HIDE: "Done. It is out of sight, and its writer has been told why.",
    Decision.LET_THROUGH: "Done. Everybody can read the post now, and its writer has been told.",
    "brought_back": "Done. It can be read as before, and its writer has been told.",
    Decision.HANDED_ON: "Handed on. Safeguarding has it from here. Thank you for looking.",
}

# The two forms stand on one page, so their boxes have ids of their own.
_DECIDE, _HAND_ON = "decide_%s", "hand_on_%s"
_Forms = DecideForm | HandOnForm | BringBackForm


@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """Everything that waits, the most urgent first; below it what was put out of sight lately."""
    all_of_them = request.GET.get("out-of-sight") == "all"
    away = out_of_sight(account_of(request), clock.now(), all_of_them=all_of_them)
    return _desk(request, "moderation/review/desk.html", away=away, all_of_them=all_of_them)


@require_GET
def lanes(request: HttpRequest) -> HttpResponse:
    """The lanes alone, which the open desk fetches when something arrives."""
    return _desk(request, "moderation/review/lanes.html")


def _desk(request: HttpRequest, template: str, **below: object) -> HttpResponse:
    actor = account_of(request)
    authorize(actor, Permission.DESK_OPEN, SITE)
    done = DONE.get(request.GET.get("done", ""), "")
    found = desk_of(actor, clock.now(), all_of_it=request.GET.get("for-others") == "all")
    # Whoever shadows looks on: nothing is offered that would be refused.
    may_claim = is_granted(actor, Permission.ITEM_CLAIM)
    # The page names one's shift anyway, so only whoever is asked to rest costs another question.
    mine = shift_now.of(actor, clock.now())
    rest = rest_first(actor) if may_claim and mine and mine.rest.is_insisted_on else None
    shown = {"desk": found, "lanes": found.lanes, "done": done, "rest": rest, "may_claim": may_claim and not rest}
    context = {**shown, "looks_on": not may_claim, **below}
    return render(request, template, context)


@require_GET
def item(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One item, its words covered."""
    return _page(request, _find(request, pk))


@require_POST
def claim(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take an item up. One that would go to somebody else first is asked about once more, and never refused."""
    actor, found = account_of(request), _find(request, pk)
    if not request.POST.get("anyway"):
        routed = routing(actor, clock.now())
        if routed.way(found) in ASKED_ABOUT and found.claimed_by_id is None:
            context = {"item": found, "topics": routed.topics_in(found), "way": routed.way(found)}
            return render(request, "moderation/review/anyway.html", context)
    services.claim(actor=actor, item=found)
    return redirect("review:item", pk)


@require_POST
def release(request: HttpRequest, pk: UUID) -> HttpResponse:
    services.release(actor=account_of(request), item=_find(request, pk))
    return _back_to_desk("released")


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Decide an item. Looked at, it is the item's page with the words that were kept for its form."""
    actor, found = account_of(request), _find(request, pk)
    initial, first = kept.initial(request), found.is_first_look
    form = DecideForm(
        _posted(request), actor=actor, auto_id=_DECIDE, initial=initial, about=found.about, first_look=first
    )
    if not form.is_bound:
        return _page(request, found, deciding=form)
    if form.is_valid():
        try:
            services.decide(actor=actor, item=found, **_said(form))
            return _back_to_desk(form.cleaned_data["decision"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            form.read_again(found.about)
    return _page(request, found, deciding=form)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_on(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hand an item on. Looked at, it is the item's page with the words that were kept for its form."""
    actor, found = account_of(request), _find(request, pk)
    initial = {"level": preset_level(found), **kept.initial(request)}
    form = HandOnForm(_posted(request), actor=actor, auto_id=_HAND_ON, initial=initial)
    if not form.is_bound:
        return _page(request, found, handing=form)
    if form.is_valid():
        try:
            services.hand_on(actor=actor, item=found, **_said(form))
            return _back_to_desk(Decision.HANDED_ON)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return _page(request, found, handing=form)


@require_http_methods(["GET", "HEAD", "POST"])
def bring_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bring back what a decision hid. Looked at, it is the item's page."""
    actor, found = account_of(request), _find(request, pk)
    authorize(actor, Permission.ITEM_BRING_BACK, found)
    form = BringBackForm(_posted(request), actor=actor, initial=kept.initial(request))
    if form.is_bound and form.is_valid():
        services.bring_back(actor=actor, item=found, **_said(form))
        return _back_to_desk("brought_back")
    return _page(request, found, bringing=form)


@require_http_methods(["GET", "HEAD", "POST"])
def warn(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a content warning to a post one reads on shift."""
    actor = account_of(request)
    found = get_object_or_404(Post.objects.visible_to(actor), pk=pk)
    authorize(actor, Permission.POST_WARN, found)
    form = WarnPostForm(_posted(request))
    if form.is_bound and form.is_valid():
        try:
            services.warn_post(actor=actor, post=found, **form.cleaned_data)
            return redirect("threads:post", found.pk)
        except Refusal as refusal:
            form.add_error("warnings", str(refusal))
    missing = [(name, [one for one in each if one.key not in found.warnings]) for name, each in groups()]
    context = {
        "post": one_post(found, actor, now=clock.now()),
        "form": form,
        "groups": [(name, each) for name, each in missing if each],
    }
    return render(request, "moderation/review/warn.html", context, status=422 if form.errors else 200)


def _find(request: HttpRequest, pk: UUID) -> Item:
    actor = account_of(request)
    authorize(actor, Permission.DESK_OPEN, SITE)
    found = Item.objects.visible_to(actor).select_related(
        "post__author", "post__written_as", "post__thread", "claimed_by"
    )
    return get_object_or_404(found.select_related("message__author", "message__session", "copy__author"), pk=pk)


def _back_to_desk(done: str) -> HttpResponse:
    return redirect(f"{reverse('review:desk')}?done={done}")


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _said(form: _Forms) -> dict[str, Any]:
    """What the form says, without its token: a decision sent twice is one by the state of its item."""
    return {name: value for name, value in form.cleaned_data.items() if name != "submission"}


def _page(request: HttpRequest, found: Item, **forms: _Forms) -> HttpResponse:
    """The page of an item, also when a form of it came back: showing it is reading it."""
    actor = account_of(request)
    services.read_item(actor=actor, item=found)
    topics = routing(actor, clock.now()).topics_in(found) if found.is_open else []
    context = {
        "topics": topics,
        "groups": groups(),
        "page": item_page(found, actor, clock.now()),
        "may_claim": is_granted(actor, Permission.ITEM_CLAIM),
        "deciding": DecideForm(actor=actor, auto_id=_DECIDE, about=found.about, first_look=found.is_first_look),
        "bringing": BringBackForm(actor=actor),
        "handing": HandOnForm(actor=actor, auto_id=_HAND_ON, initial={"level": preset_level(found)}),
        **forms,
    }
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "moderation/review/item.html", context, status=status)
