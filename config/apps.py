from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Registers the system checks that refuse an unsafe installation, and tells the forum whom to ask about the
    team: who is here, and how long first looks take."""

    name = "config"

    def ready(self) -> None:
        from config import checks  # noqa: F401  (registering is the point)
        from forum.boards import looks
        from forum.core import clock
        from forum.private import hours
        from moderation.review.lately import first_looks_took
        from moderation.rota.cover import cover_at

        hours.ask(lambda: cover_at(clock.now()).is_staffed)
        looks.ask(first_looks_took)
