"""What is wrong with an installation's settings, said at start with a number and a hint.

Ids are stable: `alongside.E…` stops the program, `alongside.W…` warns (docs/settings.md lists them).
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
FORGETFUL_MAIL = frozenset({"console", "dummy", "locmem", "filebased"})


@checks.register("alongside")
def settings_are_safe(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """Everything that stops a start, and everything worth a warning."""
    found = [*_known_environment(), *_demo()]
    if settings.PRODUCTION:
        found += [*_secrets(), *_doors(), *_keys(), *_mail()]
    return found


def _known_environment() -> Iterator[checks.CheckMessage]:
    if settings.ENVIRONMENT not in {"production", "development", "test"}:
        yield checks.Error(
            f"ENVIRONMENT is “{settings.ENVIRONMENT}”, which is nothing we know.",
            hint="Leave it out in production; otherwise say development or test.",
            id="alongside.E001",
        )


def _secrets() -> Iterator[checks.CheckMessage]:
    if settings.SECRET_KEY == settings.DEVELOPMENT_SECRET:
        yield checks.Error(
            "SECRET_KEY is the one that everybody can read in the source.",
            hint="Set it to 50 random characters, for example from: "
            "python -c 'import secrets; print(secrets.token_urlsafe(50))'",
            id="alongside.E002",
        )
    elif _weak(settings.SECRET_KEY):
        yield checks.Error(
            "SECRET_KEY is short or has little chance in it.",
            hint="Set it to at least 50 random characters.",
            id="alongside.E003",
        )
    if settings.CODES_SECRET == settings.DEVELOPMENT_SECRET or _weak(settings.CODES_SECRET):
        yield checks.Error(
            "CODES_SECRET is missing, the one of the source, or has little chance in it.",
            hint="Set it once to 50 random characters, like SECRET_KEY but others, and keep it: "
            "with another one, no receipt opens anything any more.",
            id="alongside.E014",
        )
    if settings.HELD_WORDS_SECRET == settings.DEVELOPMENT_SECRET or _weak(settings.HELD_WORDS_SECRET):
        yield checks.Error(
            "HELD_WORDS_SECRET is missing, the one of the source, or has little chance in it.",
            hint="Set it to 50 random characters, like SECRET_KEY but others.",
            id="alongside.E015",
        )
    if len({settings.SECRET_KEY, settings.CODES_SECRET, settings.HELD_WORDS_SECRET}) < 3:
        yield checks.Warning(
            "Two of SECRET_KEY, CODES_SECRET and HELD_WORDS_SECRET are the same.",
            hint="Give each one of its own: SECRET_KEY may have to be changed, CODES_SECRET must not be.",
            id="alongside.W004",
        )


def _weak(secret: str) -> bool:
    """Whether a secret is short, or one letter many times."""
    return len(secret) < 50 or len(set(secret)) < 10


def _demo() -> Iterator[checks.CheckMessage]:
    if not settings.DEMO:
        return
    if settings.PRODUCTION:
        yield checks.Error(
            "DEMO is on in production: anybody could sign in as anybody.",
            hint="Leave DEMO out, or set ENVIRONMENT=development for a demo on your own machine.",
            id="alongside.E004",
        )
    if settings.HOST not in LOOPBACK:
        yield checks.Error(
            f"A demo has known passwords and would listen on {settings.HOST}.",
            hint="Leave HOST out: a demo listens on 127.0.0.1 only.",
            id="alongside.E005",
        )
    if not settings.DATABASE_IS_DEFAULT:
        yield checks.Error(
            "A demo would write its people into a database that is not its own.",
            hint="Unset DATABASE_URL for the demo.",
            id="alongside.E006",
        )


def _doors() -> Iterator[checks.CheckMessage]:
    if settings.DEBUG:
        yield checks.Error(
            "DEBUG is on in production: error pages would show settings and what people wrote.",
            hint="Leave DEBUG out.",
            id="alongside.E007",
        )
    if not (settings.HTTPS and settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE):
        yield checks.Error(
            "HTTPS is off in production: whoever shares the network could read along.",
            hint="Leave HTTPS out, or set it to true, and put a web server with a certificate in front.",
            id="alongside.E008",
        )
    if not settings.SECURE_HSTS_SECONDS:
        yield checks.Error(
            "HSTS_SECONDS is 0: browsers would try without HTTPS first.",
            hint="Leave HSTS_SECONDS out for a year.",
            id="alongside.E009",
        )
    if settings.BASE_URL.startswith("http://"):
        yield checks.Error(
            f"BASE_URL is {settings.BASE_URL}, without HTTPS; it stands in every mail.",
            hint="Set it to the site's address, for example https://alongside.example.org",
            id="alongside.E010",
        )
    if "*" in settings.ALLOWED_HOSTS or not set(settings.ALLOWED_HOSTS) - LOOPBACK - {"[::1]"}:
        yield checks.Error(
            "ALLOWED_HOSTS does not say under which name the site answers.",
            hint="Set it to the site's own names, with commas, without *.",
            id="alongside.E011",
        )
    if settings.HTTPS and not settings.BEHIND_PROXY:
        yield checks.Warning(
            "BEHIND_PROXY is off: behind a web server of your own, nobody gets past the redirect.",
            hint="Set BEHIND_PROXY=true once that server sets X-Forwarded-Proto itself (docs/deploying.md).",
            id="alongside.W001",
        )


def _keys() -> Iterator[checks.CheckMessage]:
    keys = Path(settings.KEYS_DIR).resolve()
    near = {"MEDIA_ROOT": Path(settings.MEDIA_ROOT), "STATIC_ROOT": Path(settings.STATIC_ROOT)}
    database = _database_folder()
    if database is not None:
        near["the database's folder"] = database
    for name, folder in near.items():
        one = folder.resolve()
        if keys == one or one in keys.parents or keys in one.parents:
            yield checks.Error(
                f"KEYS_DIR ({keys}) and {name} ({one}) lie in each other: a copy takes the keys along.",
                hint="Give KEYS_DIR a folder of its own, on nothing that is backed up or snapshotted.",
                id="alongside.E012",
            )
    if database is not None and _same_device(keys, database):
        yield checks.Warning(
            "KEYS_DIR is on the database's device: a snapshot of that device holds both.",
            hint="Put KEYS_DIR on a device of its own that nothing copies (docs/deploying.md).",
            id="alongside.W002",
        )


def _database_folder() -> Path | None:
    """Where the database's file lies; nothing when the database is a server."""
    database = settings.DATABASES["default"]
    return Path(database["NAME"]).parent if database["ENGINE"].endswith("sqlite3") else None


def _same_device(one: Path, other: Path) -> bool:
    return _existing(one).stat().st_dev == _existing(other).stat().st_dev


def _existing(path: Path) -> Path:
    """The path, or the nearest folder above that exists."""
    return path if path.exists() or path == path.parent else _existing(path.parent)


def _mail() -> Iterator[checks.CheckMessage]:
    backend = settings.EMAIL_BACKEND.split(".")[-2]
    if backend in FORGETFUL_MAIL:
        yield checks.Error(
            "No mail would be sent: EMAIL_URL is not set to a mail server.",
            hint="Set EMAIL_URL, for example smtp+tls://name:password@mail.example.org:587",
            id="alongside.E013",
        )
    if settings.DEFAULT_FROM_EMAIL.rstrip(">").endswith("@localhost"):
        yield checks.Warning(
            "DEFAULT_FROM_EMAIL is at localhost: most mail servers will refuse it.",
            hint="Set it to an address of the programme, for example: Alongside <alongside@example.org>",
            id="alongside.W003",
        )


def refuse_unsafe_start() -> None:
    """Raise `ImproperlyConfigured`, with every reason, where an error above holds.

    The web server's own start calls this: it does not run Django's checks by itself.
    """
    from feedback.letterbox.checks import box_is_sound  # once the apps are there

    errors = [found for found in [*settings_are_safe(), *box_is_sound()] if found.is_serious()]
    if errors:
        reasons = "\n".join(f"  {error.id}: {error.msg}\n      {error.hint}" for error in errors)
        raise ImproperlyConfigured(f"This installation does not start, because:\n{reasons}")
