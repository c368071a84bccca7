"""Reading a person's filter profile."""

from forum.accounts.actors import Actor
from forum.warnings.models import FilterChoice
from forum.warnings.taxonomy import View
from forum.warnings.veil import FilterProfile


def profile_of(actor: Actor) -> FilterProfile:
    """Where `actor` differs from the defaults. One query."""
    rows = FilterChoice.objects.visible_to(actor).values_list("warning", "view")
    return {warning: View(view) for warning, view in rows}
