"""Writing for the next shift."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.permissions import Permission, authorize
from forum.core.refusals import Refusal
from moderation.handover import services
from moderation.handover.forms import LONGEST, HandoverForm
from moderation.rota.models import Place


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Leave something for whoever comes next."""
    actor = account_of(request)
    place: Place = get_object_or_404(Place.objects.visible_to(actor).select_related("shift"), pk=pk)
    if request.method != "POST":
        authorize(actor, Permission.HANDOVER_WRITE, place)
        form = HandoverForm(actor=actor, initial=kept.initial(request))
    else:
        form = HandoverForm(request.POST, actor=actor)
        if form.is_valid():
            try:
                services.write_handover(actor=actor, place=place, **form.cleaned_data)
                return redirect("handover:shift")
            except Refusal as refusal:
                if refusal.status == 404:
                    raise
                form.add_error(None, str(refusal))
    context = {"form": form, "place": place, "limit": LONGEST}
    return render(request, "moderation/handover/write.html", context, status=422 if form.errors else 200)
