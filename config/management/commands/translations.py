"""`manage.py translations`: collect what there is to translate, and make translations ready for use."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from config.speaking.catalogue import compile_all, messages, template_of


class Command(BaseCommand):
    help = (
        "Write every sentence of the site to locale/django.pot, and compile every locale/*/LC_MESSAGES/django.po "
        "here and in the data folder. Restart the site afterwards."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        catalogue = template_of(messages())
        catalogue.save(str(settings.BASE_DIR / "locale" / "django.pot"))
        self.stdout.write(f"{len(catalogue)} sentences are in locale/django.pot.")
        for name in compile_all([*map(type(settings.BASE_DIR), settings.LOCALE_PATHS)]):
            self.stdout.write(f"Ready for use: {name}")
