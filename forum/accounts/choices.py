"""What somebody chose for themselves, or what holds for whoever chose nothing."""

from dataclasses import dataclass

from forum.accounts.models import AccountChoices
from forum.accounts.permissions import Actor

LOCKS_AFTER = (1, 2, 5, 10, 15)


@dataclass(frozen=True)
class Choices:
    """One person's choices. See `AccountChoices` for what each means."""

    locks_after: int | None = None
    region: str = ""
    own_word: str = ""
    keeps_place: bool = True
    offers_answers: bool = False


_NOTHING_CHOSEN = Choices()


def choices_of(actor: Actor) -> Choices:
    """The choices of `actor`, in one question of the database; asked again on the same actor, in none."""
    known: Choices | None = getattr(actor, "_choices", None)
    if known is not None:
        return known
    names = tuple(_NOTHING_CHOSEN.__dataclass_fields__)
    row = AccountChoices.objects.visible_to(actor).values(*names).first()
    found = Choices(**row) if row else _NOTHING_CHOSEN
    if actor.id is not None:
        actor._choices = found  # type: ignore[attr-defined]
    return found


def forget_choices_of(actor: Actor) -> None:
    """They have just changed. Whoever sent a request arrives wrapped, so that `__dict__` would be the wrapper's."""
    if hasattr(actor, "_choices"):
        del actor._choices
