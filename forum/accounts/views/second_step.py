"""A member's second step: setting it up, new spare codes, switching it off."""

from datetime import timedelta

import django_otp
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from forum.accounts import proof, services, sessions
from forum.accounts.actors import account_of
from forum.accounts.forms import CodeForm, ProvingForm, SecondStepForm
from forum.accounts.models import Account, AuthenticatorDevice
from forum.accounts.permissions import SITE, Permission, authorize
from forum.accounts.views.second_factor import TRIES, set_up
from forum.core.refusals import NotGranted, Refusal
from forum.core.throttle import spend

_MAY_SET = "sets_second_step"


@require_http_methods(["GET", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """What a second step is, and the way to set it up; or, once it is, the way to switch it off."""
    actor = _member(request)
    if AuthenticatorDevice.objects.visible_to(actor).filter(confirmed=True).exists():
        return _is_on(request, actor)
    form = ProvingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            proof.prove(actor, form.cleaned_data["pass_phrase"], where="change")
            request.session[_MAY_SET] = True
            return redirect("accounts:set_second_step")
        except Refusal as refusal:
            form.tell(refusal)
    status = 422 if form.errors else 200
    return render(request, "forum/accounts/second_step.html", {"form": form, "is_on": False}, status=status)


def _is_on(request: HttpRequest, actor: Account) -> HttpResponse:
    form = SecondStepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            proof.prove(actor, form.cleaned_data["pass_phrase"], where="change")
            spend("second-factor", str(actor.pk), limit=TRIES, per=timedelta(minutes=15))
            services.check_second_factor(actor=actor, code=form.cleaned_data["code"])
            if "codes" in request.POST:
                codes = services.renew_spare_codes(actor=actor)
                return render(request, "forum/accounts/second_step_codes.html", {"codes": codes, "is_new": False})
            services.end_second_step(actor=actor)
            request.session.pop(sessions.ASKS_CODE, None)
            return redirect("accounts:second_step")
        except Refusal as refusal:
            form.tell(refusal)
    status = 422 if form.errors else 200
    return render(request, "forum/accounts/second_step.html", {"form": form, "is_on": True}, status=status)


@require_http_methods(["GET", "POST"])
def set_second_step(request: HttpRequest) -> HttpResponse:
    """Show the picture for the app; the first right code switches the second step on, and signs out elsewhere."""
    actor = _member(request)
    if not request.session.get(_MAY_SET):
        return redirect("accounts:second_step")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            spend("second-factor", str(actor.pk), limit=TRIES, per=timedelta(minutes=15))
            device, codes = services.confirm_second_factor(actor=actor, code=form.cleaned_data["code"])
        except Refusal as refusal:
            form.add_error("code", str(refusal))
        else:
            del request.session[_MAY_SET]
            request.session[sessions.ASKS_CODE] = True
            django_otp.login(request, device)
            services.sign_out_everywhere(actor=actor, but=request.session.session_key or "")
            return render(request, "forum/accounts/second_step_codes.html", {"codes": codes, "is_new": True})
    status = 422 if form.errors else 200
    return render(request, "forum/accounts/set_second_step.html", set_up(actor, form), status=status)


def _member(request: HttpRequest) -> Account:
    """A member: the team has its second factor in any case."""
    actor = account_of(request)
    authorize(actor, Permission.ACCOUNT_CHANGE, SITE)
    if actor.is_team:
        raise NotGranted
    return actor
