"""Attack: look everywhere in public for words that were never, or are no longer, public.

Each way of not being public gets a word of its own. First all are published, so that every
memory there is (pages kept, feed, index, site map) holds them; the test makes sure that they are found.
Then they are hidden, each in its way, and looked for in every public address, every link, every
search by word and by facet, and in the pages the worker keeps.
"""

import re
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms import search_sources
from cms.models import StandardPage
from consultations.ballots import code_sheets
from consultations.ballots.setting_up import NewOption
from consultations.events.check import checking
from consultations.events.models import EventPage
from consultations.notetaking import drafting, importing
from consultations.proposals import amending, authors, commenting, moving, starting
from edge import page_cache
from feedback.moderation import responding
from feedback.threads import answering, gate, held_words, keys, showing
from feedback.threads.enums import Reason, ResponseKind, State
from feedback.threads.models import Thread
from people.permission_groups import PermissionGroup
from tests.attacks.addresses import every_address
from tests.factories import ballots, evaluations, notetaking, pilots, proposals
from tests.factories.cms import GlossaryPageFactory, ReflectionPageFactory, StandardPageFactory, home_page
from tests.factories.events import EventFactory, point, quoted_answer, record, the_index, topic
from tests.factories.moderation import facilitator
from tests.factories.people import PersonFactory
from tests.factories.questions import opened, thread_page
from tests.factories.threads import (
    ContributionFactory,
    MessageFactory,
    PublishedFactory,
    ReportFactory,
    ResponseFactory,
    ThreadFactory,
)
from tests.house import HOUSE
from vocabulary.models import JourneyStage, Theme
from vocabulary.role_groups import RoleGroup

pytestmark = [pytest.mark.django_db, pytest.mark.database]

LINK = re.compile(r'(?:href|action|src)="(/(?!/|members/|static/|media/)[^"#]*)')
LOC = re.compile(r"<(?:loc|id)>http://testserver(/[^<]*)<|href=\"http://testserver(/[^\"]*)\"")


#: Addresses read at most. Nothing is left out: an attack that stops half way proves nothing.
MOST = 600


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


def readings(text):
    """What else of an event can be read, each with these words."""
    person = {"name": text, "part": "author"}
    return {
        "in_short": [("text", f"<p>{text}</p>")],
        "easy_read": [("heading", text), ("sentence", {"words": text, "drawing": "", "picture": None})],
        "corrections": [("correction", {"day": date(2026, 1, 5), "what": text, "why": text})],
        "credits": [("people", {"people": [person]})],
        "version": text[:20],
    }


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
        if address in read:
            continue
        assert len(read) < MOST, "more to read than this attack can: make what it looks for smaller"
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


def what_editors_wrote(hidden):
    """Pages of all kinds, published; and what will be done to each to hide its words."""
    home = home_page()
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
            title=f"Event {secret}",
            introduction=secret,
            purpose=secret,
            record=record(topic(secret, rows)),
            **readings(secret),
        )
        hidden.remember(published(page))
        address = page.get_url()
        hidden.addresses.update(f"{address}{way}/" for way in ("in-short", "easy-read", "noticeboard"))
        hidden.addresses.update(f"{address}cite.{form}" for form in ("bib", "ris", "json"))
        return page

    def unpublish(page):
        page.unpublish()

    def delete(page):
        page.delete()

    def rewrite(page):
        page.title = page.introduction = page.search_description = "Rewritten"
        if isinstance(page, EventPage):
            page.purpose, page.record = "", record(topic("Other", [point("Something else")]))
            for name, words in readings("Rewritten").items():
                setattr(page, name, words)
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


def what_people_said(hidden):
    """Answers, responses and threads that everybody reads; and how each may be hidden."""
    theme = Theme.objects.first().slug
    thread = opened(thread_page("asked"))

    def answer(why, thread=thread):
        secret = hidden.new(f"answer: {why}")
        row = PublishedFactory(
            thread=thread, said=f"They came late, {secret}.", themes=[theme], stage="in-custody", day=None
        )
        hidden.addresses.add(showing.address_of_words(keys.written(row.pk)))
        return row

    def held(row):
        gate.take_down(row)

    def ready(row):
        gate.take_down(row)
        gate.let_go(row, words="They came late.")

    def returned(row):
        gate.take_down(row)
        gate.return_to_author(row)

    def declined(row):
        gate.decline(row, Reason.NAMES_SOMEBODY)

    def escalated(row):
        gate.escalate(row)

    def withdrawn(row):
        gate.withdraw([row])

    def words_gone(row):
        gate.decline(row, Reason.OFF_TOPIC)
        gate.let_words_go([row.pk])

    def changed(row):
        gate.bring_back(row, hidden.new("other words of a changed answer"), day=timezone.localdate())

    acts = (held, ready, returned, declined, escalated, withdrawn, words_gone, changed)
    ways = [(act, answer(act.__name__)) for act in acts]
    quotes = [quoted_answer(row.pk) for _act, row in ways]
    hidden.remember(published(EventFactory(title="It quotes them all", record=record(*quotes))))
    secret = hidden.new("a response that was taken back")
    response = ResponseFactory(thread=thread, words=f"<p>{secret}</p>", to=[PublishedFactory(thread=thread)])
    ways.append((answering.take_back, response))
    for act in ("unpublish", "delete"):
        secret = hidden.new(f"thread: {act}")
        page = thread_page(f"thread-{act}", title=f"Why {secret}?", introduction=secret, can_change=secret)
        hidden.remember(page)
        answer(f"in a thread that is gone ({act})", opened(page))
        ways.append((lambda page, act=act: getattr(page, act)(), page))
    return ways


def what_is_proposed(hidden):
    """What is said about a public proposal, by members and without an account; and how each may be hidden."""
    made = proposals.proposal(title="Visits")
    hidden.addresses.add(f"/proposals/{made.slug}/")
    said = proposals.comment(made, f"Who books it, {hidden.new('a comment that is hidden')}?")
    own = proposals.suggestion(made, words=f"Sooner, {hidden.new('a suggestion taken back by a member')}.")
    thread = Thread.objects.get(slug=made.thread)

    def without_account(why, about):
        secret = hidden.new(why)
        row = PublishedFactory(thread=thread, kind="amendment", about=about, said=f"Sooner, {secret}.")
        hidden.addresses.add(showing.address_of_words(keys.written(row.pk)))
        amending.arrive(made, about, row.pk, day=timezone.localdate())
        return row

    origin = PublishedFactory(thread=thread, said=f"Late, {hidden.new('an answer a proposal comes from')}.")
    starting.add(made, [("contribution", str(origin.pk))], by=proposals.author_of(made))
    return [
        (lambda row: commenting.hide(row, "It insults somebody.", by=facilitator()), said),
        (lambda row: amending.take_back(row, by=row.author), own),
        (lambda row: gate.withdraw([row]), without_account("a suggestion withdrawn by its author", "change")),
        (gate.take_down, without_account("a suggestion that is read again", "risks")),
        (
            lambda row: gate.decline(row, Reason.NAMES_SOMEBODY),
            without_account("a suggestion that is declined after all", "officers"),
        ),
        (lambda row: gate.decline(row, Reason.OFF_TOPIC), origin),
    ]


def evaluated(hidden, why, of=None, **fields):
    """A plan or a report of a public pilot, with a secret wherever something can stand."""
    secret = hidden.new(why)
    page = evaluations.evaluation(
        of or pilots.pilot(),
        title=f"Title {secret}",
        introduction=secret,
        search_description=secret,
        without_approval=secret,
        approvals=evaluations.blocks(evaluations.approval(who=secret, what=secret, reference=secret)),
        record=evaluations.blocks(evaluations.question(f"{secret}?", secret), ("text", f"<p>{secret}</p>")),
        **readings(secret),
        **fields,
    )
    hidden.remember(page)
    address = page.get_url()
    hidden.addresses.update(f"{address}{way}/" for way in ("in-short", "easy-read", "noticeboard"))
    hidden.addresses.update((f"/evaluations/{page.slug}/cite.json", f"/pilot/{page.pilot.slug}/"))
    return page


def what_is_evaluated(hidden):
    """The plan and a report of a public pilot; and how each may be hidden."""

    def rewrite(page):
        words = {
            "title": "Rewritten",
            "introduction": "",
            "search_description": "",
            "without_approval": "No.",
        }
        stream = {"record": evaluations.blocks(evaluations.question()), "approvals": "[]"}
        for name, value in {"title": "Rewritten", **words, **stream, **readings("Rewritten")}.items():
            setattr(page, name, value)
        published(page)

    plan = evaluated(hidden, "a plan: unpublish")
    report = evaluated(hidden, "a report: rewrite", plan.pilot, kind="report")
    return [(lambda page: page.unpublish(), plan), (rewrite, report)]


def never_proposed_in_public(hidden):
    """Drafts, one of them dropped; who was only asked; what a report says."""
    proposals.draft(title=f"Plan {hidden.new('the title of a draft')}")  # its address says it: not asked for
    parts = ("problem", "change", "officers", "evidence")
    draft, dropped = (
        proposals.draft(title=f"Plan {n}", **dict.fromkeys(parts, hidden.new(why)))
        for n, why in enumerate(("a draft of a proposal", "a draft that was dropped"))
    )
    moving.move(dropped, "withdrawn", by=proposals.author_of(dropped))
    for one in (draft, dropped):
        hidden.addresses.update((f"/proposals/{one.slug}/", f"/proposals/{one.slug}/history/"))
    made = proposals.proposal(title="Rooms")
    hidden.addresses.add(f"/proposals/{made.slug}/")
    asked = PersonFactory(display_name=f"Asked {hidden.new('somebody who was only asked to write')}")
    authors.invite(made, asked, by=proposals.author_of(made))
    reporter = PersonFactory(display_name=f"Reports {hidden.new('who reported a comment')}")
    commenting.report(proposals.comment(made), hidden.new("why a comment was reported"), by=reporter)
    amending.support(proposals.suggestion(made), by=reporter)
    thread = Thread.objects.get(slug=made.thread)
    for state in (State.HELD, State.DECLINED, State.RETURNED):
        secret = hidden.new(f"a suggestion without an account that is {state}")
        row = ContributionFactory(thread=thread, state=state, kind="amendment", about="change", said=secret)
        hidden.addresses.add(showing.address_of_words(keys.written(row.pk)))


def never_voted_on_in_public(hidden):
    """Votes that are being set up. What was cancelled is not hidden: everybody may read why."""
    ballots.draft(question=f"Shall {hidden.new('the question of a vote that is being set up')}?")  # as above
    secret = hidden.new("a vote that is being set up")
    made = ballots.draft(
        question="Should we wait?",
        explanation=secret,
        options=[NewOption(secret, explanation=secret)],
        by_code=True,
    )
    code_sheets.make(made, secret, RoleGroup.FAMILY, 5, by=made.set_up_by)
    hidden.addresses.add(f"/proposals/votes/{made.slug}/")
    hidden.addresses.update(f"/proposals/votes/{made.slug}/result.{kind}" for kind in ("csv", "json"))


def never_published(hidden):
    """Drafts: pages that never were public, and changes of public ones that are not yet."""
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


def never_written_down_in_public(hidden):
    """What scribes caught at a public event: on the wall or not, on a list, and put into the draft."""
    page = published(EventFactory(title="Of which notes are taken"))
    by = PersonFactory(group=PermissionGroup.RESEARCHER)
    notetaking.note(
        page, hidden.new("a note on the wall"), topic_title=hidden.new("the topic of a note"), by=by
    )
    secret = hidden.new("a note that was put into the draft")
    drafting.put(page, [notetaking.note(page, secret, by=by).key], by=by)
    importing.lay_down(page, f"point\n{hidden.new('a point of a list')}\n".encode(), by=by)


def never_checked_in_public(hidden):
    """A draft that those who took part are reading; what they said about it, let go by moderators or not."""
    page = published(EventFactory(title="Checked before it is published"))
    secret = hidden.new("a draft that is being checked")
    page.record = record(topic(secret, [point(secret)]))
    page.save_revision()
    researcher = PersonFactory(group=PermissionGroup.RESEARCHER)
    last_day = timezone.localdate() + timedelta(days=9)
    check = checking.open_check(page, closes_on=last_day, by=researcher).check
    thread = Thread.objects.get(slug=check.thread)
    hidden.addresses.update(f"/feedback/{check.thread}/{rest}" for rest in ("", "say/", "easy-read/"))
    for why, factory in (("let go", PublishedFactory), ("held", ContributionFactory)):
        said = hidden.new(f"a remark on a draft that is {why}")
        row = factory(thread=thread, kind="remark", about="x", said=said)
        hidden.addresses.add(showing.address_of_words(keys.written(row.pk)))


def never_said_in_public(hidden):
    """What came out of the box and nobody let go; what moderators wrote; questions that nobody has opened."""
    thread = ThreadFactory(published=3)
    PublishedFactory(thread=thread)
    for state in (State.HELD, State.RETURNED, State.DECLINED, State.ESCALATED):
        row = ContributionFactory(thread=thread, state=state, said=hidden.new(f"an answer that is {state}"))
        hidden.addresses.add(showing.address_of_words(keys.written(row.pk)))
    ContributionFactory(
        thread=thread, state=State.DECLINED, batch=1, said=hidden.new("an answer behind a stub")
    )
    ContributionFactory(thread=thread, ready=True, said=hidden.new("an answer that waits for its batch"))
    ContributionFactory(
        thread=thread, may_show=False, was_read=True, said=hidden.new("an answer that was only to be read")
    )
    shown = PublishedFactory(thread=thread)
    MessageFactory(contribution=shown, said=hidden.new("a message of a moderator"))
    MessageFactory(contribution=shown, from_author=True, said=hidden.new("a message of an author"))
    ReportFactory(contribution=shown, held=held_words.lock({"words": hidden.new("the words of a report")}))
    by = PersonFactory(group=PermissionGroup.RESPONDER)
    words = hidden.new("a response that nobody approved")
    text = responding.Text(ResponseKind.EXPLAINED, words, name="Karen Blythe", role="resettlement")
    responding.hand_in(draft := responding.draft(thread, [shown], text, by=by), by=by, version=draft.version)
    secret = hidden.new("a question that nobody has opened")
    hidden.remember(thread_page("not-opened", title=f"{secret}?", introduction=secret, can_change=secret))
    page = thread_page("drafted", title="As it is?")
    opened(page)
    secret = hidden.new("a change of a question that is not published")
    page.title, page.introduction, page.can_change, page.change_note = f"{secret}?", secret, secret, secret
    page.save_revision()


def never_consulted_on_in_public(hidden):
    """What members alone see of proposals, votes, notes, checks and evaluations."""
    evaluated(hidden, "a report never published", pilots.pilot(), kind="report", published=False)
    never_checked_in_public(hidden)
    never_proposed_in_public(hidden)
    never_voted_on_in_public(hidden)
    never_written_down_in_public(hidden)


#: Of each room: what is published and hidden later, and what never was public. Looked for everywhere.
SECRETS = {
    HOUSE: ([what_editors_wrote], never_published),
    "feedback": ([what_people_said], never_said_in_public),
    "consultations": ([what_is_proposed, what_is_evaluated], never_consulted_on_in_public),
}


@pytest.mark.parametrize("room", SECRETS)
def test_words_that_are_not_public_can_be_read_nowhere(client, room):
    home_page()
    the_index()
    hidden = Hidden()
    public, never_public = SECRETS[room]
    ways = [way for make in public for way in make(hidden)]
    seen, kept = leaks(client, hidden)
    assert {why for why, address in seen} == set(hidden.words.values()), "the attack must find what is public"
    assert kept == set(hidden.words.values()), "the attack must warm every memory"

    for act, page in ways:
        act(page)
    never_public(hidden)
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
