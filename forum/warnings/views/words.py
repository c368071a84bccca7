"""One's own words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core.refusals import Refusal
from forum.warnings.forms import OwnWordsForm
from forum.warnings.profile import own_words_of
from forum.warnings.services import profile as services
from forum.warnings.words import MOST


@require_http_methods(["GET", "POST"])
def words(request: HttpRequest) -> HttpResponse:
    """Words and phrases that one would rather not meet. They stand under a cover: they are hard words for somebody."""
    account = account_of(request)
    authorize(account, Permission.PROFILE_SET, SITE)
    entries = own_words_of(account)
    form = OwnWordsForm(request.POST or None, initial=OwnWordsForm.initial_of(entries))
    if request.method == "POST" and form.is_valid():
        try:
            services.set_own_words(actor=account, entries=form.entries())
            return redirect("warnings:words_saved")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    saved = request.resolver_match is not None and request.resolver_match.url_name == "words_saved"
    context = {"form": form, "saved": saved, "count": len(entries), "most": MOST}
    return render(request, "forum/warnings/words.html", context, status=422 if form.errors else 200)
