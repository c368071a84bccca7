"""Taking along everything about oneself."""

import json
from dataclasses import asdict
from datetime import timedelta

from django import forms
from django.contrib.auth.hashers import check_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from config.export.collecting import Everything, everything_about
from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core.refusals import Refusal
from forum.core.throttle import spend

PAGE, DATA = "page", "data"


class ExportForm(forms.Form):
    """Which kind of file, and the pass phrase."""

    kind = forms.ChoiceField(
        label="What kind of file?",
        choices=[(PAGE, "A page to read (HTML)"), (DATA, "Data for another program (JSON)")],
        widget=forms.RadioSelect,
        initial=PAGE,
        error_messages={"required": "Please choose one of the two."},
    )
    pass_phrase = forms.CharField(
        label="Your pass phrase",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Please type your pass phrase, so that nobody else takes your file."},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """Say what is in the file, ask for the pass phrase, hand it over."""
    actor = account_of(request)
    authorize(actor, Permission.ACCOUNT_EXPORT, SITE)
    form = ExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            spend("export", str(actor.pk), limit=8, per=timedelta(minutes=15))
            if check_password(form.cleaned_data["pass_phrase"], actor.password):
                return _file(everything_about(actor), form.cleaned_data["kind"])
            form.add_error("pass_phrase", "That is not the pass phrase of this account.")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return render(request, "config/export.html", {"form": form}, status=422 if form.errors else 200)


def _file(everything: Everything, kind: str) -> HttpResponse:
    """The file, under a name that tells nothing."""
    if kind == DATA:
        body = json.dumps(asdict(everything), ensure_ascii=False, indent=2, default=str)
        response = HttpResponse(body, content_type="application/json; charset=utf-8")
    else:
        response = HttpResponse(render_to_string("config/export_file.html", {"file": everything}))
    name = "notes.json" if kind == DATA else "notes.html"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
