"""People who follow things, rooms that have things, and a real mail server."""

from collections.abc import Iterator

import pytest
from django.test import Client

from following import subjects
from people.models import Person
from tests.factories.people import member
from tests.mailing.conftest import postman, work  # noqa: F401 - fixtures

SHOWN = {
    "proposal": {"a-list": ("A list of link workers", "/proposals/a-list/")},
    "ballot": {"the-list": ("Shall we keep a list?", "/proposals/votes/the-list/")},
}


@pytest.fixture(autouse=True)
def rooms_above(monkeypatch) -> Iterator[dict[str, dict[str, tuple[str, str]]]]:
    """A proposal and a vote that every member may see; whatever else is asked for is not there."""
    shown = {kind: dict(things) for kind, things in SHOWN.items()}
    monkeypatch.setattr(subjects, "_titles", {**subjects._titles})
    monkeypatch.setattr(subjects, "_offers", {**subjects._offers})
    for kind, things in shown.items():
        subjects.register(kind, lambda keys, of=things: {key: of[key] for key in keys if key in of})
    return shown


@pytest.fixture
def asha() -> Person:
    return member(display_name="Asha", email="asha.unusual@example.org")


@pytest.fixture
def browser(asha) -> Client:
    """Asha's, signed in."""
    client = Client()
    client.force_login(asha)
    return client
