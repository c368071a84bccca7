"""For managers: add a warning, reword and translate it, retire it and bring it back. A key never changes and never
goes, because posts carry it."""

import re
import unicodedata

from django.db import transaction

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import Refusal
from forum.warnings.base import ContentWarning, Parent, View
from forum.warnings.events import WarningAdded, WarningRetired, WarningReturned, WarningReworded
from forum.warnings.models import ShapedWarning
from forum.warnings.taxonomy import BY_KEY, TAXONOMY

_KEY_LENGTH = 32
_MOST = 100


class NameInUse(Refusal):
    code = "warning_name_in_use"
    message = "There is a warning with this name already. Two with one name would be hard to tell apart."


class EnoughWarnings(Refusal):
    code = "enough_warnings"
    message = f"There are {_MOST} warnings, and nobody can look through more. Retire or reword one of them instead."


@transaction.atomic
def add_warning(*, actor: Account, parent: Parent, name: str, meaning: str, default: View) -> ShapedWarning:
    """One more warning to choose, from now on."""
    authorize(actor, Permission.WARNING_SHAPE, SITE)
    _refuse_twice(name)
    if len(BY_KEY) >= _MOST:
        raise EnoughWarnings
    row = ShapedWarning.objects.create(
        key=_new_key(parent, name),
        parent=parent.key,
        words={"": {"name": name, "meaning": meaning}},
        default=default,
        added_at=clock.now(),
    )
    publish(WarningAdded(actor_id=actor.pk, warning_id=row.pk))
    TAXONOMY.changed()
    return row


@transaction.atomic
def reword_warning(*, actor: Account, warning: ContentWarning, name: str, meaning: str, default: View) -> ShapedWarning:
    """Another name, meaning or first view. Whoever chose a view of their own keeps it."""
    authorize(actor, Permission.WARNING_SHAPE, SITE)
    _refuse_twice(name, but=warning.key)
    row = _row(warning)
    row.words = {**row.words, "": {"name": name, "meaning": meaning}}
    row.default = default
    return _kept(row, WarningReworded(actor_id=actor.pk, warning_id=row.pk))


@transaction.atomic
def translate_warning(
    *, actor: Account, warning: ContentWarning, language: str, name: str, meaning: str
) -> ShapedWarning:
    """Its words in another language. Without a name, that language speaks as the site does."""
    authorize(actor, Permission.WARNING_SHAPE, SITE)
    row = _row(warning)
    others = {code: said for code, said in row.words.items() if code != language}
    row.words = {**others, language: {"name": name, "meaning": meaning}} if name else others
    return _kept(row, WarningReworded(actor_id=actor.pk, warning_id=row.pk))


@transaction.atomic
def retire_warning(*, actor: Account, warning: ContentWarning) -> ShapedWarning:
    """Nobody is offered it any more. What carries it stays covered as before, and shows its name."""
    authorize(actor, Permission.WARNING_SHAPE, SITE)
    row = _row(warning)
    row.is_retired = True
    return _kept(row, WarningRetired(actor_id=actor.pk, warning_id=row.pk))


@transaction.atomic
def return_warning(*, actor: Account, warning: ContentWarning) -> ShapedWarning:
    """It is offered again."""
    authorize(actor, Permission.WARNING_SHAPE, SITE)
    row = _row(warning)
    row.is_retired = False
    return _kept(row, WarningReturned(actor_id=actor.pk, warning_id=row.pk))


def _row(warning: ContentWarning) -> ShapedWarning:
    """What was shaped of it, held until this transaction ends; a row of its own for one of the base."""
    begun = {"parent": warning.parent.key, "default": warning.default, "added_at": clock.now()}
    return ShapedWarning.objects.select_for_update().get_or_create(key=warning.key, defaults=begun)[0]


def _kept(row: ShapedWarning, event: WarningReworded | WarningRetired | WarningReturned) -> ShapedWarning:
    row.save(update_fields=["words", "default", "is_retired"])
    publish(event)
    TAXONOMY.changed()
    return row


def _refuse_twice(name: str, but: str = "") -> None:
    every = TAXONOMY.get().in_language("").values()
    if any(one.name.casefold() == name.casefold() and one.key != but for one in every):
        raise NameInUse


def _new_key(parent: Parent, name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = f"{parent.key}.{re.sub('[^a-z0-9]+', '_', plain).strip('_') or 'added'}"[: _KEY_LENGTH - 3]
    taken = {*BY_KEY, *ShapedWarning.objects.values_list("key", flat=True)}
    numbered = (f"{stem}{number}" for number in range(2, _MOST + 2))
    return next(key for key in (stem, *numbered) if key not in taken)
