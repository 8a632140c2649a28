"""What attacks share."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.databases import made_once


@pytest.fixture(scope="module")
def site_as_set_up(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The set-up, once for the tests of a file; each rolls back its own changes."""
    from cms.setup import set_up

    with made_once(django_db_blocker, set_up):
        yield


@pytest.fixture
def set_up_site(site_as_set_up: None, db: None) -> None:
    """A site as it is after set-up: home, the default pages, settings."""
