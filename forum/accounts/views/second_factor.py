"""The second factor: showing it, and setting up that of people on the team."""

from base64 import b32encode
from datetime import timedelta
from urllib.parse import quote, urlencode

import django_otp
import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods

from forum.accounts import services, sessions
from forum.accounts.actors import account_of
from forum.accounts.forms import CodeForm
from forum.accounts.middleware import code_not_required
from forum.accounts.models import Account, AuthenticatorDevice
from forum.core.refusals import NotGranted, Refusal
from forum.core.throttle import spend

TRIES = 10


@code_not_required
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Ask for a code; somebody who has no second factor yet sets one up here."""
    account = account_of(request)
    if not account.is_team and sessions.ASKS_CODE not in request.session:
        raise NotGranted
    has_device = AuthenticatorDevice.objects.visible_to(account).filter(confirmed=True).exists()
    if not account.is_team and not has_device:  # Switched off meanwhile.
        del request.session[sessions.ASKS_CODE]
        return redirect("support:home")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            spend("second-factor", str(account.pk), limit=TRIES, per=timedelta(minutes=15))
            return _shown(request, account, form.cleaned_data["code"], has_device=has_device)
        except Refusal as refusal:
            form.add_error("code", str(refusal))
    status = 422 if form.errors else 200
    if has_device:
        page = "second_factor" if account.is_team else "second_step_asked"
        return render(request, f"forum/accounts/{page}.html", {"form": form}, status=status)
    return render(request, "forum/accounts/set_second_factor.html", set_up(account, form), status=status)


def _shown(request: HttpRequest, account: Account, code: str, *, has_device: bool) -> HttpResponse:
    if has_device:
        django_otp.login(request, services.check_second_factor(actor=account, code=code))
        return redirect(request.session.pop("after_second_factor", "/"))
    device, codes = services.confirm_second_factor(actor=account, code=code)
    django_otp.login(request, device)
    return render(request, "forum/accounts/spare_codes.html", {"codes": codes})


def set_up(account: Account, form: CodeForm) -> dict[str, object]:
    """What the page shows to somebody who sets up their app: the seed as letters and as a picture. What a member's
    app shows is neutral: somebody else may look at it."""
    waiting = AuthenticatorDevice.objects.visible_to(account).filter(confirmed=False).first()
    device = waiting or services.begin_second_factor(actor=account)
    seed = b32encode(bytes.fromhex(device.seed)).decode().rstrip("=")
    label = quote(f"{settings.OTP_TOTP_ISSUER}:{account.pseudonym if account.is_team else settings.OTP_TOTP_ISSUER}")
    address = f"otpauth://totp/{label}?{urlencode({'secret': seed, 'issuer': settings.OTP_TOTP_ISSUER})}"
    picture = segno.make(address, error="m").svg_inline(omitsize=True, border=4, dark="#000", light="#fff")
    # Without a size of its own the picture shrinks and grows whole with its box; a part of it could not be scanned.
    # It is drawn by the library from an address of our own making; nothing in it is a person's markup.
    svg = mark_safe(picture)  # noqa: S308
    return {"form": form, "seed": " ".join(seed[i : i + 4] for i in range(0, len(seed), 4)), "picture": svg}
