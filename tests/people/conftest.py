"""What tests of people share."""

import pytest
from django.core.cache import cache
from django.test import Client

from people.models import Person


@pytest.fixture(autouse=True)
def _no_limits_left_over():
    """Limits on tries live in the cache, and the next test starts without them."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def signed_in():
    """A client in which somebody is signed in."""

    def sign_in(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return sign_in
