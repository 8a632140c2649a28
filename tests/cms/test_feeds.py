"""The feed, the sitemap and robots.txt: what is public, by day, and nothing else."""

import datetime
import re
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from wagtail.models import Page, Site

from cms.models import HomePage, StandardPage

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def home():
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="Start", slug="start-here"))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": home})
    return home


def published(home, title, **fields):
    page = home.add_child(instance=StandardPage(title=title, live=False, **fields))
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def entries(client, address="/feed/"):
    return ElementTree.fromstring(client.get(address).content).findall("a:entry", ATOM)


def test_the_feed_holds_published_pages_newest_first(client, home):
    older = published(home, "Older", search_description="What <some> & others said.")
    newer = published(home, "Newer & <b>bolder</b>")
    StandardPage.objects.filter(pk=older.pk).update(first_published_at=timezone.now() - datetime.timedelta(9))
    first, second = entries(client)
    assert first.findtext("a:title", namespaces=ATOM) == "Newer & <b>bolder</b>"
    assert first.find("a:link", ATOM).get("href") == f"http://testserver{newer.url}"
    assert second.findtext("a:summary", namespaces=ATOM) == "What &lt;some&gt; &amp; others said."


def test_a_character_that_xml_does_not_know_takes_no_feed_away(client, home):
    published(
        home, "Pasted\x0b from\x1f a\uffff letter \U0001f600", search_description="With\x0c a page break."
    )
    (entry,) = entries(client)
    assert entry.findtext("a:title", namespaces=ATOM) == "Pasted from a letter \U0001f600"
    assert entry.findtext("a:summary", namespaces=ATOM) == "With a page break."


def test_an_entry_keeps_its_id_when_the_page_is_renamed_and_moved(client, home):
    page, other = published(home, "One"), published(home, "Other")

    def ids():
        return {entry.findtext("a:id", namespaces=ATOM) for entry in entries(client)}

    before = ids()
    page.title, page.slug = "Renamed", "renamed"
    page.save_revision().publish()
    page.refresh_from_db()
    page.move(other, pos="last-child")
    assert ids() == before
    assert all(address.startswith("urn:uuid:") for address in before)


def test_times_in_the_feed_are_days(client, home):
    published(home, "One")
    text = client.get("/feed/").content.decode()
    times = re.findall(r"<(?:updated|published)>(.+?)<", text)
    assert len(times) == 3
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00(Z|[+-]\d\d:00)", time) for time in times)


def test_an_empty_feed_is_the_same_each_time_and_whole(client, home):
    first, second = (client.get("/feed/") for _ in range(2))
    assert first.content == second.content
    assert first["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(first.content)
    for name in ("a:id", "a:title", "a:updated"):
        assert feed.findtext(name, namespaces=ATOM)


def test_the_welsh_feed_has_the_same_ids_and_welsh_addresses(client, home):
    published(home, "One")
    (english,), (welsh,) = entries(client), entries(client, "/cy/feed/")
    assert english.findtext("a:id", namespaces=ATOM) == welsh.findtext("a:id", namespaces=ATOM)
    assert welsh.find("a:link", ATOM).get("href").startswith("http://testserver/cy/")


def test_the_feed_takes_as_many_queries_for_many_pages(client, home, django_assert_max_num_queries):
    published(home, "One")
    client.get("/feed/")
    with django_assert_max_num_queries(6) as few:
        client.get("/feed/?one")
    for number in range(12):
        published(home, f"Page {number}")
    client.get("/feed/")
    with django_assert_max_num_queries(6) as many:
        client.get("/feed/?many")
    assert len(few) == len(many)


def locations(client):
    namespace = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    return {
        url.findtext("s:loc", namespaces=namespace): url.findtext("s:lastmod", namespaces=namespace)
        for url in root.findall("s:url", namespace)
    }


def test_the_sitemap_lists_what_is_public_with_the_day_it_changed(client, home):
    page = published(home, "One")
    home.add_child(instance=StandardPage(title="Draft", live=False))
    found = locations(client)
    assert set(found) == {"http://testserver/", f"http://testserver{page.url}"}
    assert found[f"http://testserver{page.url}"] == timezone.localdate().isoformat()


def test_robots_are_kept_out_of_the_members_world_and_of_search(client):
    text = client.get("/robots.txt").content.decode()
    for line in ("Disallow: /members/", "Disallow: /search/", "Disallow: /cy/search/"):
        assert line in text.splitlines()
    assert "Sitemap: http://testserver/sitemap.xml" in text


@pytest.mark.parametrize("address", ["/feed/", "/cy/feed/", "/sitemap.xml", "/robots.txt", "/favicon.ico"])
def test_small_files_set_no_cookie_and_refuse_to_be_written_to(client, home, address):
    response = client.get(address)
    assert response.status_code < 400
    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()
    assert client.post(address).status_code == 405
