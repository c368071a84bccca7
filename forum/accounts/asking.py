"""Asking who somebody is, in place of the page they posted to, without losing what they wrote."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from forum.accounts import kept
from forum.accounts.forms import SignInForm
from forum.core.throttle import TooMany
from forum.core.views import form_too_old


def ask_again(request: HttpRequest) -> HttpResponse | None:
    """The sign-in page, whose hidden field brings the words just posted back; None if no form of ours was sent."""
    try:
        token = kept.keep(path=request.path, posted=request.POST)
    except TooMany:
        return form_too_old(request)
    if token is None:
        return None
    form = SignInForm(initial={"kept": token})
    return render(request, "forum/accounts/sign_in.html", {"form": form, "words_kept": True}, status=401)
