"""The envelope of whoever a case is about, and agreeing that a colleague opens one."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.permissions import Permission, allows
from forum.core import clock
from forum.core.refusals import Refusal
from forum.core.submission import SubmissionForm
from moderation.safeguarding import services
from moderation.safeguarding.envelopes import envelope_page, request_for
from moderation.safeguarding.forms import AskForEnvelopeForm
from moderation.safeguarding.models import Case
from moderation.safeguarding.views.cases import find_case

_both = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@_both
def envelope(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Whether something is in it; asking to open it; and the words, while they are open to whoever asked."""
    actor, case = account_of(request), find_case(request, pk)
    opens = "open" in request.POST
    form: SubmissionForm = AskForEnvelopeForm(actor=actor, initial=kept.initial(request))
    opening = SubmissionForm(actor=actor)
    if request.method == "POST":
        sent = SubmissionForm(request.POST, actor=actor) if opens else AskForEnvelopeForm(request.POST, actor=actor)
        form, opening = (form, sent) if opens else (sent, opening)
        if sent.is_valid() and _done(request, case, sent, opens=opens):
            return redirect("safeguarding:envelope", case.pk)
    services.read_case(actor=actor, case=case, again=True)
    page = envelope_page(case, actor, clock.now())
    context = {"case": case, "page": page, "form": form, "opening": opening}
    wrong = form.errors or opening.errors
    return render(request, "moderation/safeguarding/envelope.html", context, status=422 if wrong else 200)


def _done(request: HttpRequest, case: Case, form: SubmissionForm, *, opens: bool) -> bool:
    verb = services.open_envelope if opens else services.ask_for_envelope
    try:
        verb(actor=account_of(request), case=case, **form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@_both
def agree(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A colleague asks to open an envelope: read why, and agree or leave it."""
    actor = account_of(request)
    row = request_for(actor, pk)
    if row is None:
        raise Http404
    form = SubmissionForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        try:
            services.agree_to_envelope(actor=actor, request=row, **form.cleaned_data)
            return redirect("safeguarding:agree", row.pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    may_agree = allows(actor, Permission.ENVELOPE_AGREE, row)
    context = {"row": row, "form": form, "may_agree": may_agree}
    return render(request, "moderation/safeguarding/agree.html", context, status=422 if form.errors else 200)
