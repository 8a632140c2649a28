"""The demo, made once for all tests of this folder and gone after them; each rolls back its own changes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from django.utils import timezone


@pytest.fixture(scope="package")
def made_once(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Path]:
    """Made inside a transaction that nobody commits, with a folder of keys of its own."""
    from demo.programme import make_demo

    keys = tmp_path_factory.mktemp("demo-keys")
    with django_db_blocker.unblock(), override_settings(KEYS_DIR=keys, DEMO=True):
        outer = transaction.atomic()
        outer._from_testcase = True  # posting and emptying ask for transactions of their own
        with outer:
            make_demo()
            yield keys
            transaction.set_rollback(True)


@pytest.fixture
def demo(made_once: Path, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The demo, as it was made."""
    monkeypatch.setattr(settings, "KEYS_DIR", made_once)
    monkeypatch.setattr(settings, "DEMO", True)


@pytest.fixture
def today() -> Any:
    return timezone.localdate()
