"""One's own filters: the choices, a way to begin with, stricter for a while, and how it looks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core.refusals import Refusal
from forum.core.when import local
from forum.warnings.forms import ProfileForm, StricterForm
from forum.warnings.presets import BY_NAME, PRESETS, preset_like
from forum.warnings.profile import profile_of, was_asked
from forum.warnings.samples import samples
from forum.warnings.services import profile as services


@require_http_methods(["GET", "POST"])
def filters(request: HttpRequest) -> HttpResponse:
    """How one wants to meet each content warning."""
    account = account_of(request)
    authorize(account, Permission.PROFILE_SET, SITE)
    wanted = BY_NAME.get(request.POST.get("preset", ""))
    if request.method == "POST" and (wanted or request.POST.get("all") == "default"):
        services.set_profile(actor=account, choices=wanted.choices() if wanted else {})
        return redirect("warnings:saved")
    return _page(request, ProfileForm(request.POST or None, profile=profile_of(account)), StricterForm())


@require_POST
def stricter(request: HttpRequest) -> HttpResponse:
    """Everything one step stricter until later today, or no longer."""
    account = account_of(request)
    authorize(account, Permission.PROFILE_SET, SITE)
    if request.POST.get("act") == "end":
        services.end_stricter(actor=account)
        return redirect("warnings:saved")
    form = StricterForm(request.POST)
    if form.is_valid():
        try:
            services.be_stricter(actor=account, until=form.moment())
            return redirect("warnings:saved")
        except Refusal as refusal:
            form.add_error("until", str(refusal))
    return _page(request, ProfileForm(profile=profile_of(account)), form)


def _page(request: HttpRequest, form: ProfileForm, stricter_form: StricterForm) -> HttpResponse:
    account = account_of(request)
    if form.is_bound and form.is_valid():
        services.set_profile(actor=account, choices=form.choices())
        return redirect("warnings:saved")
    profile = form.profile
    context = {
        "form": form,
        "stricter_form": stricter_form,
        "saved": request.resolver_match is not None and request.resolver_match.url_name == "saved",
        "presets": PRESETS,
        "like": preset_like(profile),
        "until": f"{local(profile.stricter_until):%H:%M}" if profile.stricter_until and profile.is_stricter else "",
    }
    is_wrong = form.errors or stricter_form.errors
    return render(request, "forum/warnings/filters.html", context, status=422 if is_wrong else 200)


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Somebody who has just joined is asked once how they want to read. They can also say "not now"."""
    account = account_of(request)
    authorize(account, Permission.PROFILE_SET, SITE)
    if request.method == "POST":
        wanted = BY_NAME.get(request.POST.get("preset", ""))
        services.begin_with(actor=account, choices=wanted.choices() if wanted else None)
        return redirect("boards:list")
    if was_asked(account):
        return redirect("boards:list")
    return render(request, "forum/warnings/begin.html", {"presets": PRESETS})


@require_GET
def look(request: HttpRequest) -> HttpResponse:
    """Made-up posts through one's own filters, or through one of the presets."""
    account = account_of(request)
    authorize(account, Permission.PROFILE_SET, SITE)
    preset = BY_NAME.get(request.GET.get("as", ""))
    profile = preset.profile() if preset else profile_of(account)
    context = {"samples": samples(profile), "presets": PRESETS, "chosen": preset}
    return render(request, "forum/warnings/look.html", context)
