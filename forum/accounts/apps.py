from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Says what the tables of the libraries hold, once they are loaded."""

    name = "forum.accounts"

    def ready(self) -> None:
        from forum.accounts import library_tables  # noqa: F401  (declaring is the point)
