"""Member pages of what one follows: buttons without script, what is new, how often mail comes."""

import pytest
from django.test import Client

from following import acts, queries, subjects
from following.enums import Followable, What
from following.telling import tell
from tests.factories.people import member
from vocabulary.models import Theme

pytestmark = pytest.mark.django_db
PAGE = "/members/following/"


@pytest.fixture
def asha():
    return member(display_name="Asha")


@pytest.fixture
def browser(asha) -> Client:
    client = Client()
    client.force_login(asha)
    return client


@pytest.fixture(autouse=True)
def proposals():
    """A room above that has two proposals, one of which no member may see."""
    shown = {"a-list": ("A list of link workers", "/proposals/a-list/")}
    before = subjects._titles.get("proposal")
    subjects.register("proposal", lambda keys: {key: shown[key] for key in keys if key in shown})
    yield shown
    if before:
        subjects.register("proposal", before)
    else:
        subjects.unregister("proposal")


def test_the_button_follows_and_comes_back_to_its_page(asha, browser):
    answer = browser.post(
        f"{PAGE}follow/", {"kind": "proposal", "key": "a-list", "back": "/members/settings/"}
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, "/members/settings/")
    assert queries.follows(asha, Followable.PROPOSAL, "a-list")


def test_the_pages_open(asha, browser):
    acts.follow(asha, Followable.PROPOSAL, "a-list")
    acts.follow(asha, Followable.THEME, Theme.objects.first().slug)
    tell(What.MOVED, "proposal", "a-list")
    for path in (PAGE, f"{PAGE}choose/"):
        assert browser.get(path).status_code == 200
    assert "A list of link workers" in browser.get(PAGE).content.decode()
