"""Two hundred ways to bring a script in, tried in all fields of a form at once, and of every page.

What comes back is opened in a real browser without our policy: that would stop a script which
should not be there in the first place. Nothing may run, whatever is pointed at, clicked or typed in.
"""

import json
from typing import Any
from uuid import uuid4

import html5lib
import pytest
from django.db import models
from django.test import Client
from django.urls import reverse
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    IntegerBlock,
    ListBlock,
    MultipleChoiceBlock,
    RawHTMLBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
    URLBlock,
)
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.models import (
    FootLink,
    Navigation,
    Programme,
    TopLink,
)
from people.models import Person
from tests.factories.cms import GlossaryPageFactory, ReflectionPageFactory, StandardPageFactory, home_page
from tests.factories.events import EventFactory
from tests.factories.people import PlaceFactory, administrator, member
from tests.ui.payloads import PAYLOADS
from vocabulary.models import JourneyStage, Theme

pytestmark = pytest.mark.django_db

#: Together in both orders, so that one which swallows what follows hides no other; and some at a time.
TOGETHER = ["".join(PAYLOADS), "".join(reversed(PAYLOADS))]
BY_TENS = ["".join(PAYLOADS[first : first + 10]) for first in range(0, len(PAYLOADS), 10)]

WATCH = """
window.ran = [];
for (const name of ['alert', 'confirm', 'prompt', 'print']) {
    window[name] = (...said) => { window.ran.push(`${name}(${said})`); };
}
"""
#: What is on the page that only a payload could have brought, after everything was touched.
LOOK = r"""async () => {
    const found = [];
    const leads = /^[\s\u0000-\u001f]*(javascript|vbscript|livescript|data:text|data:image\/svg)/i;
    const addresses = /^(href|src|action|formaction|xlink:href|data|to|from|values)$/;
    const strange = /^(IFRAME|OBJECT|EMBED|BASE|MATH|MARQUEE|APPLET|AUDIO|VIDEO|FRAMESET)$/i;
    const data = ['application/ld+json', 'application/json'];
    const kinds = ['mouseover', 'mouseenter', 'pointerenter', 'focus', 'focusin', 'toggle', 'animationstart'];
    for (const one of document.querySelectorAll('*')) {
        for (const {name, value} of one.attributes) {
            if (name.startsWith('on') || ['srcdoc', 'style'].includes(name) ||
                (addresses.test(name) && leads.test(value)))
                found.push(`${one.tagName} ${name}=${value}`);
        }
        if (strange.test(one.tagName)) found.push(one.tagName);
        if (one.tagName === 'SCRIPT' && !one.src && !data.includes(one.type))
            found.push('SCRIPT ' + one.textContent.slice(0, 60));
        if (one.tagName === 'SCRIPT' && one.src && new URL(one.src).origin !== location.origin)
            found.push('SCRIPT ' + one.src);
    }
    document.addEventListener('click', (event) => event.preventDefault(), true);
    document.addEventListener('submit', (event) => event.preventDefault(), true);
    for (const one of document.querySelectorAll('body *')) {
        for (const kind of kinds) one.dispatchEvent(new Event(kind));
        if (one.click) one.click();
    }
    await new Promise((done) => setTimeout(done, 30));
    return [found, window.ran];
}"""


class Opened:
    """A browser that is shown answers as if a site had sent them, without any policy."""

    def __init__(self, chromium: Any) -> None:
        self._context = chromium.new_context(base_url="http://testserver")
        self._context.add_init_script(WATCH)
        self._context.route("**/*", self._answer)
        self.page = self._context.new_page()
        self.page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))
        self.dialogs: list[str] = []
        self._body = b""

    def _answer(self, route: Any) -> None:
        request = route.request
        if request.is_navigation_request() and request.frame == self.page.main_frame:
            route.fulfill(status=200, content_type="text/html; charset=utf-8", body=self._body)
        else:
            route.abort()

    def troubles(self, answer: Any, *, admins: bool = False) -> list[str]:
        """What an answer would do in a reader's browser that it should not."""
        self._body = answer.content
        self.page.goto("/shown/", wait_until="load")
        found, ran = self.page.evaluate(LOOK)
        return [*found, *ran, *self.dialogs] if not admins else [*ran, *self.dialogs]

    def close(self) -> None:
        self._context.close()


@pytest.fixture
def opened(chromium):
    one = Opened(chromium)
    yield one
    one.close()


def fields(answer: Any) -> dict[str, list[str]]:
    """The names of all fields that a page's posting forms have, by the form's address ("" for its own)."""
    found: dict[str, list[str]] = {}
    tree = html5lib.parse(answer.content, namespaceHTMLElements=False)
    for form in tree.iter("form"):
        if (form.get("method") or "get").lower() != "post":
            continue
        tags = ("input", "textarea", "select", "button")
        names = [one.get("name") for tag in tags for one in form.iter(tag)]
        found.setdefault(form.get("action") or "", []).extend(name for name in names if name)
    return found


def test_the_check_sees_what_it_should(opened):
    class Answer:
        content = b"<!doctype html><p>Words</p>"

    assert opened.troubles(Answer()) == []
    for payload in (
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:alert(1)'>a</a>",
        "<details open ontoggle=alert(1)>",
    ):
        Answer.content = f"<!doctype html><main>{payload}</main>".encode()
        assert opened.troubles(Answer()), payload


PUBLIC_FORMS = ("/members/account/login/", "/members/account/password/reset/")
MEMBERS_FORMS = (
    "/members/settings/",
    "/members/settings/close/",
    "/members/invitations/new/",
    "/members/invitations/list/",
    "/members/account/password/change/",
    "/members/account/reauthenticate/",
)


def sends_to_all(client: Client, address: str, words: str) -> list[Any]:
    """Send the words in every field of every form of a page; the answers that are pages."""
    page = client.get(address)
    if page.status_code != 200:
        return []
    answers = []
    for action, names in fields(page).items():
        if "out" in action:
            continue  # signing out shows nothing of what was sent
        sent = {name: words for name in names if name != "csrfmiddlewaretoken"}
        answers.append(client.post(action or address, sent))
    return [answer for answer in answers if "text/html" in answer.headers.get("Content-Type", "")]


@pytest.mark.parametrize("address", PUBLIC_FORMS)
def test_forms_at_the_door_give_nothing_back_that_runs(address, client, opened, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    shown = 0
    for words in [*TOGETHER, *BY_TENS[::2]]:
        for answer in sends_to_all(client, address, words):
            shown += 1
            assert opened.troubles(answer) == []
    assert shown >= len(BY_TENS) // 2


@pytest.mark.parametrize("address", MEMBERS_FORMS)
def test_members_forms_give_nothing_back_that_runs(address, opened):
    home_page()
    client = Client()
    client.force_login(administrator())
    shown = 0
    for words in [*TOGETHER, *BY_TENS[::4]]:
        for answer in sends_to_all(client, address, words):
            shown += answer.status_code in (200, 422)
            assert opened.troubles(answer) == []
    assert shown >= len(TOGETHER)


def test_searching_gives_nothing_back_that_runs(client, opened):
    home_page()
    for words in [*TOGETHER, *BY_TENS[::3]]:
        everything = dict.fromkeys(("q", "kind", "theme", "stage", "place", "page", "next"), words)
        assert opened.troubles(client.get("/search/", everything)) == []
        answer = client.get("/search/", {"q": words[:200]})
        assert opened.troubles(answer) == []
        assert "&lt;" in answer.content.decode()


def test_an_invitation_that_is_no_invitation_gives_nothing_back_that_runs(client, opened):
    for words in BY_TENS:
        address = reverse("members:invitation-join", args=[words.replace("/", "") or "a"])
        assert opened.troubles(client.get(address)) == []
    for words in TOGETHER:
        assert opened.troubles(client.get(f"/no-such-page/{words[:1000]}".replace("?", ""))) == []


def filled(block: Any, words: str) -> Any:
    """A value of a block with the words wherever it takes words, as it is stored."""
    match block:
        case StreamBlock():
            return [
                {"type": name, "value": value, "id": str(uuid4())}
                for name, child in block.child_blocks.items()
                if (value := filled(child, words)) is not None
            ]
        case StructBlock():
            values = {name: filled(child, words) for name, child in block.child_blocks.items()}
            # A picture or a file there is none of: the block would not be drawn at all.
            return (
                None
                if {"image", "document"} & {name for name, one in values.items() if one is None}
                else values
            )
        case ListBlock():
            return [{"type": "item", "value": filled(block.child_block, words), "id": str(uuid4())}]
        case RawHTMLBlock():
            raise AssertionError("nobody writes HTML by hand here")
        case RichTextBlock():
            return typed(block, words)
        case URLBlock():
            return f"https://example.org/?{words}"
        case ChoiceBlock():
            return next((value for value, _name in block.field.choices if value), words)
        case MultipleChoiceBlock():
            return [value for value, _name in block.field.choices if value][:1] or [words]
        case BooleanBlock():
            return True
        case IntegerBlock():
            return 12
        case CharBlock() | TextBlock():
            return words
    return None


def typed(block: RichTextBlock, words: str) -> str:
    """What the editor stores when somebody types the words, and makes links that lead to each."""
    links = [f"javascript:alert({number})" for number in range(3)] + [
        "data:text/html,<script>alert(1)</script>"
    ]
    entities = {
        str(number): {"type": "LINK", "mutability": "MUTABLE", "data": {"url": url}}
        for number, url in enumerate([*links, words])
    }
    plain = {"type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    blocks = [{**plain, "key": "a", "text": words}]
    for number in range(len(entities)):
        leads = [{"offset": 0, "length": 4, "key": number}]
        blocks.append({**plain, "key": f"b{number}", "text": "link", "entityRanges": leads})
    sent = json.dumps({"entityMap": entities, "blocks": blocks})
    return str(block.value_from_datadict({"text": sent}, {}, "text").source)


def fill(row: models.Model, words: str) -> None:
    """Put the words into every field of a row that takes words, past every check of a form."""
    ours = {"slug", "url_path", "path", "precision", "sort_key", "time_zone", "language", "format", "state"}
    for field in row._meta.get_fields():
        if isinstance(field, StreamField):
            setattr(row, field.name, json.dumps(filled(field.stream_block, words)))
        elif isinstance(field, models.CharField | models.TextField) and field.name not in ours:
            setattr(
                row,
                field.name,
                f"https://example.org/{words}" if isinstance(field, models.URLField) else words,
            )


def written(row: models.Model) -> None:
    """Write a row without asking it whether it likes to be."""
    models.Model.save_base(row)


@pytest.fixture
def site_full_of(db):
    """Makes every page, setting, name and place of a site out of some words; gives the addresses to read."""

    def make(words: str) -> list[str]:
        home = home_page()
        pages = [EventFactory(), StandardPageFactory(), ReflectionPageFactory(), GlossaryPageFactory()]
        for number, page in enumerate(pages):
            TopLink.objects.create(
                navigation=Navigation.load(), page=page, text=words[:5000], sort_order=number
            )
            FootLink.objects.create(
                navigation=Navigation.load(), page=page, text=words[:5000], sort_order=number
            )
        programme = Programme.load()
        fill(programme, words)
        written(programme)
        JourneyStage.objects.update(name=words)
        Theme.objects.create(name=words, slug="a-theme")
        PlaceFactory(name=words)
        type(pages[2]).objects.update(about_page=pages[0])
        for page in (home, *pages):
            page.refresh_from_db()
            fill(page, words)
            written(page)
        home.refresh_from_db()
        return [home.url, "/events/", *(page.url for page in pages), "/search/?q=script", "/search/?q=alert"]

    return make


@pytest.mark.parametrize("words", TOGETHER, ids=["in order", "in reverse"])
def test_no_page_made_of_payloads_runs_anything(words, site_full_of, client, opened):
    for address in site_full_of(words):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "alert" in answer.content.decode(), address
        assert opened.troubles(answer) == [], address


def test_no_list_or_editor_of_pages_made_of_payloads_runs_anything(site_full_of, opened):
    site_full_of(TOGETHER[0])
    person = administrator(display_name=TOGETHER[0][:5000], is_superuser=True)
    for number, payload in enumerate(PAYLOADS):
        Person.objects.filter(pk=member().pk).update(display_name=f"{number}{payload}")
    client = Client()
    client.force_login(person)
    addresses = ["/members/", "/members/people/", "/members/settings/", "/members/invitations/"]
    pages = Page.objects.filter(depth__gt=1)
    admins = ["/members/cms/", *(f"/members/cms/pages/{page.pk}/" for page in pages.filter(numchild__gt=0))]
    admins += [f"/members/cms/pages/{page.pk}/edit/" for page in pages]
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert opened.troubles(answer) == [], address
    for address in admins:
        answer = client.get(address)
        assert answer.status_code == 200, address
        # Wagtail's own pages have buttons and scripts of their own; what counts is what ran.
        assert opened.troubles(answer, admins=True) == [], address
