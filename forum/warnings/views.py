"""The filters page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.warnings import services
from forum.warnings.forms import ProfileForm
from forum.warnings.profile import profile_of


@require_http_methods(["GET", "POST"])
def filters(request: HttpRequest) -> HttpResponse:
    """How one wants to meet each content warning."""
    account = account_of(request)
    authorize(account, Permission.PROFILE_SET, SITE)
    if request.method == "POST" and request.POST.get("all") == "default":
        services.set_profile(actor=account, choices={})
        return redirect("warnings:saved")
    form = ProfileForm(request.POST or None, profile=profile_of(account))
    if request.method == "POST" and form.is_valid():
        services.set_profile(actor=account, choices=form.choices())
        return redirect("warnings:saved")
    saved = request.resolver_match is not None and request.resolver_match.url_name == "saved"
    context = {"form": form, "saved": saved}
    return render(request, "forum/warnings/filters.html", context, status=422 if form.errors else 200)
