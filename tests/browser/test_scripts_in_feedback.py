"""The two hundred ways to bring a script in, in everything that feedback takes and wherever it shows it.

As in `test_script_injection`: without our policy, all fields of a form at once, whatever is pointed at,
clicked or typed in. And what was sent stands there to be read, as text.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.db.models import F
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from codes import slow_hash
from feedback.letterbox import emptying
from feedback.moderation import arrivals, escalating, noting
from feedback.moderation.models import AnswerTemplate, ResponseDraft, SaferCustodyContact
from feedback.threads import counts, form_tokens, held_words, keys
from feedback.threads.enums import Reason, ResponseKind, State
from feedback.threads.models import Contribution, Thread
from feedback.threads.said import LONGEST, plain
from people.permission_groups import PermissionGroup
from tests.browser.test_script_injection import Opened, fields, fill, sends_to_all, written
from tests.factories.moderation import arrived, facilitator, fresh, lead
from tests.factories.people import PersonFactory, PlaceFactory, administrator
from tests.factories.questions import thread_page
from tests.factories.threads import (
    MessageFactory,
    PublishedFactory,
    ReportFactory,
    ResponseFactory,
    ThreadFactory,
)
from tests.threads.ways import begun, came_back
from tests.threads.writer import Writer
from tests.ui.payloads import PAYLOADS
from vocabulary.models import JourneyStage, Theme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("box", "quick")]


def in_letters(payloads: list[str]) -> list[str]:
    """All of them, joined to as few texts as an answer has room for."""
    letters, length = [""], 0
    for payload in payloads:
        more = len(plain(payload))  # measured one by one: all of them anew each time takes seconds
        if length + more > LONGEST - 100:
            letters.append("")
            length = 0
        letters[-1] += payload
        length += more
    assert all(len(plain(letter)) <= LONGEST for letter in letters)
    return letters


#: In both orders, so that one which swallows what follows hides no other.
LETTERS = [*in_letters(PAYLOADS), *in_letters(list(reversed(PAYLOADS)))]
EVERYTHING = "".join(PAYLOADS)
#: Stands in every letter; as text it is harmless.
TELLTALE = "alert(1)"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits, and nothing is hard to guess."""
    monkeypatch.setattr(slow_hash, "COST", slow_hash.CHEAP)
    monkeypatch.setattr(form_tokens.Token, "is_hasty", False)


class Shown(Opened):
    """The browser, with a word about what can still be read."""

    def runs_nothing(
        self, page: Any, *, shows: str = TELLTALE, status: int = 200, ours: Sequence[str] = ()
    ) -> None:
        """Show an answer of the site, or what somebody sees: nothing runs, and it can be read.

        ``ours`` are the elements that are on the page because we put them there.
        """
        if isinstance(page, Writer):
            page = _Answer(page.html, page.status)
        assert page.status_code == status
        assert self.troubles(page) == list(ours)
        self.page.goto("/shown/", wait_until="load")
        main = self.page.locator("main")
        assert main.get_by_role("heading", level=1).first.is_visible()
        assert shows in main.inner_text() + self._typed()
        # The frame around what was sent is whole: nothing of it was swallowed or pushed aside.
        assert self.page.locator("main").count() == 1
        assert self.page.locator("[data-leave]").count() >= 1
        assert (
            self.page.evaluate("document.querySelector('main').parentElement.closest('main, form, li')")
            is None
        )

    def _typed(self) -> str:
        return str(
            self.page.evaluate("[...document.querySelectorAll('textarea, input')].map(e => e.value).join()")
        )


class _Answer:
    def __init__(self, html: str, status: int) -> None:
        self.content, self.status_code = html.encode(), status


@pytest.fixture
def shown(chromium: Any) -> Iterator[Shown]:
    one = Shown(chromium)
    yield one
    one.close()


@pytest.fixture
def thread() -> Thread:
    return ThreadFactory(
        asks_faces="How was it?", choices=[{"key": "a", "question": "Who?", "options": [["x", "X"]]}]
    )


def all_but(writer: Writer, words: str, *kept: str) -> Writer:
    """The words in every field that the page has, but for those kept as they are."""
    for name in writer.names():
        if name not in ("token", "visit", "step", *kept):
            writer.choose(name, words)
    return writer


# --- Saying something -------------------------------------------------------------------------


@pytest.mark.parametrize("letter", LETTERS, ids=range(len(LETTERS)))
def test_the_way_in_gives_nothing_back_that_runs(letter, thread, shown):
    wrong = all_but(begun(thread), letter, "website").press("check")
    shown.runs_nothing(wrong, status=422)
    checked = begun(thread).fill(words=letter, allows="both").press("check")
    shown.runs_nothing(checked)
    for name in checked.names("decision"):
        checked.choose(name, letter)
    shown.runs_nothing(checked.press("change"))
    checked = begun(thread).fill(words=letter, allows="both").press("check")
    undecided = checked.press("send")
    if undecided.status == 422:
        shown.runs_nothing(undecided, status=422)
    garbage = {
        **begun(thread).sent_by("check"),
        "token": letter,
        "claim": letter,
        "words": letter,
        "step": letter,
    }
    shown.runs_nothing(Writer(address=checked.address).send_again(garbage), status=422)


def test_a_code_that_is_none_is_given_back_as_text(shown):
    by_code = ThreadFactory(access="by-code")
    for letter in LETTERS:
        shown.runs_nothing(all_but(begun(by_code), letter, "website").press("check"), status=422)


# --- Coming back --------------------------------------------------------------------------------


def sent_and_emptied(thread: Thread, letter: str) -> str:
    """The receipt of an answer that came out of the box as it was written."""
    checked = begun(thread).fill(words=letter, allows="both").press("check")
    for _n in range(3):
        if checked.receipt:
            break
        for detail in checked.tree.iter("{http://www.w3.org/1999/xhtml}input"):
            if detail.get("value") == "keep":
                checked.choose(detail.get("name"), "keep")
        checked.press("send")
    receipt = checked.receipt
    assert receipt
    emptying.empty()
    return receipt


@pytest.mark.parametrize("letter", LETTERS, ids=range(len(LETTERS)))
def test_coming_back_gives_nothing_back_that_runs(letter, thread, shown):
    receipt = sent_and_emptied(thread, letter)
    said = Contribution.objects.get()
    MessageFactory(contribution=said, said=letter)
    MessageFactory(contribution=said, said=letter, from_author=True)
    shown.runs_nothing(came_back(receipt))
    shown.runs_nothing(came_back(receipt).press("everything"))
    changing = came_back(receipt).press("change")
    shown.runs_nothing(changing)
    shown.runs_nothing(changing.fill(words=letter, allows=letter).press("check"), status=422)
    shown.runs_nothing(changing.fill(words=letter, allows="both").press("check"))
    replying = came_back(receipt).press("reply")
    shown.runs_nothing(replying)
    shown.runs_nothing(replying.fill(words=letter + EVERYTHING).press("send-reply"), status=422)


@pytest.mark.parametrize("letter", LETTERS[:2], ids=range(2))
def test_every_state_is_shown_with_nothing_that_runs(letter, thread, shown):
    receipt = sent_and_emptied(thread, letter)
    said = Contribution.objects.get()
    MessageFactory(contribution=said, said=letter)
    locked, row = held_words.lock({"words": letter, "shown": letter}), Contribution.objects.filter(pk=said.pk)
    for state in (State.RETURNED, State.DECLINED, State.ESCALATED):
        row.update(state=state, held=locked, reason=Reason.values[0] if state == State.DECLINED else "")
        shown.runs_nothing(came_back(receipt))
    row.update(state=State.PUBLISHED, held=b"", words=letter, batch=1, day=None, reason="")
    ResponseFactory(thread=thread, to=[said], words="<p>Thank you.</p>", name=letter, role=letter)
    shown.runs_nothing(came_back(receipt))


def test_a_number_that_is_none_and_a_visit_that_is_none_give_nothing_back_that_runs(shown):
    for letter in LETTERS:
        typed = Writer().open("/feedback/receipt/").fill(receipt=letter).press("open")
        shown.runs_nothing(typed, status=422)
        garbage = {"visit": letter, "token": letter, "receipt": letter, "words": letter, "step": "open"}
        shown.runs_nothing(
            Writer(address="/feedback/receipt/").send_again(garbage), shows="number", status=422
        )


# --- What everybody reads -----------------------------------------------------------------------


def full_of(letter: str) -> Thread:
    """A thread whose question, promise, readers, drawings, answers and responses are made of payloads."""
    JourneyStage.objects.update(name=letter)
    theme = Theme.objects.create(name=letter, slug="a-theme")
    thread = ThreadFactory(
        question=letter, why=letter, can_change=letter, who_decides=letter, references=letter,
        readers=[{"name": letter, "role": letter, "from_prison": True}],
        easy_read=[{"words": letter, "drawing": "box"}, {"words": letter, "drawing": letter}],
        recording=f"/media/{letter}", asks_faces=letter, closed_because=letter,
        choices=[{"key": "a", "question": letter, "options": [["x", letter], [letter, letter]]}],
        place=PlaceFactory(name=letter), themes=["a-theme"], stage=JourneyStage.objects.first(),
        changes=[{"day": "2026-11-24", "what": "why", "before": letter, "why": letter}],
    )  # fmt: skip
    stage = JourneyStage.objects.first()
    said = PublishedFactory(thread=thread, said=letter, stage=stage, face=1, choices={"a": "x"})
    said.themes.set([theme])
    PublishedFactory(thread=thread, said=letter, warnings=["self-harm"], choices={"a": letter})
    for to in ([said], []):
        ResponseFactory(
            thread=thread, to=to, kind=ResponseKind.WILL_DO, words="<p>Thank you.</p>",
            name=letter, role=letter, who=letter,
        )  # fmt: skip
    counts.recompute()
    return thread


@pytest.mark.parametrize("words", [EVERYTHING, "".join(reversed(PAYLOADS))], ids=["in order", "in reverse"])
def test_nothing_that_everybody_reads_runs(words, shown, client):
    page = thread_page()
    full_of(words)
    said = Contribution.objects.filter(choices={"a": "x"}).get()
    thread, key = said.thread, keys.written(said.pk)
    address = f"/feedback/{thread.slug}/"
    places = [address, f"{address}easy-read/", f"/feedback/words/{key}/", f"{address}say/", "/feedback/"]
    places += [f"/feedback/words/{key}/report/", f"/feedback/words/{key}/too/", f"/cy{address}"]
    places += ["/search/?q=script", "/search/?q=alert", "/search/?kind=answer", f"{address}?theme=a-theme"]
    for place in places:
        ours = ["AUDIO"] if place.removeprefix("/cy").partition("?")[0] == address else []
        shown.runs_nothing(client.get(place), ours=ours)
    begins = Writer().open(f"{address}say/").press("start")
    shown.runs_nothing(begins)
    shown.runs_nothing(begins.fill(words=words[:4000], allows="both", face="1").press("check"))
    shown.runs_nothing(begun(thread).press("check"), status=422)
    shown.runs_nothing(
        client.post(f"/feedback/words/{key}/report/", {"words": words, "reason": words, "token": words}),
        status=422,
    )
    assert page.url


def test_a_report_is_given_back_as_text(shown):
    said = PublishedFactory(said="They came late.")
    for letter in LETTERS:
        reporting = Writer().open(f"/feedback/words/{keys.written(said.pk)}/report/")
        shown.runs_nothing(reporting.fill(reason=letter, words=letter).press_button(), status=422)


def test_addresses_made_of_payloads_lead_to_nothing_that_runs(shown, client):
    thread_page()
    for letter in LETTERS:
        asked = dict.fromkeys(("theme", "stage", "group", "answered", "after", "page", "q", "kind"), letter)
        for place in ("/feedback/", "/feedback/how-we-do/"):
            answer = client.get(place, asked)
            assert answer.status_code < 500
            assert shown.troubles(answer) == []


# --- What members see -----------------------------------------------------------------------------


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def items_of(words: str, by: Any) -> dict[str, Any]:
    """Answers, notes, messages and reports made of payloads, and a plain answer."""
    thread = ThreadFactory(question=words, readers=[{"name": words, "role": words, "from_prison": False}])
    waiting, other = arrived(words, thread=thread), arrived("They came late.", thread=thread)
    published = PublishedFactory(thread=thread, said=words)
    arrivals.receive([published])
    noting.note(other, words[:900], by=by)
    for item in (waiting, other):
        MessageFactory(contribution=item.contribution, said=words)
        MessageFactory(contribution=item.contribution, said=words, from_author=True)
    report = ReportFactory(contribution=published)
    report.held = held_words.lock({"words": words})
    report.save()
    return {"waiting": waiting, "other": other, "published": fresh(published)}


def followed(client: Client, answer: Any) -> Any:
    """The page at which one is after an answer."""
    assert answer.status_code in (200, 302, 409, 422)
    return client.get(answer.url) if answer.status_code == 302 else answer


def addresses_of(item: Any) -> list[str]:
    acts = ("", "take-out/", "write/", "decline/", "tags/", "hand-over/", "escalate/")
    return [f"/members/feedback/answers/{keys.written(item.pk)}/{act}" for act in acts]


@pytest.mark.parametrize("words", [EVERYTHING, "".join(reversed(PAYLOADS))], ids=["in order", "in reverse"])
def test_the_queue_shows_nothing_that_runs(words, shown):
    person = facilitator(display_name=words)
    colleague = facilitator(display_name=words)
    items = items_of(words, colleague)
    JourneyStage.objects.update(name=words)
    Theme.objects.create(name=words, slug="a-theme")
    template = AnswerTemplate.objects.create(title=words, words=words)
    client = signed_in(person)
    shown.runs_nothing(client.get("/members/feedback/"))
    for item in items.values():
        for address in addresses_of(item):
            answer = client.get(address)
            if answer.status_code == 200:
                shown.runs_nothing(answer)
            for back in sends_to_all(client, address, words[:9000]):
                assert shown.troubles(followed(client, back)) == []
    write = f"{addresses_of(items['other'])[2]}?template={template.pk}"
    shown.runs_nothing(client.get(write))
    taken = client.post(
        addresses_of(items["waiting"])[1], {"version": "0", "words_0": words[:300], "step": "see"}
    )
    assert shown.troubles(taken) == []
    for address in (
        "templates/",
        "templates/new/",
        f"templates/{template.pk}/",
        "hours/",
        "codes/",
        "paper/",
    ):
        shown.runs_nothing(client.get(f"/members/feedback/{address}"), shows="")
        for back in sends_to_all(client, f"/members/feedback/{address}", words):
            assert shown.troubles(back) == []


def test_safeguarding_shows_nothing_that_runs(shown):
    place = PlaceFactory(name=EVERYTHING)
    person, by = lead(display_name=EVERYTHING), facilitator(display_name=EVERYTHING)
    thread = ThreadFactory(question=EVERYTHING)
    SaferCustodyContact.objects.create(
        place=place, name=EVERYTHING, phone=EVERYTHING, email=EVERYTHING, checked_on=timezone.localdate()
    )
    given = []
    for said in (EVERYTHING, "They came late."):
        item = arrived(said, thread=thread)
        escalating.escalate(item, by=by, version=item.version, note="A worry.")
        item = fresh(item)
        item.places.add(place)
        given.append(item)
    escalating.pass_on(
        given[1], to=EVERYTHING, said=EVERYTHING, at=timezone.now(), by=person, version=given[1].version
    )
    client = signed_in(person)
    ones = [f"/members/feedback/answers/{keys.written(item.pk)}/" for item in given]
    pages = [one + act for one in ones for act in ("", "pass-on/", "case/")]
    for address in (*pages, "/members/feedback/safeguarding/"):
        shown.runs_nothing(client.get(address))
        for back in sends_to_all(client, address, LETTERS[0]):
            assert shown.troubles(back) == []
    for address in ("contacts/", "contacts/new/", "away/"):
        shown.runs_nothing(client.get(f"/members/feedback/safeguarding/{address}"), shows="")
        for back in sends_to_all(client, f"/members/feedback/safeguarding/{address}", LETTERS[0]):
            assert shown.troubles(back) == []


def test_what_is_typed_from_paper_comes_back_as_text(shown, thread):
    client = signed_in(facilitator())
    for letter in LETTERS:
        names = ("words", "code", "role_group", "stage", "receipt", "nonce")
        for step in ("send", "correct", "again"):
            answer = client.post("/members/feedback/paper/", {**dict.fromkeys(names, letter), "step": step})
            shown.runs_nothing(answer, status=200 if step == "again" else 422)
        sent = {"thread": thread.pk, "words": plain(letter), "step": "send"}
        answer = client.post("/members/feedback/paper/", sent)
        assert "receipt" in fields(answer)[""]
        shown.runs_nothing(answer, shows="")


def test_responses_show_nothing_that_runs(shown):
    place = PlaceFactory(name=EVERYTHING)
    responder = PersonFactory(group=PermissionGroup.RESPONDER, display_name=EVERYTHING)
    thread = ThreadFactory(question=EVERYTHING, place=place)
    said = PublishedFactory(thread=thread, said=EVERYTHING)
    AnswerTemplate.objects.create(title=EVERYTHING, words=EVERYTHING, for_responses=True)
    client = signed_in(responder)
    new = f"{reverse('moderation:response-new')}?c={keys.written(said.pk)}"
    given = {
        "kind": ResponseKind.EXPLAINED,
        "words": plain(LETTERS[0])[:3900],
        "name": LETTERS[0][:120],
        "role": PAYLOADS[-1][:120],
    }
    for letter in LETTERS:
        for back in sends_to_all(client, new, letter):
            shown.runs_nothing(back, status=422)
    assert client.post(new, {**given, "then": "hand-in"}).status_code == 302
    ResponseDraft.objects.update(
        who=EVERYTHING, version=F("version"), history=[{"day": EVERYTHING, "words": EVERYTHING}]
    )
    draft = ResponseDraft.objects.get()
    publisher = signed_in(PersonFactory(group=PermissionGroup.PUBLISHER, second_step=True))
    for one in (client, publisher):
        for address in ("/members/feedback/responses/", f"/members/feedback/responses/{draft.pk}/", new):
            shown.runs_nothing(one.get(address))
    answer = publisher.post(
        reverse("moderation:response-approve", args=[draft.pk]), {"version": draft.version}
    )
    assert answer.status_code == 302
    shown.runs_nothing(Client().get(f"/feedback/words/{keys.written(said.pk)}/"))
    shown.runs_nothing(Client().get(f"/feedback/{thread.slug}/"))


def test_questions_show_nothing_that_runs(shown):
    page = thread_page(slug="of-payloads")
    chosen = {name: getattr(page, name) for name in ("slug", "basis", "access", "hangs_on")}
    fill(page, EVERYTHING)
    for name, value in chosen.items():  # chosen from lists, not typed
        setattr(page, name, value)
    written(page)
    Thread.objects.update(question=EVERYTHING, why=EVERYTHING, closed_because=EVERYTHING)
    client = signed_in(facilitator(display_name=EVERYTHING))
    number = Thread.objects.get().pk
    for address in ("", f"{number}/", f"{number}/rehearse/", f"{number}/rehearse/say/"):
        answer = client.get(f"/members/questions/{address}")
        assert answer.status_code == 200, address
        assert shown.troubles(answer) == []
        for back in sends_to_all(client, f"/members/questions/{address}", LETTERS[0]):
            assert shown.troubles(back) == []
    editing = signed_in(administrator(is_superuser=True)).get(f"/members/cms/pages/{page.pk}/edit/")
    assert editing.status_code == 200
    # Wagtail's own pages have buttons and scripts of their own; what counts is what ran.
    assert shown.troubles(editing, admins=True) == []
