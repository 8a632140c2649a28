"""The search page: kind whatever is asked, and forgetful."""

import html
import logging
import re

import pytest
from django.test import Client
from wagtail.models import Page, Site

from cms import search_sources
from cms.models import HomePage, ReflectionPage, StandardPage
from edge import page_cache
from tests.factories.events import many_events
from vocabulary.models import JourneyStage, Place, PlaceKind, Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="Start", slug="start-here"))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": home})
    Theme.objects.get_or_create(slug="zebra-theme", defaults={"name": "Zebras & lions"})
    Place.objects.create(kind=PlaceKind.PRISON, name="HMP Nowhere", slug="nowhere")
    return home


def page(home, title, body, **more):
    return home.add_child(instance=StandardPage(title=title, body=[("text", f"<p>{body}</p>")], **more))


def text_of(response):
    return html.unescape(re.sub(r"<[^>]+>|\s+", " ", response.content.decode()))


def test_an_empty_search_offers_themes_and_stages(client, home):
    response = client.get("/search/")
    text = response.content.decode()
    assert response.status_code == 200
    assert "/search/?theme=zebra-theme" in text
    assert "Zebras &amp; lions" in text
    stage = JourneyStage.objects.first()
    assert f"/search/?stage={stage.key}" in text


@pytest.mark.parametrize("query", ["q=", "q=+++", "q=&theme=&stage=&place=&kind=", "page=2", "other=1"])
def test_a_query_that_asks_nothing_is_an_empty_search(client, home, query):
    assert "Type one word or more" in text_of(client.get(f"/search/?{query}"))


def test_results_show_the_match_marked_and_escaped(client, home):
    page(home, "Zebras <b>& co</b>", "A zebra &lt;script&gt;alert(1)&lt;/script&gt; in prison.")
    text = client.get("/search/", {"q": "zebra"}).content.decode()
    assert "<mark>Zebras</mark> &lt;b&gt;&amp; co&lt;/b&gt;" in text
    assert "A <mark>zebra</mark>" in text
    assert "<script>alert" not in text


def test_the_form_keeps_what_was_typed_and_chosen(client, home):
    text = client.get("/search/", {"q": 'a "quoted" <word>', "theme": "zebra-theme"}).content.decode()
    assert "a &quot;quoted&quot; &lt;word&gt;" in text
    assert re.search(r'<option value="zebra-theme"\s+selected', text)
    assert "<details" in text
    assert re.search(r"<details[^>]* open", text)


def test_nothing_found_says_what_to_do(client, home):
    response = client.get("/search/", {"q": "qwertyuiop"})
    assert response.status_code == 200
    text = text_of(response)
    assert "Nothing found" in text
    assert "fewer words" in text
    assert "Zebras & lions" in text


def test_only_signs_are_answered_kindly(client, home):
    assert "Please type a word" in text_of(client.get("/search/", {"q": "?!… 🙂"}))


@pytest.mark.parametrize("name", ["kind", "theme", "stage", "place"])
def test_an_unknown_facet_is_told_and_not_kept(client, home, name):
    page(home, "Zebras", "zebra")
    response = client.get("/search/", {"q": "zebra", name: "no-such-thing"})
    assert response.status_code == 404
    text = text_of(response)
    assert "We have none by that name" in text
    assert "no-such-thing" not in response.content.decode()
    client.get("/search/", {name: "no-such-thing"})
    assert len(page_cache.shelf) == 0


@pytest.mark.parametrize(
    "query",
    [
        "q=%00", "q=%FF%FE", "q=" + "x" * 20_000, "q=%F0%9F%99%82", "q='%22()%3B--", "page=-1&q=a",
        "page=x&q=a",
        "page=99999999999&q=a", "page=²&q=a", "q[]=a", "q=a&q=b", "theme=%00", "stage=" + "a" * 5000,
        "place=%27%22", "kind=__class__", "&&&&", "=", "q", "q=%E2%80%AE", "q=NEAR(a%20b)&theme=%F0%9F%99%82",
    ],
)  # fmt: skip
def test_no_query_is_an_error(client, home, query):
    page(home, "A page", "a b")
    assert client.get(f"/search/?{query}").status_code in (200, 404)


def test_words_are_kept_nowhere(client, home, caplog):
    page(home, "Zebras", "zebra")
    with caplog.at_level(logging.DEBUG):
        response = client.get("/search/", {"q": "zebra secretword"})
    assert response["Cache-Control"] == "no-store, private"
    assert not response.cookies
    assert len(page_cache.shelf) == 0
    assert "secretword" not in caplog.text
    assert "zebra" not in caplog.text
    title = re.search(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL)[1]
    assert "zebra" not in title


def test_no_link_takes_the_words_to_another_site(client, home):
    text = client.get("/search/", {"q": "secretword"}).content.decode()
    for address in re.findall(r'(?:href|action)="([^"]*)"', text):
        assert "secretword" not in address or address.startswith("/search/")


def test_facets_alone_are_kept_like_any_page(client, home):
    first = client.get("/search/?theme=zebra-theme")
    assert len(page_cache.shelf) == 1
    assert first["Cache-Control"] == "no-cache"
    assert client.get("/search/?theme=zebra-theme").content == first.content


def test_a_kept_page_is_forgotten_when_something_is_published(client, home):
    assert "Zebras are here" not in text_of(client.get("/search/?kind=page"))
    page(home, "Zebras are here", "zebra")
    assert "Zebras are here" in text_of(client.get("/search/?kind=page"))


def test_search_engines_are_kept_out(client, home):
    response = client.get("/search/")
    assert response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_only_reading_is_possible(client, home):
    assert client.post("/search/", {"q": "zebra"}).status_code == 405
    assert client.head("/search/").status_code == 200


def test_the_form_needs_no_script_cookie_or_token(home):
    client = Client(enforce_csrf_checks=True)
    text = client.get("/search/").content.decode()
    form = re.search(r'<form[^>]*action="/search/"[^>]*>.*?</form>', text, re.DOTALL)[0]
    assert 'method="get"' in form
    assert 'autocomplete="off"' in form
    assert "csrf" not in form
    assert not client.cookies


def test_pages_of_results_lead_on_and_back(client, home):
    for number in range(25):
        page(home, f"Zebra {number:02}", "zebra")
    first = client.get("/search/", {"q": "zebra"}).content.decode()
    assert "/search/?q=zebra&amp;page=2" in first
    second = client.get("/search/?q=zebra&page=2").content.decode()
    titles = re.findall(r"<mark>Zebra</mark> (\d\d)", first), re.findall(r"<mark>Zebra</mark> (\d\d)", second)
    assert [len(found) for found in titles] == [20, 5]
    assert len(set(titles[0] + titles[1])) == 25


def test_in_welsh_the_frame_is_welsh_and_results_are_marked_as_english(client, home):
    page(home, "Zebras", "zebra")
    text = client.get("/cy/search/", {"q": "zebra"}).content.decode()
    assert '<html lang="cy"' in text
    assert "Chwilio" in text
    assert 'lang="en-GB"' in text
    assert 'href="/cy/zebras/"' in text
    assert 'action="/cy/search/"' in text


@pytest.mark.parametrize(
    "query", ["q=past", "q=zebra+point+event", "kind=point", "stage=in-custody", "q=point&theme=FIRST"]
)
def test_the_number_of_queries_is_small_and_does_not_grow(client, home, query, django_assert_max_num_queries):
    page(home, "Zebra", "zebra past point event")
    home.add_child(instance=ReflectionPage(title="A view of the past", author_name="A Writer"))
    many_events(12, points=2)
    query = query.replace("FIRST", Theme.objects.first().slug)

    def asked(search):
        for _turn in range(2):  # the first forgets where the site began, the second knows it anew
            client.get("/search/?q=zebra")
        page_cache.shelf.clear()
        with django_assert_max_num_queries(12) as captured:
            assert client.get(f"/search/?{search}").status_code == 200
        return len(captured)

    few = asked(query)
    many_events(200, points=3)
    for number in range(5):
        page(home, f"Zebra {number:02}", "zebra past point event")
    assert asked(query) == few


def test_every_kind_of_public_content_has_a_source(home):
    assert {"page", "reflection", "word", "event", "point"} <= set(search_sources.kinds())
