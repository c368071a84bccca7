"""Secrets that a person holds and we do not: we keep only keyed hashes of them.

The key comes from SECRET_KEY. When that is changed, the old one stays in SECRET_KEY_FALLBACKS (docs/operating):
`candidates` finds under either.
"""

import secrets
from hashlib import sha256

from django.conf import settings
from django.utils.crypto import salted_hmac
from mnemonic import Mnemonic

_WORDS = Mnemonic("english")


def keyed_hash(purpose: str, text: str) -> str:
    """The hash of `text` that we store: it can be compared, not read."""
    return candidates(purpose, text)[0]


def candidates(purpose: str, text: str) -> list[str]:
    """The hash of `text` under today's key and under each earlier one still allowed."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [salted_hmac(f"held:{purpose}", text, secret=key, algorithm="sha256").hexdigest() for key in keys]


def new_phrase() -> str:
    """A recovery phrase: twelve words, 128 random bits and a checksum (BIP 39)."""
    return _WORDS.generate(strength=128)


def tidy_phrase(text: str) -> str:
    """A phrase as somebody typed it, in the form that is hashed."""
    return " ".join(text.lower().replace(",", " ").split())


def is_phrase(text: str) -> bool:
    """Could `text` be one of our phrases? A slip of one word is nearly always caught."""
    return _WORDS.check(tidy_phrase(text))


def new_sign_in_name(word: str, *, numbers: int = 4) -> str:
    """`word` with four random numbers, so that nobody can learn by trying to join who is here already."""
    return f"{tidy_name(word)}-{secrets.randbelow(9 * 10 ** (numbers - 1)) + 10 ** (numbers - 1)}"


def tidy_name(text: str) -> str:
    """A sign-in name as somebody typed it, in the form that is hashed."""
    return "-".join(text.casefold().replace("-", " ").split())


def new_link_token() -> str:
    """The secret part of a one-time link."""
    return secrets.token_urlsafe(32)


def link_hash(token: str) -> str:
    """What we keep of a one-time link: it holds 256 random bits, so a plain hash is enough."""
    return sha256(token.encode()).hexdigest()
