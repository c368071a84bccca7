"""The page of one's envelope."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.envelope import services
from forum.envelope.forms import EnvelopeForm
from forum.envelope.models import Envelope, EnvelopeOpening


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def envelope(request: HttpRequest) -> HttpResponse:
    """What is in it, and who opened it when."""
    actor = account_of(request)
    authorize(actor, Permission.ENVELOPE_WRITE, SITE)
    row = Envelope.objects.visible_to(actor).first()
    if request.method == "POST":
        form = EnvelopeForm(request.POST, actor=actor)
        if form.is_valid():
            words = "" if "empty" in request.POST else form.cleaned_data["words"]
            services.write_envelope(actor=actor, words=words)
            return redirect(f"{reverse('envelope:mine')}?done={'sealed' if words else 'empty'}")
    else:
        words = {"words": row.words} if row else {}
        form = EnvelopeForm(actor=actor, initial=words | kept.initial(request))
    context = {
        "form": form,
        "envelope": row,
        "openings": EnvelopeOpening.objects.visible_to(actor).order_by("-opened_at", "pk")[:50],
        "done": request.GET.get("done", ""),
    }
    return render(request, "forum/envelope/mine.html", context, status=422 if form.errors else 200)
