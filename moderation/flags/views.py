"""Pages on which a member asks the team to look, and follows what becomes of it."""

from uuid import UUID

from django.db.models import F
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core.paging import Row, page_of_values
from forum.core.refusals import Refusal
from forum.private.models import PrivateMessage
from forum.rooms.models import Message
from forum.threads.models import Post
from moderation.flags import services
from moderation.flags.about import About, PostOrMessage
from moderation.flags.forms import RaiseFlagForm
from moderation.flags.models import Flag
from moderation.flags.receipts import about_of, in_words, name, steps

_WHOSE = ("post__author", "post__written_as", "message__author", "message__written_as")


@require_http_methods(["GET", "HEAD", "POST"])
def raise_flag(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask the team to look at one post."""
    actor = account_of(request)
    post = get_object_or_404(Post.objects.visible_to(actor).select_related("author", "written_as", "thread"), pk=pk)
    return _raise(request, post, reverse("threads:thread", args=[post.thread_id]))


@require_http_methods(["GET", "HEAD", "POST"])
def raise_flag_on_message(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask the team to look at one message of a chat; also when the session is over, for as long as it is there."""
    messages = Message.objects.visible_to(account_of(request)).select_related("author", "session")
    message = get_object_or_404(messages, pk=pk)
    where = "rooms:room" if message.session.is_running else "rooms:session"
    return _raise(request, message, reverse(where, args=[message.session_id]))


@require_http_methods(["GET", "HEAD", "POST"])
def raise_flag_on_private(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask the team to look at one private message. It reads that one and the few around it."""
    messages = PrivateMessage.objects.visible_to(account_of(request)).select_related(
        "author", "talk__asker", "talk__asked", "talk__asker_as", "talk__asked_as"
    )
    message = get_object_or_404(messages, pk=pk)
    return _raise(request, message, reverse("private:talk", args=[message.talk_id]))


def _raise(request: HttpRequest, row: PostOrMessage | PrivateMessage, back: str) -> HttpResponse:
    actor = account_of(request)
    authorize(actor, Permission.FLAG_RAISE, row)
    form = _form(request)
    try:
        if not form.is_bound:
            services.refuse_a_second(actor=actor, about=row)
        elif form.is_valid():
            return redirect("flags:receipt", services.raise_flag(actor=actor, about=row, **form.cleaned_data).pk)
    except services.AlreadyFlagged as refusal:
        return _already(request, refusal)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    context = {"form": form, "about": About(row), "back": back}
    return render(request, "moderation/flags/raise.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest) -> RaiseFlagForm:
    actor = account_of(request)
    if request.method == "POST":
        return RaiseFlagForm(request.POST, actor=actor)
    return RaiseFlagForm(actor=actor, initial=kept.initial(request))


def _already(request: HttpRequest, refusal: services.AlreadyFlagged) -> HttpResponse:
    status = refusal.status if request.method == "POST" else 200
    return render(request, "moderation/flags/already.html", {"refusal": refusal}, status=status)


@require_GET
def receipts(request: HttpRequest) -> HttpResponse:
    """Everything one has asked the team to look at."""
    actor = account_of(request)
    authorize(actor, Permission.FLAG_RAISE, SITE)
    fields = ("id", "raised_at", "status", "outcome", "post_by", "message_by", "private_by")
    post_by = Coalesce("post__written_as__name", F("post__author__pseudonym"))
    message_by = Coalesce("message__written_as__name", F("message__author__pseudonym"))
    private_by = Coalesce("copy__written_as__name", F("copy__author__pseudonym"))
    mine = Flag.objects.visible_to(actor).annotate(post_by=post_by, message_by=message_by, private_by=private_by)
    after = request.GET.get("after", "")
    page = page_of_values(mine, fields, by="raised_at", after=after, newest_first=True)
    rows = [row | _in_words(row) for row in page.rows]
    return render(request, "moderation/flags/receipts.html", {"rows": rows, "next": page.next})


def _in_words(row: Row) -> Row:
    what = name(row["post_by"], row["message_by"], row["private_by"])
    return {"what": what, "in_words": in_words(row["status"], row["outcome"])}


@require_GET
def receipt(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What became of one flag; only for whoever raised it."""
    actor = account_of(request)
    authorize(actor, Permission.FLAG_RAISE, SITE)
    flag = get_object_or_404(Flag.objects.visible_to(actor).select_related(*_WHOSE), pk=pk)
    return render(
        request, "moderation/flags/receipt.html", {"flag": flag, "what": about_of(flag), "steps": steps(flag)}
    )
