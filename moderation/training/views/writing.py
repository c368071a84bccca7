"""For managers: write a module, see it as others will, and save it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core.refusals import Refusal
from moderation.training import services
from moderation.training.forms import ModuleForm
from moderation.training.material import material_of
from moderation.training.models import Module
from moderation.training.reading import parts


@require_http_methods(["GET", "HEAD", "POST"])
def new_module(request: HttpRequest) -> HttpResponse:
    return _page(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_module(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Module.objects.visible_to(account_of(request)), pk=pk)
    return _page(request, found)


def _page(request: HttpRequest, found: Module | None) -> HttpResponse:
    """Write a new module, or `found` anew."""
    actor = account_of(request)
    authorize(actor, Permission.MODULE_PUBLISH, SITE)
    form = ModuleForm(
        request.POST if request.method == "POST" else None,
        actor=actor,
        material=material_of(found) if found else None,
        initial=kept.initial(request),
    )
    preview = form.is_bound and form.is_valid() and "preview" in request.POST
    if form.is_bound and form.is_valid() and not preview:
        try:
            saved = _save(request, found, form)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("training:module", saved.pk)
    context = {
        "module": found,
        "form": form,
        "preview": parts(form.cleaned_data["words"]) if preview else None,
        "material": form.material if preview else None,
    }
    return render(request, "moderation/training/edit.html", context, status=422 if form.errors else 200)


def _save(request: HttpRequest, found: Module | None, form: ModuleForm) -> Module:
    actor = account_of(request)
    if found is None:
        return services.write_module(actor=actor, material=form.material)
    return services.rewrite_module(actor=actor, module=found, material=form.material, seen=form.cleaned_data["seen"])
