"""Making a site ready to serve: its folder, its database, its static files, what a new one starts with."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

Say = Callable[[str], object]


def prepare(*, demo: bool = False, say: Say) -> None:
    """Everything a process needs before it may serve. Doing it again changes nothing."""
    make_folder()
    say("Preparing the database …")
    call_command("migrate", interactive=False, verbosity=0)
    collect_static(say=say)
    call_command("starter")
    if demo:
        call_command("demo")
    elif settings.LOCAL:
        # Whoever starts a local site sees this. On a public one it would stay in the system's journal.
        call_command("first_manager", if_needed=True)


def make_folder() -> None:
    """The data folder belongs to this user alone, and so does every file made from here on."""
    os.umask(0o077)
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    settings.DATA_DIR.chmod(0o700)


def collect_static(*, say: Say) -> None:
    """Copy and compress the static files, unless the ones collected are still the same."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    wanted = _digest([Path(folder) for folder in settings.STATICFILES_DIRS])
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say("Collecting the static files …")
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(wanted)


def _digest(folders: list[Path]) -> str:
    """Of every file's place and content."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
