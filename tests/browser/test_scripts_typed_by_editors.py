"""The two hundred ways to bring a script in, typed into Wagtail's own forms and sent as an editor sends them.

Every page, setting and list that editors may change. Then what comes of it is opened: the form that comes
back, the preview, the public page, the front page, search; and what programs read (feed, sitemap, the facts
for search engines) still has its shape.
"""

import html
import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from wagtail.models import Page

from cms.models import GlossaryPage, HomePage, Navigation, Programme
from cms.settings import VisitCounting
from consultations.events.pages import EventsIndexPage
from feedback.questions.pages import FeedbackIndexPage
from tests.browser.test_script_injection import Opened
from tests.browser.typing_in import Hand
from tests.factories.cms import GlossaryPageFactory, ReflectionPageFactory, StandardPageFactory
from tests.factories.evaluations import evaluation
from tests.factories.events import EventFactory
from tests.factories.people import administrator
from tests.factories.pilots import cycle, measure
from tests.factories.questions import thread_page
from tests.house import HOUSE
from tests.ui.payloads import PAYLOADS
from vocabulary.models import JourneyStage, Place, Theme

pytestmark = pytest.mark.django_db

#: In both orders, so that one which swallows what follows hides no other.
ORDERS = [PAYLOADS, list(reversed(PAYLOADS))]


@pytest.fixture
def opened(chromium: Any) -> Iterator[Opened]:
    one = Opened(chromium)
    yield one
    one.close()


@pytest.fixture
def editor(set_up_site: None) -> Client:
    client = Client()
    client.force_login(administrator(is_superuser=True))
    return client


def form_of(client: Client, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.context["form"]


PAGES = {
    "home": lambda: HomePage.objects.get(),
    "standard": StandardPageFactory,
    "reflection": ReflectionPageFactory,
    "glossary": lambda: GlossaryPage.objects.first() or GlossaryPageFactory(),
    "events index": lambda: EventsIndexPage.objects.get(),
    "event": EventFactory,
    "feedback index": lambda: FeedbackIndexPage.objects.first() or thread_page().get_parent().specific,
    "question": thread_page,
    "evaluation": lambda: evaluation(cycle(measure().pilot).pilot),
}


#: Which of them belong to rooms that stand on the house.
ROOMS = {"feedback index": "feedback", "question": "feedback", "evaluation": "consultations"}


@pytest.mark.parametrize(
    ("kind", "order"),
    [
        *(
            pytest.param(kind, ORDERS[0], id=kind, marks=pytest.mark.room(ROOMS.get(kind, HOUSE)))
            for kind in PAGES
        ),
        pytest.param("event", ORDERS[1], id="reverse"),
    ],
)
def test_a_page_typed_full_of_payloads_runs_nothing_anywhere(kind, order, editor, opened):
    page = PAGES[kind]()
    edit = f"/members/cms/pages/{page.pk}/edit/"
    hand = Hand(order)
    sent = hand.fills(form_of(editor, edit), **chosen(kind, page))
    assert sum("alert" in str(value) for value in sent.values()) >= 3

    back = editor.post(edit, {**sent, "action-publish": "action-publish"}, follow=True)
    assert back.status_code == 200
    assert opened.troubles(back, admins=True) == []
    assert form_errors(back) == {}
    sent = hand.fills(form_of(editor, edit), **chosen(kind, page))
    assert editor.post(f"{edit}preview/", sent).json() == {"is_valid": True, "is_available": True}
    assert_runs_nothing(opened, editor.get(f"{edit}preview/"))
    assert opened.troubles(editor.get(edit), admins=True) == []

    live = Page.objects.get(pk=page.pk).specific
    assert "alert" in live.title
    reader = Client()
    if live.live and kind != "question":
        assert_runs_nothing(opened, reader.get(live.url))
        assert_facts_are_whole(reader.get(live.url).content.decode())
    for address in ("/", "/events/", "/search/?q=alert"):
        answer = reader.get(address)
        assert answer.status_code == 200, address
        assert opened.troubles(answer) == [], address
    assert_programs_can_read(reader, titles=[live.title] if kind in ("standard", "event") else [])


def chosen(kind: str, page: Page) -> dict[str, str]:
    """What a form would not take otherwise: an address, and what an online event or a question has."""
    mine = {
        "event": {"where": "", "time_zone": "Europe/London", "capacity": "100"},
        "question": {"title": f"{PAYLOADS[0]} {PAYLOADS[10]}"},
    }
    return {"slug": page.slug, "comment_notifications": "", **mine.get(kind, {})}


def assert_runs_nothing(opened: Opened, answer: Any) -> None:
    assert answer.status_code == 200
    assert "alert" in answer.content.decode()
    assert opened.troubles(answer) == []


def form_errors(answer: Any) -> Any:
    """What Wagtail did not take, by field; nothing where all was saved."""
    form = (answer.context or {}).get("form")
    if form is None or not form.is_bound:
        return {}
    rows = {name: one.errors for name, one in getattr(form, "formsets", {}).items() if any(one.errors)}
    return {**form.errors, **rows}


def assert_facts_are_whole(page: str) -> None:
    """What a page says to search engines is JSON, and nothing in it ends the element it stands in."""
    for facts in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL):
        assert "<" not in facts
        assert json.loads(facts)["@context"].startswith("https://schema.org")


def assert_programs_can_read(reader: Client, titles: list[str]) -> None:
    """The feed and the sitemap are well formed, and a title in the feed is the title, as text."""
    feed = ElementTree.fromstring(reader.get("/feed/").content)
    atom = "{http://www.w3.org/2005/Atom}"
    assert feed.tag == f"{atom}feed"
    told = [_squeezed(entry.findtext(f"{atom}title") or "") for entry in feed.iter(f"{atom}entry")]
    assert {_squeezed(title) for title in titles} <= set(told)
    for entry in feed.iter(f"{atom}entry"):
        for part in entry:
            if part.get("type") == "html":
                assert not re.search(r"<\s*(script|img|svg|iframe)", part.text or "", re.IGNORECASE)
            assert not (part.get("href") or "https:").lower().startswith(("javascript", "data"))
    sitemap = ElementTree.fromstring(reader.get("/sitemap.xml").content)
    assert len(list(sitemap)) >= 3


def _squeezed(words: str) -> str:
    """Without white space and what XML has no place for."""
    return re.sub(r"[\x00-\x20]+", "", words)


SETTINGS = {"programme": Programme, "navigation": Navigation, "visitcounting": VisitCounting}


@pytest.mark.parametrize("name", SETTINGS)
def test_settings_typed_full_of_payloads_run_nothing_on_any_page(name, editor, opened):
    address = f"/members/cms/settings/cms/{name}/{SETTINGS[name].load().pk}/"
    for order in ORDERS[:1] if name != "programme" else ORDERS:
        back = editor.post(address, Hand(order).fills(form_of(editor, address)), follow=True)
        assert back.status_code == 200
        assert opened.troubles(back, admins=True) == []
        assert opened.troubles(editor.get(address), admins=True) == []
        for public in ("/", "/cookies/", "/no-such-page/", "/cy/"):
            assert opened.troubles(Client().get(public)) == [], public
        assert_programs_can_read(Client(), titles=[])


LISTS = {"theme": Theme, "place": Place, "journeystage": JourneyStage}


@pytest.mark.parametrize("name", LISTS)
def test_words_and_places_typed_full_of_payloads_run_nothing(name, editor, opened):
    kept = f"/members/cms/snippets/vocabulary/{name}/"
    first = LISTS[name].objects.first()
    addresses = [f"{kept}edit/{first.pk}/" if first else f"{kept}add/"]
    if name != "journeystage":
        addresses.append(f"{kept}add/")
    taken = 0
    for order in ORDERS:
        for address in addresses:
            form = form_of(editor, address)
            chosen = {"slug": f"a-{len(order)}-{taken}"} if "slug" in form.fields else {}
            back = editor.post(address, Hand(order).fills(form, **chosen), follow=True)
            assert back.status_code == 200
            assert opened.troubles(back, admins=True) == []
            taken += not form_errors(back)
        assert opened.troubles(editor.get(kept), admins=True) == []
        for public in ("/", "/search/?q=alert"):
            assert opened.troubles(Client().get(public)) == []
    assert taken >= 1
    stored = " ".join(str(row) for row in LISTS[name].objects.all())
    assert "alert" in stored
    assert html.escape(stored) != stored
