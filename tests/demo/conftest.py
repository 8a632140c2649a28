"""The demo, made once for all tests of this folder and gone after them; each rolls back its own changes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import timezone

from tests.databases import made_once


@pytest.fixture(scope="package")
def made(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Path]:
    """Made inside a transaction that nobody commits, with a folder of keys of its own."""
    from demo.programme import make_demo

    keys = tmp_path_factory.mktemp("demo-keys")

    def make() -> None:
        with override_settings(KEYS_DIR=keys, DEMO=True):
            make_demo()

    with made_once(django_db_blocker, make):
        yield keys


@pytest.fixture
def demo(made: Path, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The demo, as it was made."""
    monkeypatch.setattr(settings, "KEYS_DIR", made)
    monkeypatch.setattr(settings, "DEMO", True)


@pytest.fixture
def today() -> Any:
    return timezone.localdate()
