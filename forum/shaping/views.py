"""For managers: what is chosen about this place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.shaping import services
from forum.shaping.forms import ChoicesForm, WordingForm
from forum.shaping.reading import shaped


@require_http_methods(["GET", "POST"])
def choices(request: HttpRequest) -> HttpResponse:
    """Words for people, the region, private messages."""
    account = account_of(request)
    authorize(account, Permission.SITE_SHAPE, SITE)
    form = ChoicesForm(request.POST or None, initial=ChoicesForm.initial_of(shaped()))
    if request.method == "POST" and form.is_valid():
        services.shape(actor=account, choices=form.choices())
        return redirect("shaping:choices")
    return render(request, "forum/shaping/choices.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def wording(request: HttpRequest) -> HttpResponse:
    """Paragraphs of public pages, with what is shipped beside each."""
    account = account_of(request)
    authorize(account, Permission.SITE_SHAPE, SITE)
    form = WordingForm(request.POST or None, initial=dict(shaped().texts))
    if request.method == "POST" and form.is_valid():
        services.shape(actor=account, choices=form.choices())
        return redirect("shaping:wording")
    return render(request, "forum/shaping/wording.html", {"form": form}, status=422 if form.errors else 200)
