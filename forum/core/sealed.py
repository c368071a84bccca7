"""Sealed text: encrypted where it lies, opened only where it is read.

Each value is bound to its row: the field's name and the row's identifier are inside the sealed text, so that sealed
text moved to another row does not open there. Text is padded to a multiple of 64 bytes, so its length says little.
"""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models
from django.db.models.query_utils import DeferredAttribute

_BLOCK = 64


class WrongSeal(Exception):  # noqa: N818
    """Sealed text that our keys do not open, or that belongs to another row."""


class Token(str):
    """Sealed text as it lies in the database."""

    __slots__ = ()


@lru_cache(maxsize=4)
def _keyring(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def keyring() -> MultiFernet:
    """The keys in use, newest first."""
    return _keyring(tuple(settings.FIELD_KEYS))


def seal(text: str, *, bound_to: str) -> Token:
    """Seal `text` so that it opens only for `bound_to`."""
    plain = f"{bound_to}\n{text}".encode()
    return Token(keyring().encrypt(plain + b"\0" * (-len(plain) % _BLOCK)).decode())


def unseal(token: str, *, bound_to: str) -> str:
    """Open sealed text. Raises WrongSeal if it is not ours or not for `bound_to`."""
    try:
        plain = keyring().decrypt(token.encode()).rstrip(b"\0").decode()
    except InvalidToken as error:
        raise WrongSeal from error
    owner, _, text = plain.partition("\n")
    if owner != bound_to:
        raise WrongSeal
    return text


def rotate(token: str) -> Token:
    """The same sealed text under the newest key."""
    return Token(keyring().rotate(token.encode()).decode())


class SealedAttribute(DeferredAttribute):
    """Opens the text when somebody reads it, and not before."""

    field: "SealedTextField"

    def __get__(self, instance: models.Model | None, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if instance is not None and isinstance(value, Token):
            value = unseal(value, bound_to=self.field.binding(instance))
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


if TYPE_CHECKING:
    _TextField = models.TextField[str, str]
else:
    _TextField = models.TextField


class SealedTextField(_TextField):
    """A text column whose words are sealed. It cannot be searched, filtered or written by `QuerySet.update`."""

    descriptor_class = SealedAttribute

    def binding(self, instance: models.Model) -> str:
        """What this row's text is bound to."""
        return f"{instance._meta.label_lower}.{self.name}:{instance.pk}"

    def from_db_value(self, value: str | None, *args: Any) -> Token | None:
        return None if value is None else Token(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = model_instance.__dict__.get(self.attname)
        if value is None or isinstance(value, Token):
            return value
        return seal(value, bound_to=self.binding(model_instance))

    def get_prep_value(self, value: Any) -> Any:
        if value is not None and not isinstance(value, Token):
            raise TypeError("Sealed text is written through its row and never searched.")
        return value
