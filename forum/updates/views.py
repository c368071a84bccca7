"""What is new, and how one wants to hear of it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.accounts.actors import account_of
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock, mail
from forum.core.refusals import Refusal
from forum.shaping.reading import shaped
from forum.updates.forms import AddressForm, KindsForm, MailForm, NumberForm
from forum.updates.kinds import UpdateKind
from forum.updates.models import Mailbox, Unheard, Update
from forum.updates.reading import news_of, where
from forum.updates.services import mailing, noting


@require_GET
def list_(request: HttpRequest) -> HttpResponse:
    """Everything that is new, and what was. Nothing is counted."""
    actor = account_of(request)
    authorize(actor, Permission.UPDATE_READ, SITE)
    noting.look(actor=actor)
    news, after = news_of(actor, after=request.GET.get("after", ""), now=clock.now())
    context = {
        "news": news,
        "next": after,
        "any_new": any(one.is_new for one in news),
        "mail_is_on": mail.is_on() or Mailbox.objects.visible_to(actor).exists(),
    }
    return render(request, "forum/updates/list.html", context)


@require_GET
def open_(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Go where it is about. It is not new any more."""
    actor = account_of(request)
    authorize(actor, Permission.UPDATE_READ, SITE)
    update = get_object_or_404(Update.objects.visible_to(actor), pk=pk)
    noting.see(actor=actor, update=update)
    return redirect(where(update, actor))


@require_POST
def see_all(request: HttpRequest) -> HttpResponse:
    """I have seen all of it."""
    noting.see_all(actor=account_of(request))
    return redirect("updates:list")


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Choose what I hear of."""
    actor = account_of(request)
    authorize(actor, Permission.UPDATE_READ, SITE)
    unheard = set(Unheard.objects.visible_to(actor).values_list("kind", flat=True))
    heard = [kind for kind in UpdateKind if kind not in unheard]
    posted = request.POST if request.method == "POST" else None
    form = KindsForm(posted, kinds=_kinds(), initial={"kinds": heard})
    if form.is_bound and form.is_valid():
        silent = [kind for kind in heard if kind not in _kinds()]  # Not offered, so not answered.
        noting.choose(actor=actor, kinds=[*form.cleaned_data["kinds"], *silent])
        return redirect("updates:list")
    return render(request, "forum/updates/choose.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def by_mail(request: HttpRequest) -> HttpResponse:
    """The address, whether it is shown to be one's own, and when a mail may come."""
    actor = account_of(request)
    authorize(actor, Permission.MAIL_SET, SITE)
    mailbox = Mailbox.objects.visible_to(actor).first()
    form = _form(request, mailbox)
    if request.method == "POST" and form.is_valid():
        try:
            _do(actor, form)
            return redirect("updates:mail")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    context = {
        "form": form,
        "mailbox": mailbox,
        "is_on": mail.is_on(),
        "names_site": mail.names_site(),
        "is_failing": mailbox is not None and mailbox.tries >= mailing.TRIES,
        "is_resting": mailbox is not None and mailbox.unanswered >= mailing.UNANSWERED,
        "said": mailing,
    }
    return render(request, "forum/updates/mail.html", context, status=422 if form.errors else 200)


@require_POST
def forget_mail(request: HttpRequest) -> HttpResponse:
    """Delete the address."""
    mailing.forget_address(actor=account_of(request))
    return redirect("updates:mail")


def _kinds() -> list[UpdateKind]:
    """What can happen here at all."""
    private = {UpdateKind.ASKED, UpdateKind.PRIVATE}
    return [kind for kind in UpdateKind if kind not in private or shaped().private_messages]


def _form(request: HttpRequest, mailbox: Mailbox | None) -> AddressForm | NumberForm | MailForm:
    posted = request.POST if request.method == "POST" else None
    if mailbox is None:
        return AddressForm(posted)
    if mailbox.confirmed_at is None:
        return NumberForm(posted)
    chosen = {name: getattr(mailbox, name) for name in ("kinds", "pause", "quiet_from", "quiet_until")}
    return MailForm(posted, kinds=_kinds(), initial=chosen)


def _do(actor: Account, form: AddressForm | NumberForm | MailForm) -> None:
    if isinstance(form, AddressForm):
        mailing.give_address(actor=actor, address=form.cleaned_data["address"])
    elif isinstance(form, NumberForm):
        mailing.confirm(actor=actor, number=form.cleaned_data["number"])
    else:
        mailing.set_mail(actor=actor, **form.cleaned_data)
