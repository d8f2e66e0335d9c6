"""All settings of the project. Every value that differs from Django's default says why.

What differs between machines comes from the environment (docs: README, .env.example).
"""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from claimtrack import env, logs

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / ".data"))).resolve()

# --- The site -----------------------------------------------------------------------------------
DEBUG = env.flag("DEBUG")
# `preview`, `check` and the like need no secret; signing anything with this value is refused by
# `check --deploy`, and `dev.py run` draws one of its own.
SECRET_KEY = env.text("SECRET_KEY", "insecure-for-commands-that-sign-nothing")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", ("localhost", "127.0.0.1", "[::1]"))
SITE_NAME = env.text("SITE_NAME", "claimtrack")
SITE_URL = env.text("SITE_URL", "http://localhost:8000").rstrip("/")
ROOT_URLCONF = "claimtrack.urls"
WSGI_APPLICATION = "claimtrack.wsgi.application"
SITE_ID = None

INSTALLED_APPS = [
    "claimtrack.apps.AdminConfig",  # Django's, for the role admin alone
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_filters",
    "pghistory",
    "pgtrigger",
    "sources",
    "claims",
    # Last: its groups get their permissions once every other app has made its own.
    "claimtrack.apps.ClaimtrackConfig",
]

MIDDLEWARE = [
    "claimtrack.request_ids.request_ids",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "claimtrack.headers.ContentPolicy",
    "claimtrack.headers.security_headers",
    # Before the session: what cannot be stored must not be looked up either.
    "claimtrack.gate.Gate",
    # Outside the session: it looks at the cookies that are set.
    "claimtrack.fresh.Fresh",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Closed by default: a page for readers says so with @login_not_required.
    "claimtrack.access.SignInFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates" / "jinja"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "claimtrack.templating.environment",
            "context_processors": ["claimtrack.templating.frame"],
        },
    },
    {
        # allauth's and the admin's own pages are written in Django's language.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates" / "django"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

# --- Database -----------------------------------------------------------------------------------
DATABASES = {
    "default": {
        **env.database(env.text("DATABASE_URL", "postgresql://postgres@localhost/claimtrack")),
        # A new connection knows no table and no prepared question: its first page takes four times as long.
        "CONN_MAX_AGE": 900,
        # A restarted PostgreSQL must not fail the first request of every old connection.
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Losing the broker must not sign anybody out, so neither sessions nor cache live there.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

# History keeps actor and reason in columns of its own (claimtrack.history), not in pghistory's contexts.
PGHISTORY_CONTEXT_FIELD = None
PGHISTORY_OBJ_FIELD = None
PGHISTORY_INSTALL_CONTEXT_FUNC_ON_MIGRATE = False

# --- Files --------------------------------------------------------------------------------------
ORIGINALS_DIR = DATA_DIR / "originals"
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "claimtrack.static_files.HashedFiles"},
}
# Beyond the limits of an upload (contracts.md), nothing is read.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FILES = 5000
# The first marks broken bytes in the fields beside the files, for the gate to refuse; the rest are Django's.
FILE_UPLOAD_HANDLERS = [
    "claimtrack.multipart.MarkBrokenBytes",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- People -------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "claimtrack.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# One address a person; a new one takes its place once it is confirmed.
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
# Stricter than the default only for one name: five failures in a quarter of an hour.
# Readers report mistakes without an account: five from one connection in ten minutes.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/15m/key", "report_mistake": "5/10m/ip"}
# A limit by address needs the visitor's, not the proxy's: of X-Forwarded-For, only what so many proxies of
# ours wrote is believed; a visitor can write the rest.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES")
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = SITE_NAME
# A telephone's clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1
# Addresses are typed in by an admin, so nobody can lock a stranger's address up with a second factor.
MFA_ALLOW_UNVERIFIED_EMAIL = True

# --- Words and time -----------------------------------------------------------------------------
LANGUAGE_CODE = "en"
USE_TZ = True
TIME_ZONE = env.text("TIME_ZONE", "UTC")

# --- Security -----------------------------------------------------------------------------------
HTTPS = env.flag("HTTPS")
SECURE_SSL_REDIRECT = HTTPS
# Who watches the site asks on the machine itself, where nobody speaks HTTPS.
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "claimtrack.errors.form_expired"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": [NONE],
    }
}

# --- Worker -------------------------------------------------------------------------------------
REDIS_URL = env.text("REDIS_URL", "redis://localhost:6379/0")
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 60
CELERY_TASK_TIME_LIMIT = 90
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 10
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_TIMEOUT = 2
# A frozen broker must cost a request two seconds, not a minute (measured: stock settings hang for 40 s).
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    "socket_timeout": 2,
    "socket_connect_timeout": 2,
    "max_retries": 1,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
}
# Nor is a nudge sent twice: each try at a broker that froze under an open connection costs two seconds more
# (measured: six with one retry). The sweep sends another; a connection that was closed is opened anew anyway.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "schedule")
# The sweep makes a lost nudge harmless: whatever PostgreSQL still holds as pending is drained.
CELERY_BEAT_SCHEDULE = {
    "sweep-imports": {"task": "sources.tasks.sweep", "schedule": timedelta(seconds=10)},
    "sweep-originals": {"task": "sources.tasks.sweep_originals", "schedule": timedelta(hours=1)},
    "sweep-summaries": {"task": "claims.tasks.sweep", "schedule": timedelta(seconds=30)},
    "sweep-speakers": {"task": "claims.tasks.sweep_speakers", "schedule": timedelta(seconds=30)},
    "forget-contacts": {"task": "claims.tasks.forget_contacts", "schedule": timedelta(hours=1)},
    "sweep-readings": {"task": "claims.tasks.sweep_readings", "schedule": timedelta(minutes=5)},
}

#: Days after the end of a request for a reply until it is forgotten whom we wrote to.
REPLY_CONTACT_DAYS = env.number("REPLY_CONTACT_DAYS", 90)

# --- Mail and log -------------------------------------------------------------------------------
globals().update(env.email(env.text("EMAIL_URL")))
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "claimtrack@localhost")
LOGGING = logs.configuration(env.choice("LOG_FORMAT", logs.FORMS))
