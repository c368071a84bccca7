"""The real settings, with the yardstick mounted beside the site: same process, same middleware, same database."""

from config.env import BASE_DIR
from config.settings import *  # noqa: F403
from config.settings import TEMPLATES

ROOT_URLCONF = "bench.urls"
TEMPLATES = [
    *TEMPLATES,
    {
        "NAME": "yardstick",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "bench" / "templates"],
        "OPTIONS": {"context_processors": []},
    },
]
