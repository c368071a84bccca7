"""Reading the environment: every setting has one name, and any secret may come from a `NAME_FILE` path."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import environ
from cryptography.fernet import Fernet

BASE_DIR = Path(__file__).resolve().parent.parent
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1", "127.0.0.5"})

env = environ.FileAwareEnv()

data_dir = Path(env.str("DATA_DIR", default=str(BASE_DIR / "data"))).absolute()


def is_local(site_url: str) -> bool:
    """Is this a plain-HTTP site on the loopback address, that is, somebody trying Holdfast on their own machine?"""
    parts = urlsplit(site_url)
    host = parts.hostname or ""
    return parts.scheme == "http" and (host in LOOPBACK or host.startswith("127."))


def secret(name: str, *, local: bool, make: str) -> str:
    """The secret called `name`: from the environment, or on a local site from a key file made on first use.

    In production a missing secret is an empty string, which `config.checks` refuses.
    """
    given: str = env.str(name, default="").strip()
    if given or not local:
        return given
    path = data_dir / "keys" / f"{name.lower()}.key"
    if not path.exists():
        _write_private(path, make)
    return path.read_text().strip()


def new_secret_key() -> str:
    """A fresh key for signatures and keyed hashes."""
    return secrets.token_urlsafe(64)


def new_field_key() -> str:
    """A fresh key for sealed fields."""
    return Fernet.generate_key().decode()


def _write_private(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return  # Another process made it first; its key is the key.
    with os.fdopen(handle, "w") as file:
        file.write(text + "\n")
