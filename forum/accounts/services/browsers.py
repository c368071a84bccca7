"""The browsers somebody is signed in on: naming them, and signing out there."""

from django.db import transaction

from forum.accounts import sessions
from forum.accounts.events import BrowserNamed
from forum.accounts.models import Account, SignedIn
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core.events import publish


@transaction.atomic
def name_browser(*, actor: Account, browser: SignedIn, name: str) -> None:
    """Call a browser by a name of one's own; an empty one takes the name away."""
    authorize(actor, Permission.ACCOUNT_CHANGE, browser)
    browser.name = name
    browser.save(update_fields=["name"])
    publish(BrowserNamed(actor_id=actor.pk, account_id=actor.pk))


@transaction.atomic
def sign_out_there(*, actor: Account, browser: SignedIn) -> None:
    """End the session of one browser; the pages that are open there close."""
    authorize(actor, Permission.ACCOUNT_CHANGE, browser)
    sessions.end_one(browser.session_key)


@transaction.atomic
def sign_out_everywhere(*, actor: Account, but: str = "") -> None:
    """End every session of `actor`, or every one except that with the key `but`."""
    authorize(actor, Permission.ACCOUNT_CHANGE, SITE)
    sessions.end_all_of(actor, but=but)
