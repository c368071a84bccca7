"""The settings of the tests: the real ones, with a fast hasher and plain static files.

DATABASE_URL and REDIS_URL choose the stack; without them it is SQLite in memory and the in-memory channel layer.
"""

import os
import tempfile

from tests.workers import own_redis

os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="holdfast-tests-"))
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
os.environ["REDIS_URL"] = own_redis(os.environ.get("REDIS_URL", ""))

from config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
# Nobody collected static files for a test.
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]  # noqa: F405
REALTIME_SHARES_THREAD = True
