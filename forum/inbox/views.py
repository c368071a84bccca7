"""A member's messages: the list, and one conversation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize, refusal_for
from forum.core.paging import page
from forum.core.reading import is_read_by_a_person
from forum.core.refusals import Refusal
from forum.inbox import services
from forum.inbox.forms import AnswerForm
from forum.inbox.models import Conversation
from forum.inbox.policy import ConversationOver

LETTERS_ON_A_PAGE = 50


@require_GET
def list_(request: HttpRequest) -> HttpResponse:
    """Every conversation of the member who asks, the newest first. Nothing is counted."""
    actor = account_of(request)
    authorize(actor, Permission.INBOX_OPEN, SITE)
    mine = Conversation.objects.visible_to(actor)
    found = page(mine, by="last_letter_at", after=request.GET.get("after", ""), newest_first=True)
    return render(request, "forum/inbox/list.html", {"page": found})


@require_http_methods(["GET", "HEAD", "POST"])
def conversation(request: HttpRequest, pk: object) -> HttpResponse:
    """One conversation, and the box to answer in."""
    actor = account_of(request)
    authorize(actor, Permission.INBOX_OPEN, SITE)
    row = get_object_or_404(Conversation.objects.visible_to(actor), pk=pk)
    if request.method == "POST":
        form = AnswerForm(request.POST, actor=actor)
        if form.is_valid() and _answer(request, row, form):
            return redirect(f"{reverse('inbox:conversation', args=[row.pk])}#answer")
    else:
        if is_read_by_a_person(request):
            services.read_letters(actor=actor, conversation=row)
        form = AnswerForm(actor=actor, initial=kept.initial(request))
    return _page(request, actor, row, form)


def _answer(request: HttpRequest, row: Conversation, form: AnswerForm) -> bool:
    try:
        services.answer(actor=account_of(request), conversation=row, **form.cleaned_data)
    except ConversationOver as refusal:
        form.add_error(None, str(refusal))  # Nothing that they could do would change it.
        return False
    except Refusal as refusal:
        kept.tell(request, form, refusal)
        return False
    return True


def _page(request: HttpRequest, actor: Account, row: Conversation, form: AnswerForm) -> HttpResponse:
    newest = page(
        row.letters.select_related("writer"),
        by="written_at",
        after=request.GET.get("before", ""),
        size=LETTERS_ON_A_PAGE,
        newest_first=True,
    )
    context = {
        "conversation": row,
        "letters": list(reversed(newest.rows)),
        "earlier": newest.next,
        "form": form,
        # Words that were typed are always shown again, even when they cannot be sent now.
        "refusal": refusal_for(actor, Permission.INBOX_WRITE, row),
    }
    return render(request, "forum/inbox/conversation.html", context, status=422 if form.errors else 200)
