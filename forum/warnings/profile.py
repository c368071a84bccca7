"""Reading a person's filter profile."""

from typing import cast
from uuid import UUID

from forum.accounts.actors import Actor
from forum.core.sealed import Token
from forum.warnings.models import FilterChoice, FilterSheet
from forum.warnings.taxonomy import View
from forum.warnings.veil import DEFAULTS, FilterProfile
from forum.warnings.words import Entry, from_text, of_sheet


def profile_of(actor: Actor) -> FilterProfile:
    """How `actor` wants to meet things. Two queries."""
    return profile_of_account(actor.id) if actor.id else DEFAULTS


def profile_of_account(account_id: UUID) -> FilterProfile:
    """The same, where only the account is known."""
    choices = FilterChoice.objects.filter(account_id=account_id).values_list("warning", "view")
    views = {warning: View(view) for warning, view in choices}
    sheet = FilterSheet.objects.filter(account_id=account_id).values_list("pk", "own_words", "stricter_until").first()
    if sheet is None:
        return FilterProfile(views)
    pk, token, until = sheet
    words = of_sheet(cast(Token | None, token), f"warnings.filtersheet.own_words:{pk}")
    return FilterProfile(views, words, until)


def own_words_of(actor: Actor) -> list[Entry]:
    """The own words of `actor`, for their page of them. One query."""
    sheet = FilterSheet.objects.visible_to(actor).first()
    return from_text(sheet.own_words) if sheet else []


def was_asked(actor: Actor) -> bool:
    """Was `actor` asked already how they want to read?"""
    return FilterSheet.objects.visible_to(actor).exists()
