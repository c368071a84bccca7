"""One file of settings, fed by the environment (`.env.example` lists every name).

With no settings at all this is a local site: plain HTTP on the loopback address, SQLite, one process.
A `SITE_URL` that starts with https:// makes it a production site, and `config.checks` then refuses to start
without its own keys, hosts and database.
"""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config.env import BASE_DIR, data_dir, env, is_local, new_field_key, new_secret_key, secret
from config.installed import INSTALLED
from config.languages import offered
from config.logs import LOGGING as LOGGING
from config.mail import mail_settings, reminder_mail
from config.stores import caches, channel_layers

# Where and who
SITE_URL: str = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
SITE_NAME: str = env.str("SITE_NAME", default="Holdfast")
LEAVE_URL: str = env.str("LEAVE_URL", default="https://www.bbc.co.uk/weather")
LOCAL: bool = is_local(SITE_URL)
CHARITY_NAME: str = env.str("CHARITY_NAME", default="a charity" if LOCAL else "")
DATA_DIR = data_dir
PROCESSES: int = env.int("PROCESSES", default=1)
ALLOW_SQLITE: bool = env.bool("ALLOW_SQLITE", default=LOCAL)
TRUSTED_PROXIES: int = env.int("TRUSTED_PROXIES", default=0)

DEBUG: bool = env.bool("DEBUG", default=False)
SECRET_KEY = secret("SECRET_KEY", local=LOCAL, make=new_secret_key())
if not SECRET_KEY:
    raise ImproperlyConfigured("Give SECRET_KEY_FILE a file with 64 random characters (docs/operating says how).")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])
FIELD_KEYS: list[str] = secret("FIELD_KEYS", local=LOCAL, make=new_field_key()).split()
_host = urlsplit(SITE_URL).hostname or "127.0.0.1"
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", _host] if LOCAL else [])

INSTALLED_APPS = INSTALLED

MIDDLEWARE = [
    "forum.core.middleware.forget_address",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "forum.core.middleware.private_headers",
    "forum.accounts.middleware.always_leave",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.speaking.choosing.speak",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "forum.core.middleware.attest_origin",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "forum.accounts.middleware.end_old_sessions",
    "django_otp.middleware.OTPMiddleware",
    "forum.core.middleware.refusals",
    "forum.accounts.middleware.sign_in_first",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.Jinja2"
APPEND_SLASH = False

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "environment": "config.jinja.environment",
            "context_processors": ["config.jinja.furniture"],
        },
    }
]

# The database is the truth. SQLite is set up to survive a power cut and to overwrite what it deletes.
DATABASES: dict[str, Any] = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'holdfast.sqlite3'}")
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
        ),
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Opening a connection costs more than most questions that are asked over it, of SQLite too.
DATABASES["default"]["CONN_MAX_AGE"] = 600
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Redis, when given, carries hints between processes, limits and copies of sessions: never the only home of anything.
REDIS_URL: str = env.str("REDIS_URL", default="")
CACHES = caches(REDIS_URL)
CHANNEL_LAYERS = channel_layers(REDIS_URL, SECRET_KEY)

# Who is signed in
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["forum.accounts.sign_in.SignInNameBackend"]
LOGIN_URL = "accounts:sign_in"
PASSWORD_HASHERS = [
    "forum.accounts.hashers.OwaspArgon2Hasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
OTP_TOTP_ISSUER = SITE_NAME

SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_IDLE = timedelta(minutes=env.int("SESSION_IDLE_MINUTES", default=30))
# The row of a session lives as long as it may be idle, and is renewed at most once a minute.
SESSION_COOKIE_AGE = int((SESSION_IDLE + timedelta(minutes=2)).total_seconds())
SESSION_LIFE = timedelta(hours=env.int("SESSION_LIFE_HOURS", default=12))
SESSION_COOKIE_NAME = "session" if LOCAL else "__Host-session"
CSRF_COOKIE_NAME = "form" if LOCAL else "__Host-form"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # It goes when the browser closes, as the session does.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOCAL
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "forum.accounts.views.sign_in.form_too_old"
CSRF_TRUSTED_ORIGINS = [] if LOCAL else [SITE_URL]

# What every answer says to the browser
SECURE_SSL_REDIRECT = not LOCAL
SECURE_HSTS_SECONDS = 0 if LOCAL else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not LOCAL
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": [NONE],
        "report-uri": "/reports/csp/",
    }
}

# No uploads of any kind: a request is a few fields of text.
DATA_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
FILE_UPLOAD_HANDLERS: list[str] = ["forum.core.uploads.RefuseUploads"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {"staticfiles": {"BACKEND": "config.statics.Statics"}}

LANGUAGE_CODE = "en-gb"
LOCALE_PATHS = [DATA_DIR / "locale", BASE_DIR / "locale"]
LANGUAGES = offered(LOCALE_PATHS)
LANGUAGE_COOKIE_NAME = "language" if LOCAL else "__Host-language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
SERVICE_TIME_ZONE: str = env.str("SERVICE_TIME_ZONE", default="Europe/London")

# How the service works
POST_MAX_LENGTH = 20_000
LINK_ALLOW_LIST: list[str] = env.list(
    "LINK_ALLOW_LIST",
    default=["www.samaritans.org", "www.nhs.uk", "www.gov.uk", "247sexualabusesupport.org.uk"],
)
LEVEL_CLOCKS = {
    "crisis": timedelta(minutes=env.int("CLOCK_CRISIS_MINUTES", default=15)),
    "red": timedelta(minutes=env.int("CLOCK_RED_MINUTES", default=60)),
    "amber": timedelta(minutes=env.int("CLOCK_AMBER_MINUTES", default=4 * 60)),
    "green": timedelta(minutes=env.int("CLOCK_GREEN_MINUTES", default=24 * 60)),
}
# Somebody is new until their third post that others could read, and for a week at most.
NEWCOMERS = {
    "days": timedelta(days=env.int("NEWCOMER_DAYS", default=7)),
    "posts": env.int("NEWCOMER_POSTS", default=3),
}
KEPT_DRAFT_LIFE = timedelta(hours=1)
RETENTION = {
    "chat": timedelta(hours=env.int("KEEP_CHAT_HOURS", default=24)),
    "flags": timedelta(days=env.int("KEEP_FLAGS_DAYS", default=365)),
    "cases": timedelta(days=env.int("KEEP_CASES_DAYS", default=6 * 365)),
    "shifts": timedelta(days=env.int("KEEP_SHIFTS_DAYS", default=3 * 365)),
    "hours": timedelta(days=env.int("KEEP_HOURS_DAYS", default=4 * 365 + 1)),
    "referrals": timedelta(days=env.int("KEEP_REFERRALS_DAYS", default=90)),
    "check_ins": timedelta(days=env.int("KEEP_CHECK_INS_DAYS", default=30)),
}

# The rules of the rota. Eleven hours between shifts are those of the Working Time Regulations 1998; the rest is
# what helplines and peer-support projects do (docs/decisions/0019).
ROTA = {
    "weeks_ahead": env.int("ROTA_WEEKS_AHEAD", default=8),
    "cut_off": timedelta(hours=env.int("ROTA_CUT_OFF_HOURS", default=48)),
    "rest": timedelta(hours=env.int("ROTA_REST_HOURS", default=11)),
    "longest": timedelta(minutes=env.int("ROTA_LONGEST_MINUTES", default=4 * 60)),
    "week": timedelta(minutes=env.int("ROTA_WEEK_MINUTES", default=8 * 60)),
    "night_weight": env.float("ROTA_NIGHT_WEIGHT", default=1.5),
    "remind": timedelta(hours=env.int("ROTA_REMIND_HOURS", default=24)),
}
CARE = {
    "supervision_new": timedelta(days=env.int("SUPERVISION_NEW_DAYS", default=7)),
    "supervision": timedelta(days=env.int("SUPERVISION_DAYS", default=28)),
    "supervision_stop": timedelta(days=env.int("SUPERVISION_STOP_DAYS", default=28)),
    "exposure_shift": env.int("EXPOSURE_A_SHIFT", default=6),
    "exposure_week": env.int("EXPOSURE_A_WEEK", default=15),
    "break_after": timedelta(minutes=env.int("BREAK_AFTER_MINUTES", default=50)),
    "break": timedelta(minutes=env.int("BREAK_MINUTES", default=10)),
    "debrief_answer": timedelta(hours=env.int("DEBRIEF_ANSWER_HOURS", default=24)),
    "application_answer": timedelta(days=env.int("APPLICATION_ANSWER_DAYS", default=28)),
}

# What the stages ask for. Shadowing up to three months and nobody alone at first are what peer-support projects do,
# three months of probation what a forum run by survivors does; the numbers of shifts are ours (docs/decisions/0022).
LADDER = {
    "practice_items": env.int("LADDER_PRACTICE_ITEMS", default=3),
    "shadow_shifts": env.int("LADDER_SHADOW_SHIFTS", default=4),
    "shadow_time": timedelta(days=env.int("LADDER_SHADOW_DAYS", default=28)),
    "paired_shifts": env.int("LADDER_PAIRED_SHIFTS", default=6),
    "probation": timedelta(days=env.int("LADDER_PROBATION_DAYS", default=91)),
    "before_lead": timedelta(days=env.int("LADDER_BEFORE_LEAD_DAYS", default=182)),
    "beside_learners": env.int("LADDER_BESIDE_LEARNERS", default=3),
}

# Chat: how many in a room, how long it may go on with too few of the team, how long its end takes, and how soon a host
# answers somebody who is not OK (docs/decisions/0026).
CHAT = {
    "capacity": env.int("CHAT_CAPACITY", default=20),
    "grace": timedelta(minutes=env.int("CHAT_GRACE_MINUTES", default=5)),
    "closing": timedelta(minutes=env.int("CHAT_CLOSING_MINUTES", default=5)),
    "answer": timedelta(minutes=env.int("CHAT_ANSWER_MINUTES", default=2)),
}

# What a calendar program shows in place of a shift; and the neutral e-mail somebody on the team may choose.
CALENDAR_TITLE: str = env.str("CALENDAR_TITLE", default="Appointment")
REMINDER_MAIL: dict[str, bool] = reminder_mail()
vars().update(mail_settings())
