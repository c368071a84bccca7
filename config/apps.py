from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Registers the system checks that refuse an unsafe installation, and tells the forum whom to ask who is here."""

    name = "config"

    def ready(self) -> None:
        from config import checks  # noqa: F401  (registering is the point)
        from forum.core import clock
        from forum.private import hours
        from moderation.rota.cover import cover_at

        hours.ask(lambda: cover_at(clock.now()).is_staffed)
