"""Set-up makes the list of threads and its link, once."""

import pytest

from cms.models import Navigation
from cms.setup import set_up
from feedback.questions.models import FeedbackIndexPage

pytestmark = pytest.mark.django_db


def top():
    return [link.text or link.page.title for link in Navigation.load().top_links.all()]


def test_a_new_site_has_the_list_and_a_link_to_it():
    set_up()

    page = FeedbackIndexPage.objects.get()
    assert (page.title, page.get_url(), page.live) == ("Have your say", "/feedback/", True)
    assert "Have your say" in top()


def test_a_site_set_up_before_gets_the_link_once(monkeypatch):
    from cms import sockets

    plugs = dict(sockets.at_set_up._makers)
    monkeypatch.setattr(
        sockets.at_set_up, "_makers", {name: plug for name, plug in plugs.items() if name != "questions"}
    )
    set_up()
    assert "Have your say" not in top()
    monkeypatch.setattr(sockets.at_set_up, "_makers", plugs)
    set_up()

    assert top()[1] == "Have your say"
    navigation = Navigation.load()
    navigation.top_links.set(
        [link for link in navigation.top_links.all() if link.page.title != "Have your say"]
    )
    navigation.save()
    set_up()
    assert "Have your say" not in top(), "what an editor takes away stays away"


def test_an_editors_own_page_at_the_address_stops_nothing():
    from tests.factories.cms import StandardPageFactory

    StandardPageFactory(slug="feedback")
    set_up()

    assert not FeedbackIndexPage.objects.exists()
