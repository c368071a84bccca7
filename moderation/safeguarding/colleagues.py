"""Who can be asked for a second opinion."""

from django.db.models import QuerySet

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from forum.core.submission import Person


def colleagues_of(person: Person) -> QuerySet[Account]:
    """Every other practitioner, by duty name."""
    practitioners = Account.objects.filter(role=Role.PRACTITIONER, is_active=True)
    return practitioners.exclude(pk=str(person.id)).order_by("pseudonym")
