"""The synchronous stack: every page. `config.asgi` mounts it in a fixed pool of threads."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
