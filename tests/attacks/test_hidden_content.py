"""Attack: look everywhere in public for words that were never, or are no longer, public.

Each way of not being public gets a word of its own. First all are published, so that every
memory there is (pages kept, feed, index, site map) holds them; the test makes sure that they are found.
Then they are hidden, each in its way, and looked for in every public address, every link, every
search by word and by facet, and in the pages the worker keeps.
"""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms import search_sources
from cms.models import StandardPage
from consultations.events.models import EventPage
from edge import page_cache
from tests.attacks.addresses import every_address
from tests.factories.cms import GlossaryPageFactory, ReflectionPageFactory, StandardPageFactory, home_page
from tests.factories.events import EventFactory, point, record, the_index, topic
from vocabulary.models import JourneyStage, Theme

pytestmark = [pytest.mark.django_db, pytest.mark.database]

LINK = re.compile(r'(?:href|action|src)="(/(?!/|members/|static/|media/)[^"#]*)')
LOC = re.compile(r"<(?:loc|id)>http://testserver(/[^<]*)<|href=\"http://testserver(/[^\"]*)\"")


def word(number: int) -> str:
    """A word that stands nowhere else."""
    return f"zqx{chr(97 + number // 26)}{chr(97 + number % 26)}vlk"


class Hidden:
    """The words, what each is the secret of, and the addresses where they once were."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}
        self.addresses: set[str] = set()

    def new(self, why: str) -> str:
        self.words[word(len(self.words))] = why
        return word(len(self.words) - 1)

    def remember(self, page) -> None:
        self.addresses.add(page.get_url())


def body(text):
    return [("text", f"<p>{text}</p>"), ("callout", {"title": text, "text": f"<p>{text}</p>"})]


def published(page):
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def crawl(client, addresses):
    """Everything that can be read from here on: address → what it says."""
    read: dict[str, str] = {}
    waiting = list(addresses)
    while waiting:
        address = waiting.pop()
        if address in read or len(read) > 600:
            continue
        response = client.get(address)
        read[address] = text = b"".join(response).decode(errors="replace")
        waiting += [found.replace("&amp;", "&") for found in LINK.findall(text)]
        waiting += [one or other for one, other in LOC.findall(text)]
    return read


def starting_points(hidden):
    stages = [f"/search/?stage={stage.key}" for stage in JourneyStage.objects.all()]
    themes = [f"/search/?theme={theme.slug}" for theme in Theme.objects.all()]
    kinds = [f"/search/?kind={kind}" for kind in search_sources.kinds()]
    searches = [f"/search/?q={secret}" for secret in hidden.words]
    public = [address for address in every_address() if not address.startswith("/members/")]
    return [*public, *stages, *themes, *kinds, *searches, *hidden.addresses]


def leaks(client, hidden):
    """Where which secret can be read. The search box repeats what was typed: that is taken out first."""
    found = []
    for address, text in crawl(client, starting_points(hidden)).items():
        text = re.sub(r'(<input[^>]*name="q"[^>]*>|<a[^>]*href="/(?:cy/)?search/\?q=[^"]*"[^>]*>)', "", text)
        found += [(hidden.words[secret], address) for secret in hidden.words if secret in text]
    kept = b"\n".join(copy.body for copy in page_cache.shelf._copies.values()).decode(errors="replace")
    return found, {why for secret, why in hidden.words.items() if secret in kept}


def everything(hidden):
    """Pages of all kinds, published; and what will be done to each to hide its words."""
    home = home_page()
    the_index()
    theme = Theme.objects.first()

    def standard(why, **fields):
        secret = hidden.new(why)
        page = StandardPageFactory(
            title=f"Title {secret}",
            introduction=secret,
            search_description=secret,
            body=body(secret),
            **fields,
        )
        hidden.remember(published(page))
        return page

    def event(why, points=1):
        secret = hidden.new(why)
        rows = [point(f"{secret} {n}", themes=[theme.slug], stage="in-custody") for n in range(points)]
        page = EventFactory(
            title=f"Event {secret}", introduction=secret, purpose=secret, record=record(topic(secret, rows))
        )
        hidden.remember(published(page))
        return page

    def unpublish(page):
        page.unpublish()

    def delete(page):
        page.delete()

    def rewrite(page):
        page.title = page.introduction = page.search_description = "Rewritten"
        if isinstance(page, EventPage):
            page.purpose, page.record = "", record(topic("Other", [point("Something else")]))
        else:
            page.body = body("Rewritten")
        published(page)

    def expire(page):
        page.expire_at = timezone.now() - timedelta(minutes=1)
        page.save_revision().publish()
        type(page).objects.filter(pk=page.pk).update(expire_at=page.expire_at, live=True)
        call_command("publish_scheduled", verbosity=0)

    ways = []
    for make, kind in ((standard, "page"), (event, "event")):
        for act in (unpublish, delete, rewrite, expire):
            page = make(f"{kind}: {act.__name__}")
            ways.append((act, page))
    parent = StandardPageFactory(title="A parent", body=body("Nothing"))
    child_secret = hidden.new("page below a deleted one")
    child = StandardPageFactory(parent=parent, title=child_secret, body=body(child_secret))
    hidden.remember(published(child))
    ways.append((delete, StandardPage.objects.get(pk=parent.pk)))
    reflection_secret = hidden.new("reflection: unpublish")
    reflection = ReflectionPageFactory(
        parent=EventPage.objects.get(title__contains=word(4)),
        title=reflection_secret,
        author_name=reflection_secret,
        body=body(reflection_secret),
    )
    hidden.remember(published(reflection))
    ways.append((unpublish, reflection))
    entry_secret = hidden.new("glossary: an entry taken out")
    entry = {"term": entry_secret, "also": entry_secret, "meaning": entry_secret}
    glossary = published(GlossaryPageFactory(parent=home, title="Words", entries=[("entry", entry)]))

    def take_out(page):
        page.entries = []
        published(page)

    ways.append((take_out, glossary))
    return ways


def never_published(hidden):
    """Drafts of all kinds: pages that never were public, and changes of public ones that are not yet."""
    secret = hidden.new("a page never published")
    StandardPageFactory(title=secret, introduction=secret, body=body(secret), live=False).save_revision()
    secret = hidden.new("an event never published")
    event = EventFactory(
        title=secret, introduction=secret, live=False, record=record(topic(secret, [point(secret)]))
    )
    event.save_revision()
    secret = hidden.new("a page that appears tomorrow")
    later = StandardPageFactory(title=secret, body=body(secret), live=False)
    later.go_live_at = timezone.now() + timedelta(days=1)
    later.save_revision().publish()
    for make in (StandardPageFactory, EventFactory):
        page = published(make(title="Public as it is"))
        secret = hidden.new(f"a change not yet published ({make.__name__})")
        page.title = page.introduction = page.search_description = secret
        if isinstance(page, EventPage):
            page.record = record(topic(secret, [point(secret)]))
        else:
            page.body = body(secret)
        page.save_revision()
    for page in StandardPage.objects.filter(live=False):
        hidden.remember(page)


def test_words_that_are_not_public_can_be_read_nowhere(client):
    hidden = Hidden()
    ways = everything(hidden)
    seen, kept = leaks(client, hidden)
    assert {why for why, address in seen} == set(hidden.words.values()), "the attack must find what is public"
    assert kept == set(hidden.words.values()), "the attack must warm every memory"

    for act, page in ways:
        act(page)
    never_published(hidden)
    seen, kept = leaks(client, hidden)
    assert sorted({why for why, address in seen}) == [], seen[:5]
    assert kept == set()


def test_a_moved_page_is_found_at_its_new_address_only(client):
    hidden = Hidden()
    secret = hidden.new("moved")
    page = published(StandardPageFactory(title=secret, slug="moving", body=body(secret)))
    parent = published(StandardPageFactory(title="New parent", slug="new-parent"))
    crawl(client, ["/moving/", f"/search/?q={secret}", "/sitemap.xml", "/feed/"])
    page.move(parent, pos="last-child")
    assert client.get("/moving/").headers["Location"] == "/new-parent/moving/"
    for address in ("/sitemap.xml", "/feed/", f"/search/?q={secret}", "/search/?kind=page"):
        text = client.get(address).content.decode()
        assert "/new-parent/moving/" in text
        assert '"/moving/"' not in text
        assert "testserver/moving/" not in text
