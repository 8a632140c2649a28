"""For all tests: a folder of keys of their own, and a box that can be posted into."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

_numbers = count()


@pytest.fixture(scope="session")
def folders_of_keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(autouse=True)
def keys_of_ones_own(folders_of_keys: Path) -> Iterator[Path]:
    """No test finds keys, copies or memories of another; the folder is made by whoever needs it."""
    from django.test import override_settings

    folder = folders_of_keys / str(next(_numbers))
    with override_settings(KEYS_DIR=folder):
        yield folder


@pytest.fixture
def box(db: None) -> None:
    """A box with a key: `posting.post` and `emptying.empty` work."""
    from feedback.letterbox import keys

    keys.first_key()
