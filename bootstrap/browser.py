"""Chromium for the browser stories: found where it is, or installed where that is possible."""

import glob
import os
import shutil
import subprocess

from bootstrap.environment import say

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APT = ["apt-get", "-o", "DPkg::Lock::Timeout=300"]
REMEDY = (
    "install Chromium (on Debian: apt-get install chromium) or name one with BROWSER_PATH=/path/to/chromium make test"
)


def find() -> str | None:
    """The browser to drive: BROWSER_PATH, then one on PATH, then one that Playwright keeps."""
    if os.environ.get("BROWSER") == "none":
        return None
    given = os.environ.get("BROWSER_PATH")
    if given:
        return given if os.access(given, os.X_OK) else None
    for name in NAMES:
        if path := shutil.which(name):
            return path
    cache = os.environ.get("PLAYWRIGHT_BROWSERS_PATH", os.path.expanduser("~/.cache/ms-playwright"))
    kept = sorted(glob.glob(f"{cache}/chromium*/chrome-*/*hrom*"))
    return next((path for path in reversed(kept) if os.access(path, os.X_OK) and os.path.isfile(path)), None)


def find_or_install() -> str | None:
    """The browser, installed by apt when there is none and that may be done (`BROWSER=none` does without)."""
    found = find()
    if found or os.environ.get("BROWSER") == "none" or os.environ.get("BROWSER_PATH"):
        return found
    if not (shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0):
        return None
    say("No Chromium here: installing Debian's with apt-get (BROWSER=none does without) …")
    quiet = {"stdout": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run([*APT, "-qq", "update"], check=False, **quiet)  # type: ignore[call-overload]
    subprocess.run([*APT, "-qq", "install", "-y", "--no-install-recommends", "chromium"], check=False, **quiet)  # type: ignore[call-overload]
    return find()
