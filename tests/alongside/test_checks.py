"""Unsafe settings stop the start: each in a process of its own, as an installation would meet it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core import checks as django_checks
from django.core.exceptions import ImproperlyConfigured

from alongside import checks

BASE = Path(settings.BASE_DIR)
SOUND = {
    "SECRET_KEY": "kf83hGq0-2nPzXw7_vT5yRb1mCs9dLe4uJa6iNo-QxWtHzKpFgBvMr",
    "CODES_SECRET": "Zr5mB0xUe-8dYqPf_Lw3Ht7kVn2sGj9oXc1aRi6yTbEvDzWuQpMl4KhN",
    "HELD_WORDS_SECRET": "b7Wn-Qe2Tx9_Ls4Kd8Zc1Vy6Hr3Pm5Gj0Fu-AoBiXtEwNqSzJlMkRvCh",
    "BASE_URL": "https://alongside.example.org",
    "ALLOWED_HOSTS": "alongside.example.org",
    "BEHIND_PROXY": "true",
    "EMAIL_URL": "smtp+tls://name:password@mail.example.org:587",
    "DEFAULT_FROM_EMAIL": "Alongside <alongside@example.org>",
}


def start(tmp_path: Path, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command in an installation whose surroundings are these and nothing else."""
    given = {**SOUND, "DATA_DIR": str(tmp_path / "data"), "KEYS_DIR": str(tmp_path / "keys"), **variables}
    given = {name: value for name, value in given.items() if value}
    return subprocess.run(
        [sys.executable, *command],
        cwd=BASE,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": "site", **given},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_sound_production_installation_passes_djangos_own_check_for_deployment(tmp_path):
    done = start(tmp_path, "manage.py", "check", "--deploy", "--tag", "security", "--tag", "alongside")
    both = done.stdout + done.stderr

    assert done.returncode == 0, both
    assert set(re.findall(r"\((\w+\.\w+)\)", both)) <= {"alongside.W002"}, both


def test_the_web_server_itself_refuses_to_start_with_the_secret_of_the_source(tmp_path):
    done = start(tmp_path, "-c", "import alongside.wsgi", SECRET_KEY="")

    assert done.returncode != 0
    assert "alongside.E002" in done.stderr
    assert "token_urlsafe" in done.stderr


def test_the_web_server_starts_with_sound_settings(tmp_path):
    done = start(tmp_path, "-c", "import alongside.wsgi")

    assert done.returncode == 0, done.stderr


def errors(**changes) -> set[str]:
    """The numbers of the errors found with a sound installation's settings, changed so."""
    return {str(found.id).split(".")[1] for found in checks.settings_are_safe() if found.is_serious()}


@pytest.fixture
def sound(settings, tmp_path):
    settings.ENVIRONMENT, settings.PRODUCTION = "production", True
    for name in ("SECRET_KEY", "CODES_SECRET", "HELD_WORDS_SECRET"):
        setattr(settings, name, SOUND[name])
    settings.BASE_URL = SOUND["BASE_URL"]
    settings.ALLOWED_HOSTS = [SOUND["ALLOWED_HOSTS"]]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.HTTPS = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS = 3600
    settings.DEMO = settings.DEBUG = False
    settings.KEYS_DIR = tmp_path / "keys"
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.STATIC_ROOT = str(tmp_path / "static")
    return settings


def test_nothing_is_wrong_with_sound_settings(sound):
    assert errors() == set()


@pytest.mark.parametrize(
    ("number", "name", "value"),
    [
        ("E001", "ENVIRONMENT", "productoin"),
        ("E002", "SECRET_KEY", settings.DEVELOPMENT_SECRET),
        ("E003", "SECRET_KEY", "short"),
        ("E003", "SECRET_KEY", "a" * 60),
        ("E014", "CODES_SECRET", settings.DEVELOPMENT_SECRET),
        ("E014", "CODES_SECRET", ""),
        ("E014", "CODES_SECRET", "a" * 60),
        ("E015", "HELD_WORDS_SECRET", settings.DEVELOPMENT_SECRET),
        ("E015", "HELD_WORDS_SECRET", "short"),
        ("E004", "DEMO", True),
        ("E007", "DEBUG", True),
        ("E008", "HTTPS", False),
        ("E008", "SESSION_COOKIE_SECURE", False),
        ("E009", "SECURE_HSTS_SECONDS", 0),
        ("E010", "BASE_URL", "http://alongside.example.org"),
        ("E011", "ALLOWED_HOSTS", ["*"]),
        ("E011", "ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"]),
        ("E013", "EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend"),
        ("E013", "EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend"),
    ],
)
def test_each_unsafe_setting_is_refused_by_its_number(sound, number, name, value):
    setattr(sound, name, value)

    assert errors() == {number}
    with pytest.raises(ImproperlyConfigured, match=number):
        checks.refuse_unsafe_start()


@pytest.mark.parametrize("place", ["media", "media/keys", "."])
def test_keys_within_or_around_the_media_folder_are_refused(sound, tmp_path, place):
    sound.KEYS_DIR = tmp_path / place

    assert errors() == {"E012"}


@pytest.mark.parametrize("place", ["base", "base/below"])
def test_keys_in_the_databases_folder_are_refused(sound, tmp_path, monkeypatch, place):
    monkeypatch.setattr(checks, "_database_folder", lambda: tmp_path / "base")
    sound.KEYS_DIR = tmp_path / place

    assert errors() == {"E012"}


def test_keys_on_the_databases_device_are_warned_of(sound, tmp_path, monkeypatch):
    monkeypatch.setattr(checks, "_database_folder", lambda: tmp_path / "base")

    assert "alongside.W002" in {found.id for found in checks.settings_are_safe()}


def test_two_secrets_that_are_one_are_warned_of(sound):
    sound.CODES_SECRET = sound.SECRET_KEY

    assert errors() == set()
    assert "alongside.W004" in {found.id for found in checks.settings_are_safe()}


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.0.7", "example.org"])
def test_a_demo_that_others_could_reach_is_refused(sound, host):
    sound.ENVIRONMENT, sound.PRODUCTION = "development", False
    sound.DEMO, sound.HOST, sound.DATABASE_IS_DEFAULT = True, host, True

    assert errors() == {"E005"}


def test_a_demo_on_somebody_elses_database_is_refused(sound):
    sound.ENVIRONMENT, sound.PRODUCTION = "development", False
    sound.DEMO, sound.HOST, sound.DATABASE_IS_DEFAULT = True, "127.0.0.1", False

    assert errors() == {"E006"}


def test_every_message_has_a_number_of_its_own_and_a_hint(sound):
    source = Path(checks.__file__).read_text()
    numbers = re.findall(r'id="alongside\.([EW]\d{3})"', source)

    assert len(numbers) == len(set(numbers)) == source.count("hint=")
    assert all(
        isinstance(found, django_checks.CheckMessage) and found.hint for found in checks.settings_are_safe()
    )
