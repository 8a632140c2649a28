"""The way to a page is remembered; the page at its end is read anew."""

import pytest
from django.test import RequestFactory
from wagtail.models import Site

from cms.way import site_of
from edge import content_version, page_cache
from edge.memory import memory
from tests.factories.cms import StandardPageFactory, home_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def section():
    """A page below the front page that has a page below it."""
    section = StandardPageFactory(slug="section", title="Section")
    StandardPageFactory(parent=section, slug="below", title="Below", introduction="First words.")
    return section


def asked(client, path):
    """A page made anew, the way to it as it is remembered."""
    page_cache.shelf.clear()
    return client.get(path)


def request_for(host="localhost", path="/"):
    return RequestFactory().get(path, headers={"host": host})


def test_the_second_time_only_the_page_is_asked_for(client, section, django_assert_max_num_queries):
    asked(client, "/section/below/")
    with django_assert_max_num_queries(4) as found:
        answer = asked(client, "/section/below/")
    assert answer.status_code == 200
    assert not any("wagtailcore_site" in query["sql"] for query in found.captured_queries)


@pytest.mark.parametrize("path", ["/", "/section/", "/section/below/"])
def test_the_page_at_the_end_is_read_anew(client, section, path):
    """Even if somebody wrote it past all signals: what is kept shows the way only."""
    assert asked(client, path).status_code == 200
    page = asked(client, path).context["page"]
    type(page).objects.filter(pk=page.pk).update(title="Written past all signals")
    assert "<h1>Written past all signals</h1>" in asked(client, path).content.decode()


def test_a_section_that_is_renamed_moved_or_taken_down_is_found_where_it_is(client, section):
    assert asked(client, "/section/below/").status_code == 200
    section.slug = "renamed"
    section.save_revision().publish()
    assert asked(client, "/section/below/").status_code == 404
    assert asked(client, "/renamed/below/").status_code == 200
    other = StandardPageFactory(slug="other")
    section.refresh_from_db()
    section.move(other, pos="last-child")
    moved = asked(client, "/renamed/below/")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/other/renamed/below/")
    assert asked(client, "/other/renamed/below/").status_code == 200
    other.refresh_from_db()
    other.delete()
    assert asked(client, "/other/renamed/below/").status_code == 404


def test_pages_below_one_that_is_not_live_are_found_as_wagtail_finds_them(client, section):
    section.unpublish()
    assert asked(client, "/section/").status_code == 404
    assert asked(client, "/section/below/").status_code == 200


def test_a_first_page_below_another_is_found_at_once(client):
    """A draft says nothing to other workers, so its parent may not be known as a section yet."""
    parent = StandardPageFactory(slug="parent")
    assert asked(client, "/parent/").status_code == 200
    child = StandardPageFactory(parent=parent, slug="child", live=False)
    assert asked(client, "/parent/child/").status_code == 404
    child.save_revision().publish()
    assert asked(client, "/parent/child/").status_code == 200


def test_each_host_has_its_own_site_and_unknown_ones_share_the_default():
    home = home_page()
    other_home = home.add_sibling(instance=type(home)(title="Other", slug="other-home"))
    Site.objects.create(hostname="other.example.org", port=80, root_page=other_home)
    content_version.bump()
    for _ in range(2):
        assert site_of(request_for()).root_page_id == home.pk
        assert site_of(request_for("other.example.org")).root_page_id == other_home.pk
    kept = len(memory)
    for number in range(50):
        assert site_of(request_for(f"nobody-{number}.example.org")).root_page_id == home.pk
    assert len(memory) <= kept + 1


def test_the_same_site_is_found_as_wagtail_finds_it():
    home_page()
    for host in ("localhost", "localhost:8000", "127.0.0.1", "unknown.example.org"):
        assert site_of(request_for(host)) == Site.find_for_request(request_for(host))


def test_without_any_site_nothing_is_found(client):
    Site.objects.all().delete()
    content_version.bump()
    assert site_of(request_for()) is None
    assert client.get("/anything/").status_code == 404
