"""Every setting, read from the environment, with defaults that are safe.

The table of all variables is docs/settings.md. An installation is in
*production* unless ENVIRONMENT says otherwise, so that forgetting a variable
makes the system checks complain instead of opening a door.
"""

from pathlib import Path
from typing import Any

import environ

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parents[2]

# --- What kind of installation this is -------------------------------------

#: "production" (the default), "development" or "test".
ENVIRONMENT: str = env.str("ENVIRONMENT", default="production")
PRODUCTION: bool = ENVIRONMENT == "production"
DEBUG: bool = env.bool("DEBUG", default=False)
#: A demonstration: known people, one-step sign-in. Refused in production.
DEMO: bool = env.bool("DEMO", default=False)

DEVELOPMENT_SECRET = "development-only-never-in-production-" + "x" * 32
SECRET_KEY: str = env.str("SECRET_KEY", default=DEVELOPMENT_SECRET)
#: Former secrets that still open what was locked with them (waiting mail, sessions).
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])
#: Pepper and salt of receipts and participation codes. Changing it makes every one of them useless.
CODES_SECRET: str = env.str("CODES_SECRET", default=DEVELOPMENT_SECRET)
#: Locks words that wait for a moderator; former ones still open what was locked with them.
HELD_WORDS_SECRET: str = env.str("HELD_WORDS_SECRET", default=DEVELOPMENT_SECRET)
HELD_WORDS_SECRET_FALLBACKS: list[str] = env.list("HELD_WORDS_SECRET_FALLBACKS", default=[])

HOST: str = env.str("HOST", default="127.0.0.1")
PORT: int = env.int("PORT", default=8000)
BASE_URL: str = env.str("BASE_URL", default=f"http://localhost:{PORT}").rstrip("/")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# --- Where things are kept ---------------------------------------------------

#: Everything the program writes lives below this folder.
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(DATA_DIR / "media")))
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(DATA_DIR / "static")))
#: Private keys of locked boxes; outside databases and backups (docs/trust.md).
KEYS_DIR = Path(env.str("KEYS_DIR", default=str(DATA_DIR / "keys")))

DEFAULT_DATABASE_FILE = DATA_DIR / "database" / "alongside.sqlite3"
DATABASE_IS_DEFAULT: bool = not env.str("DATABASE_URL", default="")
DATABASES: dict[str, dict[str, Any]] = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{DEFAULT_DATABASE_FILE}")
}
DATABASES["default"]["CONN_MAX_AGE"] = None
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE takes the write lock at once instead of failing half-way;
    # FULL survives a power cut; secure_delete overwrites what is deleted.
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        transaction_mode="IMMEDIATE",
        timeout=20,
        init_command=(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
            "PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;"
        ),
    )
    DATABASES["default"]["TEST"] = {
        "NAME": env.str("TEST_DATABASE_FILE", default=str(DATA_DIR / "database" / "test.sqlite3"))
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}

# --- Applications ------------------------------------------------------------

INSTALLED_APPS = [
    # Our rooms, highest first: the first template and command found wins.
    "demo.apps.DemoConfig",
    "consultations.panorama.apps.PanoramaConfig",
    "consultations.pilots.apps.PilotsConfig",
    "consultations.outcomes.apps.OutcomesConfig",
    "consultations.proposals.apps.ProposalsConfig",
    "consultations.reporting.apps.ReportingConfig",
    "consultations.ballots.apps.BallotsConfig",
    "consultations.registrations.apps.RegistrationsConfig",
    "consultations.notetaking.apps.NotetakingConfig",
    "consultations.events.apps.EventsConfig",
    "consultations.directory.apps.DirectoryConfig",
    "feedback.moderation.apps.ModerationConfig",
    "feedback.questions.apps.QuestionsConfig",
    "following.apps.FollowingConfig",
    "feedback.threads.apps.ThreadsConfig",
    "feedback.letterbox.apps.LetterboxConfig",
    "people.apps.PeopleConfig",
    "cms.apps.CmsConfig",
    "mailing.apps.MailingConfig",
    "codes.apps.CodesConfig",
    "edge.apps.EdgeConfig",
    "background.apps.BackgroundConfig",
    "vocabulary.apps.VocabularyConfig",
    "ui.apps.UiConfig",
    "alongside.apps.AlongsideConfig",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "django.forms",
]

MIDDLEWARE = [
    "edge.two_worlds.TwoWorldsMiddleware",
    "edge.request_line.RequestLineMiddleware",
    "edge.page_cache.PageCacheMiddleware",
    "edge.headers.HeadersMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "edge.language.LanguageByAddressMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "people.doors.MembersDoorMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "alongside.urls"
WSGI_APPLICATION = "alongside.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.chrome.page_furniture",
            ],
        },
    }
]
COTTON_DIR = "components"
COTTON_ISOLATE_BY_DEFAULT = True
# A component is a file of its own name: <c-page-heading> is page-heading.html.
COTTON_SNAKE_CASED_NAMES = False
FORM_RENDERER = "ui.forms.HouseFormRenderer"

# --- People ------------------------------------------------------------------

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "display_name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "members:home"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "people.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "30/m/ip,5/5m/key"}
ACCOUNT_FORMS = {
    "login": "people.account_forms.SignInForm",
    "reset_password": "people.account_forms.ForgottenPasswordForm",
    "reset_password_from_key": "people.account_forms.NewPasswordByLinkForm",
    "change_password": "people.account_forms.ChangePasswordForm",
    "reauthenticate": "people.account_forms.ConfirmPasswordForm",
    "add_email": "people.account_forms.ChangeEmailForm",
}
MFA_FORMS = {
    "authenticate": "people.account_forms.SecondStepForm",
    "reauthenticate": "people.account_forms.ConfirmBySecondStepForm",
    "activate_totp": "people.account_forms.AddAppForm",
    "add_webauthn": "people.account_forms.AddKeyForm",
    "edit_webauthn": "people.account_forms.RenameKeyForm",
    "login_webauthn": "people.account_forms.SignInWithKeyForm",
    "authenticate_webauthn": "people.account_forms.SecondStepWithKeyForm",
    "reauthenticate_webauthn": "people.account_forms.ConfirmWithKeyForm",
}
MFA_ADAPTER = "people.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_TOTP_ISSUER = "Alongside"
INVITATION_DAYS: int = env.int("INVITATION_DAYS", default=14)

# --- Two worlds (docs/trust.md, rules 1 to 5) ---------------------------------

#: Everything that knows who you are lives below this one prefix.
MEMBERS_PREFIX = "/members/"
# Sessions live encrypted in the browser: signing in writes no row here.
SESSION_ENGINE = "people.sessions"
SESSION_COOKIE_PATH = MEMBERS_PREFIX
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_PATH = MEMBERS_PREFIX
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "edge.errors.csrf_failure"
LANGUAGE_COOKIE_PATH = MEMBERS_PREFIX
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

HTTPS: bool = env.bool("HTTPS", default=PRODUCTION)
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS: int = env.int("HSTS_SECONDS", default=31_536_000 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
#: A proxy of our own stands in front and sets X-Forwarded-Proto and X-Forwarded-For (docs/deploying.md).
BEHIND_PROXY: bool = env.bool("BEHIND_PROXY", default=False)
#: Limits on tries count each visitor; without this, all that come through the proxy as one.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = None  # edge.headers sets it for each world
SECURE_REDIRECT_EXEMPT = [r"^healthz"]
X_FRAME_OPTIONS = "SAMEORIGIN"
WHITENOISE_ALLOW_ALL_ORIGINS = False
#: Half the files to squeeze; every address of one is made by {% static %}.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
#: Where pictures and documents come from when storage is elsewhere: scheme and host, or empty.
MEDIA_ORIGIN: str = env.str("MEDIA_ORIGIN", default="")
#: In the shape of Django 6's setting of this name; edge.headers writes it (docs/trust.md, rule 4).
SECURE_CSP: dict[str, list[str]] = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:", *filter(None, [MEDIA_ORIGIN])],
    "media-src": ["'self'", *filter(None, [MEDIA_ORIGIN])],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "frame-src": ["'self'"],
    "frame-ancestors": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "object-src": ["'none'"],
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
        "encrypted-media", "fullscreen", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts",
        "magnetometer", "microphone", "midi", "otp-credentials", "payment", "picture-in-picture",
        "screen-wake-lock", "serial", "storage-access", "usb", "window-management", "xr-spatial-tracking",
    )
}  # fmt: skip
#: Memory for whole public pages, in each worker.
PAGE_CACHE_BYTES: int = env.int("PAGE_CACHE_BYTES", default=16 * 1024 * 1024)

# --- Language, time -----------------------------------------------------------

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS = [BASE_DIR / "site" / "alongside" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", default="Europe/London")

# --- Files --------------------------------------------------------------------

STATIC_URL = "/static/"
MEDIA_URL = "/media/"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if _bucket := env.str("S3_BUCKET", default=""):
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": _bucket,
            "endpoint_url": env.str("S3_ENDPOINT", default="") or None,
            "region_name": env.str("S3_REGION", default="") or None,
            "querystring_auth": False,
            "file_overwrite": False,
        },
    }

# --- Mail ---------------------------------------------------------------------

EMAIL_CONFIG = env.email_url(
    "EMAIL_URL", default="consolemail://" if not DEMO else f"filemail:///{DATA_DIR / 'mail'}"
)
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Alongside <alongside@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_SUBJECT_PREFIX = ""
EMAIL_TIMEOUT = 20
#: Where answers to our mail go; empty: to the sender's address.
REPLY_TO: str = env.str("REPLY_TO", default="")
#: Mail that could tell when somebody wrote goes at these local times only (docs/trust.md, rule 26).
MAIL_ROUNDS: list[str] = env.list("MAIL_ROUNDS", default=["08:30", "16:30"])

# --- Feedback (docs/threads.md) ---------------------------------------------------

#: So many answers of a thread are shown together, or none; one of seven days' age takes the rest along.
PUBLISH_TOGETHER: int = env.int("PUBLISH_TOGETHER", default=3)
#: After so many days what still waits to be read counts as overdue (docs/moderation.md).
MODERATE_WITHIN_DAYS: int = env.int("MODERATE_WITHIN_DAYS", default=3)

# How long what was said is kept once it is decided (docs/settings.md). Words taken back go at once.
#: Words that are not shown, and words that were read only (unless their author gave them to research).
DECLINED_WORDS_KEPT_DAYS: int = env.int("DECLINED_WORDS_KEPT_DAYS", default=90)
#: Words that went back to their author, who never changed them.
RETURNED_WORDS_KEPT_DAYS: int = env.int("RETURNED_WORDS_KEPT_DAYS", default=180)
#: Messages between moderators and authors.
MESSAGES_KEPT_DAYS: int = env.int("MESSAGES_KEPT_DAYS", default=180)
#: Reports of readers that were dealt with.
REPORTS_KEPT_DAYS: int = env.int("REPORTS_KEPT_DAYS", default=90)
#: Private notes of moderators.
NOTES_KEPT_DAYS: int = env.int("NOTES_KEPT_DAYS", default=180)
#: Who did what in moderation.
MODERATION_LOG_KEPT_DAYS: int = env.int("MODERATION_LOG_KEPT_DAYS", default=730)
#: Sheets of codes, after their last day; the codes go on that day.
CODE_SHEETS_KEPT_DAYS: int = env.int("CODE_SHEETS_KEPT_DAYS", default=90)
#: Drafts of responses that were dropped, from the day they were begun.
DROPPED_RESPONSES_KEPT_DAYS: int = env.int("DROPPED_RESPONSES_KEPT_DAYS", default=90)

# --- Events (docs/events.md) -------------------------------------------------------

#: What people told when they registered is deleted so many days after the last day of the event.
REGISTRATIONS_DAYS: int = env.int("REGISTRATIONS_DAYS", default=30)
#: Places kept for groups are everybody's so many days before the event.
KEPT_PLACES_DAYS: int = env.int("KEPT_PLACES_DAYS", default=7)
#: What scribes wrote down, counted from the event's end and from the last change of a note.
EVENT_NOTES_KEPT_DAYS: int = env.int("EVENT_NOTES_KEPT_DAYS", default=180)

# --- Responses ------------------------------------------------------------------

#: An official response is published by a publisher who did not write it.
RESPONSES_NEED_APPROVAL: bool = env.bool("RESPONSES_NEED_APPROVAL", default=True)

# --- Background work ------------------------------------------------------------

TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "queue": {"BACKEND": "background.queue_backend.QueueBackend", "QUEUES": ["default"]},
}
#: A worker's claim on a task holds so long without being renewed; then it counts as dead.
WORKER_LEASE_SECONDS: float = env.float("WORKER_LEASE_SECONDS", default=30.0)

# --- The locked box (docs/locked-box.md) --------------------------------------------

#: Local times at which the box is emptied, at least three hours apart; in a demonstration, every minute.
EMPTYING_TIMES: list[str] = env.list("EMPTYING_TIMES", default=["09:00", "15:00"])
EMPTYING_DAYS: list[str] = env.list("EMPTYING_DAYS", default=["mon", "tue", "wed", "thu", "fri"])
#: Seconds from one cover envelope to the next, on average; each worker posts its own.
COVER_EVERY_SECONDS: float = env.float("COVER_EVERY_SECONDS", default=60.0)
#: Encrypted copies of deliveries beside the keys go after so many days even if no backup was reported.
DELIVERY_COPIES_KEPT_DAYS: int = env.int("DELIVERY_COPIES_KEPT_DAYS", default=14)
#: How long backups of the database are kept: withdrawals are remembered as long, and repeated if need be.
BACKUPS_KEPT_DAYS: int = env.int("BACKUPS_KEPT_DAYS", default=35)
#: Days whose letters went with a database ("2026-11-24/2026-11-26"): said where one comes back.
LETTERS_LOST: list[str] = env.list("LETTERS_LOST", default=[])

# --- Wagtail --------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Alongside"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# No row that says to the second who had which page open.
WAGTAIL_EDITING_SESSION_PING_INTERVAL = 0
WAGTAIL_PRIVATE_PAGES = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILIMAGES_IMAGE_MODEL = "cms.PublishedImage"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.image_forms.PictureForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
# Nothing uploaded is ever shown as a page of ours.
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "csv", "txt", "odt", "ods", "mp3", "m4a", "ogg"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILEMBEDS_FINDERS: list[dict[str, Any]] = []  # embedding would call third parties
WAGTAIL_I18N_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TAGGIT_CASE_INSENSITIVE = True
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

SILENCED_SYSTEM_CHECKS: list[str] = [
    "security.W019",  # Wagtail previews pages in a frame of its own; frame-ancestors allows no other
    "security.W022",  # edge.headers sets Referrer-Policy, another one in each of the two worlds
]

# --- Logs (docs/trust.md, rule 25) ------------------------------------------------

# Standard error is the only place: nothing is written to a file or sent by mail.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"routes": {"()": "edge.request_line.RoutesNotPaths"}},
    "formatters": {
        "without_words": {
            "()": "edge.request_line.WithoutWords",
            "format": "{levelname} {name} {message}",
            "style": "{",
            # What an error says may quote what somebody wrote: only on a developer's own screen.
            "show_messages": ENVIRONMENT == "development" and not DEMO,
        },
        "bare": {"format": "{message}", "style": "{"},
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "without_words", "filters": ["routes"]},
        "line": {"class": "logging.StreamHandler", "formatter": "bare"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        # Django's own handlers mail whole requests to the administrators.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": ["nowhere"], "propagate": False},
        # At INFO these write titles of drafts, who changed what, and a line for each small task.
        "wagtail": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
        "edge.request_line": {"handlers": ["line"], "level": "INFO", "propagate": False},
    },
}
