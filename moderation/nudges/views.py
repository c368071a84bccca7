"""What waits for me, and how I want to hear of it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core.refusals import Refusal
from moderation.nudges import mail, reading, services
from moderation.nudges.forms import MailForm
from moderation.nudges.models import Nudge, Postbox

_TRIED = "reminder_tried"


@require_GET
def nudges(request: HttpRequest) -> HttpResponse:
    """Everything that waits for me."""
    actor = account_of(request)
    authorize(actor, Permission.NUDGE_CHOOSE, SITE)
    return render(request, "moderation/nudges/list.html", {"nudges": reading.open_for(actor)})


@require_POST
def put_away(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One line is done with. Back to the page it was read on."""
    actor = account_of(request)
    services.put_away(actor=actor, nudge=get_object_or_404(Nudge.objects.visible_to(actor), pk=pk))
    back = request.POST.get("back", "")
    ours = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back if ours else "nudges:list")


@require_http_methods(["GET", "POST"])
def reminders(request: HttpRequest) -> HttpResponse:
    """Choose neutral e-mail, or another address for it."""
    actor = account_of(request)
    authorize(actor, Permission.NUDGE_CHOOSE, SITE)
    form = MailForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            postbox = services.choose_mail(actor=actor, address=form.cleaned_data["address"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            request.session[_TRIED] = mail.send(postbox.address, mail.TRIAL)
            return redirect("nudges:reminders")
    context = {
        "form": form,
        "is_on": mail.is_on(),
        "names_site": mail.names_site(),
        "subject": mail.SUBJECT,
        "sentence": mail.SENTENCE,
        "tried": request.session.pop(_TRIED, None),
        "chosen": Postbox.objects.visible_to(actor).first(),
    }
    return render(request, "moderation/nudges/reminders.html", context, status=422 if form.errors else 200)


@require_POST
def turn_off(request: HttpRequest) -> HttpResponse:
    """No e-mail any more."""
    services.turn_mail_off(actor=account_of(request))
    return redirect("nudges:reminders")
