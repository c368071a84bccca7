"""For managers: the warnings there are."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core.refusals import Refusal
from forum.warnings.forms import AddWarningForm, TranslateForm, WordingForm
from forum.warnings.models import ShapedWarning
from forum.warnings.services import shaping as services
from forum.warnings.taxonomy import TAXONOMY, ContentWarning, by_parent


@require_http_methods(["GET", "POST"])
def shape(request: HttpRequest) -> HttpResponse:
    """Every warning, and a form for one more."""
    account = account_of(request)
    authorize(account, Permission.WARNING_SHAPE, SITE)
    form = AddWarningForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_warning(actor=account, **form.cleaned_data)
            return redirect("warnings:shape")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    every = TAXONOMY.get().in_language("")
    context = {"form": form, "groups": by_parent(every)}
    return render(request, "forum/warnings/shape.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def shape_one(request: HttpRequest, key: str) -> HttpResponse:
    """One warning: its words here and in other languages, how people meet it at first, and whether it is offered."""
    account = account_of(request)
    authorize(account, Permission.WARNING_SHAPE, SITE)
    warning = _found(key)
    translates = request.POST.get("act") == "translate"
    now = {"name": warning.name, "meaning": warning.meaning, "default": warning.default.value}
    wording = WordingForm(None if translates else request.POST or None, initial=now, auto_id="wording_%s")
    there = TranslateForm(request.POST if translates else None, auto_id="there_%s")
    form = there if translates else wording
    if form.is_bound and form.is_valid():
        verb = services.translate_warning if translates else services.reword_warning
        try:
            verb(actor=account, warning=warning, **form.cleaned_data)
            return redirect("warnings:shape_one", key)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    row = ShapedWarning.objects.visible_to(account).filter(key=key).first()
    spoken = {code: said for code, said in sorted(row.words.items()) if code} if row else {}
    context = {"warning": warning, "wording": wording, "there": there, "spoken": spoken}
    return render(request, "forum/warnings/shape_one.html", context, status=422 if form.errors else 200)


@require_POST
def offer(request: HttpRequest, key: str) -> HttpResponse:
    """Retire a warning, or bring it back. Pressed twice it stays as it was asked for."""
    account = account_of(request)
    authorize(account, Permission.WARNING_SHAPE, SITE)
    warning = _found(key)
    verb = services.return_warning if request.POST.get("act") == "return" else services.retire_warning
    verb(actor=account, warning=warning)
    return redirect("warnings:shape_one", key)


def _found(key: str) -> ContentWarning:
    try:
        return TAXONOMY.get().in_language("")[key]
    except KeyError:
        raise Http404 from None
