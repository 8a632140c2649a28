"""What every test shares."""

import os
from collections.abc import Iterator

import pytest

# Playwright runs a loop of its own in the test's thread; our code is synchronous all the same.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(autouse=True)
def nothing_is_kept_between_tests() -> Iterator[None]:
    """Empty what outlives a rolled-back test: kept pages, and Wagtail's idea of where the site's root is."""
    from django.core.cache import cache

    from edge import page_cache

    page_cache.shelf.clear()
    cache.clear()
    yield
    page_cache.shelf.clear()
    cache.clear()
