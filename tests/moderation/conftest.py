"""What tests of moderation share."""

import pytest
from django.test import Client

from people.models import Person


@pytest.fixture
def signed_in():
    """A client in which somebody is signed in."""

    def sign_in(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return sign_in
