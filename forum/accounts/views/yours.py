"""One's own place, the browsers one is signed in on, and the cover."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.accounts import kept, leaving, locking, places, proof, services, sessions
from forum.accounts.actors import account_of
from forum.accounts.asking import after_cover, come_back_to, covered
from forum.accounts.choices import choices_of
from forum.accounts.forms import BrowserForm, LockForm, UncoverForm
from forum.accounts.middleware import code_not_required, open_while_away, under_the_cover
from forum.accounts.models import SignedIn
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core.refusals import Refusal

SHOWN = 50


@require_GET
def yours(request: HttpRequest) -> HttpResponse:
    """Everything about oneself, in one place."""
    actor = account_of(request)
    authorize(actor, Permission.ACCOUNT_CHANGE, SITE)
    return render(request, "forum/accounts/yours.html", {"groups": list(places.groups_for(actor))})


@require_GET
def browsers(request: HttpRequest) -> HttpResponse:
    """Where one is signed in."""
    actor = account_of(request)
    authorize(actor, Permission.ACCOUNT_CHANGE, SITE)
    this = sessions.enter(request.session, actor)
    others = SignedIn.objects.visible_to(actor).exclude(pk=this.pk).order_by("-began_at", "pk")[:SHOWN]
    rows = [(one, BrowserForm(initial={"name": one.name}, auto_id=f"{one.pk}-%s")) for one in (this, *others)]
    return render(request, "forum/accounts/browsers.html", {"rows": rows, "this": this})


@require_POST
def name_browser(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Call one of them by a name of one's own."""
    actor = account_of(request)
    authorize(actor, Permission.ACCOUNT_CHANGE, SITE)
    form = BrowserForm(request.POST)
    found = _mine(request, pk)
    if not form.is_valid():
        rows = [(found, form)]
        return render(request, "forum/accounts/browsers.html", {"rows": rows, "this": found}, status=422)
    services.name_browser(actor=actor, browser=found, name=form.cleaned_data["name"])
    return redirect("accounts:browsers")


@require_POST
def sign_out_there(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Sign out on one of them. Pressed twice, the second press finds nothing to do."""
    actor = account_of(request)
    authorize(actor, Permission.ACCOUNT_CHANGE, SITE)
    found = SignedIn.objects.visible_to(actor).filter(pk=pk).first()
    if found is not None and found.session_key == request.session.session_key:
        sessions.end(request)
        return leaving.signed_out()
    if found is not None:
        services.sign_out_there(actor=actor, browser=found)
    return redirect("accounts:browsers")


@require_POST
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """Sign out on every browser but this one."""
    services.sign_out_everywhere(actor=account_of(request), but=request.session.session_key or "")
    return redirect("accounts:browsers")


@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """Sign out on every browser, this one too."""
    services.sign_out_everywhere(actor=account_of(request), but=request.session.session_key or "")
    sessions.end(request)
    return leaving.signed_out()


@require_http_methods(["GET", "POST"])
def lock(request: HttpRequest) -> HttpResponse:
    """Choose when the page is covered by itself."""
    actor = account_of(request)
    authorize(actor, Permission.ACCOUNT_CHANGE, SITE)
    form = LockForm(request.POST or None, initial={"minutes": str(choices_of(actor).locks_after or 0)})
    if request.method == "POST" and form.is_valid():
        services.set_lock(actor=actor, minutes=form.cleaned_data["minutes"])
        locking.follow(request.session, actor)
        return redirect("accounts:lock")
    return render(request, "forum/accounts/lock.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@code_not_required
@open_while_away
@under_the_cover
def cover(request: HttpRequest) -> HttpResponse:
    """Put the cover on now. A page that covered itself tells us so, and stays where it is."""
    sessions.cover(request.session)
    come_back_to(request, request.POST.get("at", ""))
    return HttpResponse(status=204) if "X-Cover" in request.headers else redirect("accounts:uncover")


@require_http_methods(["GET", "POST"])
@code_not_required
@open_while_away
@under_the_cover
def uncover(request: HttpRequest) -> HttpResponse:
    """Take the cover off with the pass phrase; a page that covered itself asks for it in place."""
    if not locking.is_covered(request.session):
        return JsonResponse({"open": True}) if "X-Cover" in request.headers else redirect("support:home")
    form = UncoverForm(request.POST or None)
    account, told, status = account_of(request), "", 422
    if request.method == "POST" and form.is_valid():
        try:
            proof.prove(account, form.cleaned_data["pass_phrase"], where=request.session.session_key or "")
        except Refusal as refusal:
            form.tell(refusal)
            status = refusal.status
        else:
            locking.uncover(request.session)
            return JsonResponse({"open": True}) if "X-Cover" in request.headers else _on(request)
    if "X-Cover" in request.headers:
        told = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return JsonResponse({"open": False, "words": told}, status=status)
    return covered(request, form, status=status if form.errors else 403)


def _on(request: HttpRequest) -> HttpResponse:
    """Back to where one was. Words that no page waits for are given back here."""
    target, words = after_cover(request)
    if words:
        return render(request, "forum/accounts/uncovered.html", {"words": words})
    return redirect(kept.waiting(request) or target)


@require_http_methods(["GET", "POST"])
@code_not_required
@open_while_away
def here(request: HttpRequest) -> HttpResponse:
    """A page tells that there was a key or a touch (POST), or asks whether it may be seen (GET)."""
    return HttpResponse(status=204)


def _mine(request: HttpRequest, pk: UUID) -> SignedIn:
    found = SignedIn.objects.visible_to(account_of(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
