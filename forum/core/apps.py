from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    """Finds every app's rules, listeners and chores by their file names, so there is no list to forget."""

    name = "forum.core"

    def ready(self) -> None:
        autodiscover_modules("policy", "subscribers", "chores")
