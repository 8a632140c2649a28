"""The kinds of page: what each shows, where it may stand, and what it costs."""

import html5lib
import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model
from wagtail.models import Page, PageViewRestriction

from cms import sockets
from cms.front_page import front_page_of, with_edges
from cms.models import GlossaryPage, HomePage, Programme, ReflectionPage, StandardPage
from cms.sockets import OpenNow, SaidAndDone, Section, StageCount
from edge import page_cache
from tests.factories.cms import (
    GlossaryPageFactory,
    PublishedImageFactory,
    ReflectionPageFactory,
    StandardPageFactory,
    home_page,
)

pytestmark = pytest.mark.django_db


def words(response) -> str:
    return response.content.decode()


@pytest.fixture
def front_page(monkeypatch):
    """An empty registry, so that rooms above do not show."""
    registry = sockets.FrontPage()
    monkeypatch.setattr("cms.front_page.front_page", registry)
    return registry


def test_every_block_is_shown_by_its_template(client):
    document = get_document_model().objects.create(
        title="Slides", file=ContentFile(b"x" * 2048, name="slides.pdf"), file_size=2048
    )
    image = PublishedImageFactory()
    page = StandardPageFactory(
        body=[
            ("text", "<h2>A heading</h2><p>Plain <b>words</b>.</p>"),
            ("quotation", {"words": "Nobody knew me & mine.", "who": "Somebody", "context": "October 2022"}),
            ("callout", {"title": "Look here", "text": "<p>Mind this.</p>"}),
            ("details", {"summary": "More", "text": "<p>Inside.</p>"}),
            (
                "promise",
                {"subject": "Reading", "promise": "<p>No account.</p>", "limit": "<p>History stays.</p>"},
            ),
            ("image", {"image": image, "caption": "A room"}),
            ("download", {"document": document, "title": ""}),
            ("people", {"people": [{"name": "Ada", "part": "co-lead", "role": "University", "link": ""}]}),
            (
                "funding",
                {"funder": "NIHR", "reference": "NIHR130247", "statement": "Not theirs.", "link": ""},
            ),
        ]
    )
    shown = words(client.get(page.get_url()))
    for expected in (
        "A heading", "Nobody knew me &amp; mine.", "Look here", "<summary>More</summary>", "History stays.",
        "<figcaption>A room", "Slides", "PDF", "2.0\xa0KB", "Co-lead of the study", "NIHR130247",
    ):  # fmt: skip
        assert expected in shown, expected
    assert "<c-" not in shown
    html5lib.HTMLParser(strict=False).parse(shown)
    assert "style=" not in shown


def test_a_picture_has_words_or_none_and_a_size_for_each_screen(client):
    page = StandardPageFactory(
        body=[("image", {"image": PublishedImageFactory(description="A red door"), "caption": ""})]
    )
    shown = words(client.get(page.get_url()))
    assert "srcset=" in shown
    assert "alt=" in shown
    assert 'loading="lazy"' in shown


def test_many_pictures_cost_no_more_queries_than_one(client):
    def queries(number: int) -> int:
        pictures = [("image", {"image": PublishedImageFactory(), "caption": ""}) for _ in range(number)]
        address = StandardPageFactory(body=pictures).get_url()
        client.get(address)
        page_cache.shelf.clear()
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    assert queries(2) == queries(9)


def test_a_reflection_says_that_it_is_one_persons_view_and_leads_to_the_record_and_the_original(client):
    record = StandardPageFactory(title="What was said")
    page = ReflectionPageFactory(
        author_name="Ada Okafor",
        about_page=record,
        original_title="Views",
        original_url="https://example.org/views",
        written="October 2022",
    )
    shown = words(client.get(page.get_url()))
    assert "One person’s view" in shown
    assert "They are not the record of what was said" in shown
    assert record.get_url() in shown
    assert 'href="https://example.org/views"' in shown
    record.unpublish()
    assert record.title not in words(client.get(page.get_url()))


def test_the_glossary_is_from_a_to_z_with_an_anchor_for_each_word_and_as_a_set_of_terms(client):
    page = GlossaryPageFactory(
        entries=[
            ("entry", {"term": "theme", "also": "", "meaning": "What it is about."}),
            ("entry", {"term": "Éclair", "also": "", "meaning": "A cake."}),
            ("entry", {"term": "approved premises", "also": "AP", "meaning": "A house with staff."}),
        ]
    )
    shown = words(client.get(page.get_url()))
    places = [shown.index(f'id="{anchor}"') for anchor in ("approved-premises", "éclair", "theme")]
    assert places == sorted(places)
    assert "https://schema.org/DefinedTermSet" in shown
    assert shown.count('https://schema.org/DefinedTerm"') == 3
    assert "Also called:" in shown


def test_the_home_page_shows_what_the_rooms_bring(client, front_page):
    home_page(title="What would help?", introduction="Say it.", button_text="Ways to take part")
    front_page.register(
        "one",
        lambda request: Section(
            said_and_done=(
                SaidAndDone(voice="Start early.", state="done", what="Visits", what_href="/visits/"),
                SaidAndDone(voice="Nobody knew me."),
            ),
            open_now=(OpenNow("Event", "A good first week", "/events/week/"),),
            journey=lambda: {"in-custody": StageCount(6, True)},
            stage_href="/events/?stage={key}",
        ),
    )
    shown = words(client.get("/"))
    for expected in (
        "What would help?",
        "Start early.",
        "Nothing yet",
        "A good first week",
        "/events/?stage=in-custody",
    ):
        assert expected in shown
    assert "<c-" not in shown


def test_the_home_page_without_anything_said_is_still_a_page(client, front_page):
    home_page(title="What would help?")
    shown = words(client.get("/"))
    assert "What would help?" in shown
    assert "What people said" not in shown
    assert "Open now" not in shown


def test_every_room_is_heard_and_what_came_to_something_stands_first(front_page):
    for room in "abc":
        rows = tuple(
            SaidAndDone(voice=f"{room}{number}", state="done" if room == "c" else "nothing")
            for number in range(4)
        )
        front_page.register(room, lambda request, rows=rows: Section(said_and_done=rows))
    shown = [row.said.voice for row in front_page_of(RequestFactory().get("/")).rows]

    assert shown == ["c0", "c1", "a0", "b0", "a1", "b1"]


@pytest.mark.parametrize(
    ("states", "edges"),
    [
        (["done"], ["both"]),
        (["done", "going", "done"], ["starts", "", "ends"]),
        (["nothing", "done", "no"], ["", "both", ""]),
        (["going", "nothing", "done"], ["both", "", "both"]),
        ([], []),
    ],
)
def test_the_second_stroke_begins_and_ends_where_something_was_done(states, edges):
    assert [row.edge for row in with_edges([SaidAndDone("x", state=state) for state in states])] == edges


def test_home_costs_at_most_twelve_queries_and_the_same_however_much_there_is(client, front_page):
    home_page()
    Programme.load()

    def queries(number: int) -> int:
        rows = tuple(SaidAndDone(voice=f"Row {row}") for row in range(number))
        opened = tuple(OpenNow("Event", f"Event {row}", f"/e/{row}/") for row in range(number))
        front_page.register("one", lambda request: Section(said_and_done=rows, open_now=opened))
        for _ in range(number):
            StandardPageFactory()
        client.get("/")
        page_cache.shelf.clear()
        with CaptureQueriesContext(connection) as asked:
            client.get("/")
        return len(asked)

    few, many = queries(2), queries(40)
    assert few == many
    assert many <= 12 - 3  # what the rooms above may ask


def test_pages_stand_only_where_they_belong():
    root, home = Page.get_first_root_node(), home_page()
    assert not HomePage.can_create_at(root)  # there is one already
    assert not StandardPage.can_create_at(root)
    assert not ReflectionPage.can_create_at(root)
    assert StandardPage.can_create_at(home)
    GlossaryPageFactory()
    assert not GlossaryPage.can_create_at(home)
    assert not StandardPage.can_create_at(ReflectionPageFactory())


def test_a_restriction_made_behind_our_back_never_asks_for_a_password_or_a_cookie(client):
    page = StandardPageFactory()
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
    response = client.get(page.get_url())
    assert response.status_code == 200
    assert not response.cookies


def test_words_in_the_pages_own_language_are_marked_as_such(client):
    page = StandardPageFactory(language="cy", title="Geiriau")
    assert '<article lang="cy">' in words(client.get(page.get_url()))


def test_pages_below_pages_have_their_way_back(client):
    above = StandardPageFactory(title="Above")
    below = StandardPageFactory(parent=above)
    shown = words(client.get(below.get_url()))
    assert f'<a href="{above.get_url()}">Above</a>' in shown
