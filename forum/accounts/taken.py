"""Speaking for a name, once and for all."""

from django.db import IntegrityError, transaction

from forum.accounts.models import TakenName, mark_of
from forum.accounts.pseudonyms import PseudonymTaken


def take_name(name: str) -> None:
    """From now on nobody else can have `name`, or one that looks the same; not even when its owner has left it. Of two
    who ask at once, the database lets one through. Raises PseudonymTaken."""
    try:
        with transaction.atomic():
            TakenName(mark=mark_of(name)).save(force_insert=True)
    except IntegrityError as error:
        raise PseudonymTaken from error
