"""A published question that nobody has opened is nowhere to be found."""

import pytest

from tests.factories.questions import opened, thread_page

pytestmark = pytest.mark.django_db
EVERYWHERE = ("/feedback/", "/sitemap.xml", "/feed/", "/search/?q=astrolabe", "/search/?kind=page", "/")


def found(client):
    pages = {path: client.get(path) for path in (*EVERYWHERE, "/feedback/first-week/")}
    return {path for path, answer in pages.items() if b"an astrolabe" in answer.content.lower()}


def test_before_it_is_opened_nothing_public_tells_of_it(client):
    thread_page(title="Do you need an astrolabe?")

    assert client.get("/feedback/first-week/").status_code == 404
    assert found(client) == set()


def test_once_opened_it_stands_in_the_list_the_site_map_and_the_feed(client):
    opened(thread_page(title="Do you need an astrolabe?"))

    assert client.get("/feedback/first-week/").status_code == 200
    assert {"/feedback/", "/feed/", "/feedback/first-week/"} <= found(client)
    assert b"/feedback/first-week/" in client.get("/sitemap.xml").content


def test_taken_down_it_is_gone_again(client):
    page = thread_page(title="Do you need an astrolabe?")
    opened(page)
    assert found(client)
    page.unpublish()

    assert client.get("/feedback/first-week/").status_code == 404
    assert found(client) == set()


def test_wagtails_own_address_of_a_page_shows_nothing_else(client):
    """Should the page ever stand elsewhere in the tree, Wagtail answers 404."""
    from tests.factories.cms import home_page

    page = thread_page(title="Do you need an astrolabe?")
    opened(page)
    page.move(home_page(), pos="last-child")

    assert client.get("/first-week/").status_code == 404
