"""What the page of a thread and the page of one answer say."""

import datetime
import html as html_of
import re

import html5lib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from cms.reading_grade import FOR_EVERYONE, FOR_THE_PUBLIC, grade_of_html
from edge import page_cache
from edge.memory import memory
from feedback.threads import counts, gate, keys, sockets
from feedback.threads.enums import Reason, ResponseKind
from feedback.threads.queries import PAGE_LENGTH
from feedback.threads.sockets import Became, Origin
from tests.factories.people import PlaceFactory
from tests.factories.threads import (
    ContributionFactory,
    PublishedFactory,
    ResponseFactory,
    ThreadFactory,
    emptied,
    many_published,
)
from tests.ui.payloads import PAYLOADS

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate
DAY = datetime.timedelta(days=1)


def page_of(client, thread, query=""):
    page_cache.shelf.clear()
    answer = client.get(f"/feedback/{thread.slug}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def words_of(client, contribution, status=200):
    page_cache.shelf.clear()
    answer = client.get(f"/feedback/words/{keys.written(contribution.pk)}/")
    assert answer.status_code == status
    return answer.content.decode()


def main_of(html):
    return re.search(r"<main.*?</main>", html, re.S)[0]


def text_of(html):
    """The words of the main part, as they are read."""
    return " ".join(html_of.unescape(re.sub(r"<[^>]+>", " ", main_of(html))).split())


def item_of(html, contribution):
    """What a page prints of one contribution."""
    return re.search(rf'<li id="words-{keys.written(contribution.pk)}".*?\n</li>', html, re.S)[0]


def shown(client, thread=None, **fields):
    """What the page prints of an answer with these."""
    thread = thread or ThreadFactory()
    one = PublishedFactory(thread=thread, **fields)
    return item_of(page_of(client, thread), one)


def order_of(html):
    return [keys.read(found) for found in re.findall(r'<li id="words-(\w{13})"', html)]


def queries_of(client, address, *, cold=False):
    client.get(address)
    page_cache.shelf.clear()
    if cold:
        memory.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


# --- The question and its promise ----------------------------------------------------------


def test_the_promise_stands_before_the_first_answer(client):
    thread = ThreadFactory(answer_by=datetime.date(2099, 1, 31), closes_on=datetime.date(2099, 1, 14))
    PublishedFactory(thread=thread, said="The very first words.")
    counts.recompute()
    text = text_of(page_of(client, thread))
    promise = (
        "Open until 14 January 2099.", thread.question, thread.why, "What can change",
        thread.can_change, "Who decides", thread.who_decides, "When an answer comes", "By 31 January 2099.",
        "Who reads it first", "Rhys Morgan, facilitator", "None of them works in a prison.",
    )  # fmt: skip

    places = [text.index(words) for words in promise]
    assert max(places) < text.index("The very first words.")


@pytest.mark.parametrize(
    ("answer_by", "answered_on", "says"),
    [
        (5, None, "By "),
        (0, None, "By "),
        (5, -1, "Kept. It came on "),
        (-3, -3, "Kept. It came on "),
        (-3, -2, "Late. It came on "),
        (-1, None, "Late. We said by "),
    ],
)
def test_the_promise_is_shown_as_kept_or_late(client, answer_by, answered_on, says):
    thread = ThreadFactory(
        answer_by=TODAY() + answer_by * DAY,
        answered_on=None if answered_on is None else TODAY() + answered_on * DAY,
    )

    assert f"When an answer comes {says}" in text_of(page_of(client, thread))


def test_whoever_reads_and_works_in_a_prison_is_named(client):
    readers = [
        {"name": "Ada Obi", "role": "officer", "from_prison": True},
        {"name": "Rhys Morgan", "role": "facilitator", "from_prison": False},
    ]
    text = text_of(page_of(client, ThreadFactory(readers=readers)))

    assert "Ada Obi works in a prison." in text
    assert "None of them" not in text


@pytest.mark.parametrize(
    ("basis", "says"),
    [
        ("involvement", "This is involvement"),
        ("evaluation", "This is an evaluation"),
        ("research", "This is research"),
    ],
)
def test_the_basis_is_told_with_its_references(client, basis, says):
    text = text_of(page_of(client, ThreadFactory(basis=basis, references="NRC 2026-118.")))

    assert says in text
    assert "NRC 2026-118." in text


def test_what_was_changed_after_it_opened_is_told_with_what_stood_there_before(client):
    changes = [
        {
            "day": "2026-11-20",
            "what": "answer_by",
            "before": "1 December 2026",
            "why": "The governor is away.",
        }
    ]
    text = text_of(page_of(client, ThreadFactory(changes=changes)))

    assert "Changed on 20 November 2026: When an answer comes." in text
    assert "“1 December 2026”" in text
    assert "The governor is away." in text


def test_an_open_thread_offers_to_say_something_and_to_come_back(client):
    thread = ThreadFactory(easy_read=[{"words": "You can tell us.", "drawing": "speaking"}])
    html = page_of(client, thread)

    assert f'href="/feedback/{thread.slug}/say/"' in html
    assert 'href="/feedback/receipt/"' in html
    assert f'href="/feedback/{thread.slug}/easy-read/"' in html
    assert re.search(r"<button[^>]+hidden data-read-aloud=\"read-out\"", html)


def test_a_closed_thread_says_so_and_takes_no_more_answers_but_receipts(client):
    thread = ThreadFactory(closes_on=TODAY() - DAY, closed_because="The prison closes.")
    html = page_of(client, thread)

    assert "/say/" not in main_of(html)
    assert 'href="/feedback/receipt/"' in html
    assert "No more answers can be sent." in html
    assert "The prison closes." in html


def test_a_thread_that_opens_later_says_when(client):
    thread = ThreadFactory(opens_on=datetime.date(2098, 3, 1), closes_on=datetime.date(2099, 3, 1))
    html = page_of(client, thread)

    assert "Opens on 1 March 2098." in html
    assert "/say/" not in main_of(html)


def test_the_last_day_is_the_whole_day(client):
    html = page_of(client, ThreadFactory(closes_on=TODAY()))

    assert "Open until tonight." in html
    assert "/say/" in main_of(html)


@pytest.mark.parametrize("fields", [{"opened_on": None}, {"hidden": True}])
def test_what_is_not_opened_or_not_published_is_nowhere(client, fields):
    thread = ThreadFactory(easy_read=[{"words": "A", "drawing": ""}], **fields)
    one = PublishedFactory(thread=thread)

    for address in (
        f"/feedback/{thread.slug}/",
        f"/feedback/{thread.slug}/easy-read/",
        f"/feedback/words/{keys.written(one.pk)}/",
    ):
        assert client.get(address).status_code == 404


def test_a_thread_by_code_says_where_codes_come_from_and_what_they_tell(client):
    text = text_of(page_of(client, ThreadFactory(access="by-code")))

    assert "It stands on a slip of paper." in text
    assert "It does not say who you are." in text


def test_where_it_comes_from_is_told_by_the_room_above(client):
    thread = ThreadFactory(hangs_on_kind="test-event", hangs_on_key="abc")
    assert "It comes from" not in page_of(client, thread)
    sockets.comes_from.register("test-event", lambda found: {"abc": Origin("an event", "/events/one/")})
    try:
        html = page_of(client, thread)
    finally:
        sockets.comes_from.unregister("test-event")
    assert '<a href="/events/one/">an event</a>' in html


def test_what_it_is_about_and_for_whom(client):
    thread = ThreadFactory(
        for_groups=["pwle", "family"], themes=["trust"], place=PlaceFactory(name="HMP Here")
    )
    text = text_of(page_of(client, thread))

    assert "Whom we ask: people with lived experience of prison and families and carers." in text
    assert "HMP Here, Trust" in text
    assert "Whom we ask: everybody." in text_of(page_of(client, ThreadFactory()))


def test_a_recording_plays_from_this_site_and_only_when_asked(client):
    html = page_of(client, ThreadFactory(recording="/documents/3/question.mp3"))

    assert '<audio controls preload="none" src="/documents/3/question.mp3">' in html


def test_without_answers_the_page_says_so_kindly(client):
    assert "Yours can be the first." in page_of(client, ThreadFactory())


# --- Answers ---------------------------------------------------------------------------------


def test_an_answer_shows_its_month_and_never_its_day_or_week(client):
    thread = ThreadFactory()
    one = PublishedFactory(thread=thread, week=datetime.date(2026, 10, 26))
    html = page_of(client, thread)

    assert "October 2026" in item_of(html, one)
    assert not re.search(r"26 October|2026-10-26|26/10", html + words_of(client, one))


def test_what_was_taken_out_is_a_bar_that_says_what_kind_of_thing_it_was(client):
    thread = ThreadFactory()
    one = PublishedFactory(thread=thread, said="Ask ⟦name⟧ on ⟦cell⟧.")
    item = item_of(page_of(client, thread), one)

    assert item.count('<span class="bar-out">') == 2
    assert '<span class="visually-hidden">taken out: </span>a name</span>' in item
    assert "⟦" not in item


def test_words_are_plain_paragraphs_whatever_they_hold(client):
    item = shown(client, said="One <b>bold</b> & more.\n\nTwo.\nThree.")

    assert "One &lt;b&gt;bold&lt;/b&gt; &amp; more.</p><p>Two.<br>Three.</p>" in item


@pytest.mark.parametrize("payload", PAYLOADS[::7])
def test_no_words_run(client, payload):
    thread = ThreadFactory(
        question=f"Q {payload}"[:200], why=payload, can_change=payload, who_decides=payload[:200],
        readers=[{"name": payload, "role": payload, "from_prison": True}], references=payload[:300],
        asks_faces=payload[:200], easy_read=[{"words": payload, "drawing": payload}],
        choices=[{"key": "a", "question": payload, "options": [["x", payload]]}],
        changes=[{"day": "2026-11-20", "what": payload, "before": payload, "why": payload}],
    )  # fmt: skip
    one = PublishedFactory(
        thread=thread, said=f"{payload} ⟦{payload[:50]}⟧", face=1, choices={"a": "x", payload: payload}
    )
    ResponseFactory(thread=thread, to=[one], words=payload, name=payload[:120], role=payload[:120])
    counts.recompute()
    pages = page_of(client, thread) + words_of(client, one)
    for address in (f"/feedback/{thread.slug}/easy-read/", "/feedback/"):
        pages += client.get(address).content.decode()

    elements = [
        one for one in html5lib.parse(pages, namespaceHTMLElements=False).iter() if isinstance(one.tag, str)
    ]
    assert [
        one.get("src") for one in elements if one.tag == "script" and "/static/" not in (one.get("src") or "")
    ] == []
    assert FORBIDDEN & {one.tag for one in elements} == set()
    attributes = [(name, value) for one in elements for name, value in one.attrib.items()]
    assert [name for name, _value in attributes if str(name).startswith("on")] == []
    assert [value for _name, value in attributes if re.match(r"\s*javascript:", value, re.I)] == []


FORBIDDEN = {"iframe", "object", "embed", "base", "style", "math", "frameset", "video", "img"}


def test_a_content_warning_stands_before_the_words_which_open_on_demand(client):
    item = shown(client, said="Hard to read.", warnings=["violence", "death"])
    warned = re.search(r'<details class="warned"><summary>(.*?)</summary>(.*?)</details>', item, re.S)

    assert warned[1].startswith("This is about violence and death.")
    assert "Hard to read." in warned[2]
    assert item.count("Hard to read.") == 1
    assert "<details" not in shown(client)


def test_a_role_group_is_shown_only_once_eight_of_it_are_published_here(client):
    thread = ThreadFactory()
    seven = PublishedFactory.create_batch(7, thread=thread, role_group="family")
    counts.recompute()
    assert "families and carers" not in page_of(client, thread) + words_of(client, seven[0])

    PublishedFactory(thread=thread, role_group="family")
    PublishedFactory(thread=thread, role_group="probation")
    counts.recompute()
    thread.refresh_from_db()
    html = page_of(client, thread)
    assert html.count("From: families and carers.") == 8
    assert "From: probation" not in html


def test_what_else_is_told_of_an_answer(client):
    thread = ThreadFactory(
        asks_faces="How was it?",
        choices=[{"key": "who", "question": "Who came?", "options": [["x", "Nobody"]]}],
    )
    one = PublishedFactory(
        thread=thread, stage="recalled", themes=["housing"], for_somebody_else=True, on_paper=True,
        happened_too=8, face=2, choices={"who": "x", "gone": "y"},
    )  # fmt: skip
    text = html_of.unescape(re.sub(r"<[^>]+>", "", item_of(page_of(client, thread), one)))

    for words in (
        "Recalled, Housing.", "Told for somebody else.", "It came on paper.",
        "Many say this happened to them too.", "How was it? Bad", "Who came? Nobody",
    ):  # fmt: skip
        assert words in text


@pytest.mark.parametrize("number", range(12))
def test_how_many_it_happened_to_is_never_a_number(client, number):
    item = shown(client, happened_too=number)

    assert ("A few say" in item) == (3 <= number < 8)
    assert ("Many say" in item) == (number >= 8)


def test_an_answer_of_choices_alone_is_shown(client):
    item = shown(client, ThreadFactory(asks_faces="How was it?"), said="", face=5)

    assert "<b>Very good</b>" in item
    assert 'class="words' not in item


def test_every_published_answer_can_be_reported_and_happened_to_others_while_the_thread_is_open(client):
    thread = ThreadFactory()
    one = PublishedFactory(thread=thread)
    address = f"/feedback/words/{keys.written(one.pk)}"
    assert f'href="{address}/report/"' in page_of(client, thread)
    assert f'href="{address}/too/"' in page_of(client, thread)

    thread.closes_on = TODAY() - DAY
    thread.save()
    assert f'href="{address}/report/"' in page_of(client, thread)
    assert f'href="{address}/too/"' not in page_of(client, thread)


# --- What takes the place of words --------------------------------------------------------------


def test_what_was_refused_or_taken_back_leaves_a_line_that_says_why(client):
    thread = ThreadFactory()
    refused, taken_back, again = (PublishedFactory(thread=thread, said=f"SECRET{n}") for n in range(3))
    gate.decline(refused, Reason.THREATENS)
    gate.withdraw([taken_back])
    gate.take_down(again)
    html = page_of(client, thread)

    assert "One answer is not shown. It threatens or insults somebody." in item_of(html, refused)
    assert 'href="/community-rules/"' in item_of(html, refused)
    assert "One answer was here. Its author took it back." in item_of(html, taken_back)
    assert "One answer is being read again." in item_of(html, again)
    assert "SECRET" not in html
    for one in (refused, taken_back, again):
        assert "/report/" not in item_of(html, one)


def test_what_was_never_shown_leaves_no_trace_before_its_time(client):
    thread = ThreadFactory()
    held = ContributionFactory(thread=thread)
    declined = ContributionFactory(thread=thread)
    gate.decline(declined, Reason.ADVERT)

    assert order_of(page_of(client, thread)) == []
    for one in (held, declined):
        words_of(client, one, status=404)
    emptied(3, TODAY() + 8 * DAY)
    assert order_of(page_of(client, thread)) == [declined.pk]


def test_withdrawn_words_are_gone_at_their_address_which_says_so(client):
    one = PublishedFactory(said="SECRET")
    gate.withdraw([one])
    html = words_of(client, one, status=410)

    assert "Its author took it back." in html
    assert "SECRET" not in html


# --- What followed ----------------------------------------------------------------------------------


def test_a_response_is_named_dated_and_says_what_is_done(client):
    thread = ThreadFactory()
    one = PublishedFactory(thread=thread)
    ResponseFactory(
        thread=thread, to=[one], kind=ResponseKind.WILL_DO, words="<p>Visits start <em>earlier</em>.</p>",
        day=datetime.date(2026, 11, 2), due_on=datetime.date(2099, 3, 1), who="Mel Price",
    )  # fmt: skip
    html = page_of(client, thread)
    item = item_of(html, one)

    assert "We will do this.<span> By 1 March 2099. Mel Price sees to it.</span>" in item
    assert "<p>Visits start <em>earlier</em>.</p>" in item
    assert "Sam Okafor, Resettlement lead. 2 November 2026" in item
    assert 'class="did"' in item


def test_a_promise_whose_day_is_over_is_shown_as_late_and_draws_nothing(client):
    thread = ThreadFactory()
    one = PublishedFactory(thread=thread)
    ResponseFactory(thread=thread, to=[one], kind=ResponseKind.WILL_DO, due_on=TODAY() - DAY)
    item = item_of(page_of(client, thread), one)

    assert "That day is over. We have not heard that it is done." in item
    assert 'class="did"' not in item
    assert "line--done" not in item
    assert "a promise, late" in item


@pytest.mark.parametrize(
    ("kind", "draws", "response", "led_to"),
    [
        (None, False, "line--nothing", "nothing yet"),
        (ResponseKind.EXPLAINED, False, "line--answered", "nothing yet"),
        (ResponseKind.CANNOT, False, "line--answered", "no, and why"),
        (ResponseKind.WILL_DO, True, "line--done", "a promise"),
        (ResponseKind.DONE, True, "line--done", "a change"),
    ],
)
def test_the_second_stroke_runs_only_where_something_is_done(client, kind, draws, response, led_to):
    thread = ThreadFactory()
    one = PublishedFactory(thread=thread)
    if kind:
        ResponseFactory(thread=thread, to=[one], kind=kind)
    item = item_of(page_of(client, thread), one)
    steps = re.findall(r'<li class="(line--\w+)"><b>([^<]+)</b> <span>([^<]*)</span>', item)

    assert ('class="did"' in item) == draws
    assert [text for _state, text, _note in steps] == ["Received", "Shown", "Response", "Led to"]
    assert steps[0][0] == steps[1][0] == "line--said"
    assert steps[2][0] == response
    assert steps[3][2] == led_to


@pytest.mark.parametrize(
    ("progress", "changed", "draws", "note"),
    [("going", False, True, "a plan"), ("done", True, True, "a change"), ("no", False, False, "no, and why")],
)
def test_what_it_led_to_is_told_by_rooms_above(client, progress, changed, draws, note):
    thread = ThreadFactory()
    one, other = PublishedFactory.create_batch(2, thread=thread)
    told = {one.pk: [Became("A list of link workers", "/proposals/1/", progress, changed=changed)]}
    sockets.became.register("test", lambda found: {key: told[key] for key in found if key in told})
    try:
        html = page_of(client, thread)
    finally:
        sockets.became.unregister("test")
    item = item_of(html, one)

    assert 'It led to: <a href="/proposals/1/">A list of link workers</a>' in item
    assert ('class="did"' in item) == draws
    assert f"<b>Led to</b> <span>{note}</span>" in item
    assert 'class="did"' not in item_of(html, other)


def test_a_response_to_all_stands_once_above_the_answers_of_the_first_page(client):
    thread = many_published(PAGE_LENGTH + 5, responses=False)
    ResponseFactory(thread=thread, words="<p>To all of you.</p>")
    first = page_of(client, thread)
    following = re.search(r'href="[^"]*(\?after=[^"]+)" rel="next"', first)[1]

    assert first.count("To all of you.") == 1
    assert "To all of you." not in page_of(client, thread, following)
    assert "To all of you." not in page_of(client, thread, "?theme=trust")


def test_a_response_to_withdrawn_words_goes_with_them(client):
    """It may repeat what they said."""
    thread = ThreadFactory()
    one = PublishedFactory(thread=thread)
    ResponseFactory(thread=thread, to=[one], words="<p>You say that SECRET.</p>")
    gate.withdraw([one])

    assert "SECRET" not in page_of(client, thread) + words_of(client, one, status=410)


def test_the_counts_stand_above_as_they_were_at_the_last_emptying(client):
    thread = ThreadFactory(published=24, answered=9, asked_for_change=7, led_to_change=3)
    text = text_of(page_of(client, thread))

    assert "24 answers 9 have a response. 3 of 7 that asked for a change led to one." in text


# --- Order, pages, choices --------------------------------------------------------------------------


def test_the_newest_batch_comes_first_and_inside_a_batch_keys_of_chance_decide(client):
    thread = ThreadFactory()
    rows = [PublishedFactory(thread=thread, batch=batch) for batch in (1, 3, 2, 3, 1, 2)]
    expected = [row.pk for row in sorted(rows, key=lambda row: (row.batch, row.pk), reverse=True)]

    assert order_of(page_of(client, thread)) == expected


@pytest.mark.database
def test_paging_shows_every_answer_once(client):
    thread = many_published(PAGE_LENGTH * 3 + 7, responses=False)
    seen, query = [], ""
    while True:
        html = page_of(client, thread, query)
        seen += order_of(html)
        following = re.search(r'href="[^"]*(\?after=[^"]+)" rel="next"', html)
        if not following:
            break
        query = html_of.unescape(following[1])

    expected = thread.contributions.newest_first().values_list("pk", flat=True)
    assert seen == list(expected)


@pytest.mark.parametrize(
    "query",
    ["?after=x", "?after=1", "?after=1.uuuuuuuuuuuuu", "?after=999999999999999999.0000000000000",
     "?after=1.zzzzzzzzzzzzz", "?theme=nothing&stage=nothing", "?group=%00",
     "?answered=x", "?theme=%F0%9F%98"],
)  # fmt: skip
def test_whatever_stands_in_the_query_no_error_comes_of_it(client, query):
    page_of(client, many_published(5), query)


def test_answers_can_be_narrowed_down_without_a_script(client):
    thread = ThreadFactory()
    housing = PublishedFactory(thread=thread, themes=["housing"], stage="recalled")
    court = PublishedFactory(thread=thread, themes=["work"], stage="court")
    ResponseFactory(thread=thread, to=[court])
    stub = PublishedFactory(thread=thread)
    gate.withdraw([stub])
    counts.recompute()

    assert order_of(page_of(client, thread, "?theme=housing")) == [housing.pk]
    assert order_of(page_of(client, thread, "?stage=court")) == [court.pk]
    assert order_of(page_of(client, thread, "?answered=1")) == [court.pk]
    assert order_of(page_of(client, thread, "?theme=housing&stage=court")) == []
    assert "No answer fits that" in page_of(client, thread, "?theme=housing&stage=court")
    assert order_of(page_of(client, thread, "?theme=no-such-theme")) == []
    html = page_of(client, thread, "?theme=housing")
    assert 'method="get"' in html
    assert "Housing</b>" in html
    assert '<option value="money"' not in html


def test_a_group_that_may_not_be_shown_cannot_be_asked_for_either(client):
    thread = ThreadFactory()
    shown = PublishedFactory.create_batch(8, thread=thread, role_group="family")
    PublishedFactory.create_batch(7, thread=thread, role_group="probation")
    counts.recompute()

    assert sorted(order_of(page_of(client, thread, "?group=family"))) == sorted(row.pk for row in shown)
    assert order_of(page_of(client, thread, "?group=probation")) == []
    unknown = page_of(client, thread, "?group=no-such-group")
    assert main_of(page_of(client, thread, "?group=probation")) == main_of(unknown)
    assert 'value="probation"' not in page_of(client, thread)


def test_narrowed_pages_are_kept_for_all(client):
    thread = many_published(5)
    address = f"/feedback/{thread.slug}/?theme=trust&stage=court&group=&answered=1"
    page_cache.shelf.clear()
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)

    assert len(captured) == 1


# --- One answer ---------------------------------------------------------------------------------------


def test_long_words_are_cut_on_the_list_and_whole_at_their_own_address(client):
    thread = ThreadFactory()
    one = PublishedFactory(thread=thread, said="This is how it went on and on. " * 60 + "The end.")
    listed, whole = page_of(client, thread), words_of(client, one)

    assert "The end." not in listed
    assert f'<a href="/feedback/words/{keys.written(one.pk)}/">Read the rest</a>' in listed
    assert "The end." in whole


def test_the_permanent_page_says_nothing_of_order(client):
    """Two answers that differ in batch alone have the same page, but for their keys."""
    thread = ThreadFactory()
    one, other = (PublishedFactory(thread=thread, said="Same words.", batch=batch) for batch in (2, 77))
    pages = [words_of(client, row).replace(keys.written(row.pk), "KEY") for row in (one, other)]

    assert pages[0] == pages[1]
    assert "77" not in main_of(pages[1])


def test_an_address_copied_by_hand_leads_to_its_answer(client):
    one = PublishedFactory()
    key = keys.written(one.pk)
    answer = client.get(f"/feedback/words/{key.upper().replace('0', 'O').replace('1', 'I')}/")

    assert (answer.status_code, answer["Location"]) == (302, f"/feedback/words/{key}/")
    assert client.get("/feedback/words/nonsense/").status_code == 404


# --- Easy Read, Welsh, cost ------------------------------------------------------------------------------


def test_the_easy_read_page_has_one_sentence_a_row_each_with_its_drawing(client):
    sentences = [{"words": "You can tell us.", "drawing": "speaking"}, {"words": "Or not.", "drawing": ""}]
    thread = ThreadFactory(easy_read=sentences)
    html = client.get(f"/feedback/{thread.slug}/easy-read/").content.decode()

    assert html.count('class="drawing"') == 1
    assert "<p>You can tell us.</p>" in html
    assert client.get(f"/feedback/{ThreadFactory().slug}/easy-read/").status_code == 404


def test_every_drawing_that_editors_can_choose_is_drawn():
    from tests.ui.declared import drawn
    from ui.drawings import NAMES

    drawings = {name: drawn(f'<c-easy-drawing name="{name}" />') for name in NAMES}
    assert len(set(drawings.values())) == len(NAMES)
    for name, drawing in drawings.items():
        assert drawing.count("<path") == 2, name
        assert 'aria-hidden="true"' in drawing


def test_under_cy_the_words_keep_their_own_language(client):
    thread = ThreadFactory()
    PublishedFactory(thread=thread)
    page_cache.shelf.clear()
    with translation.override("cy"):
        html = client.get(f"/cy/feedback/{thread.slug}/").content.decode()

    assert '<html lang="cy">' in html
    assert re.search(rf'lang="en-GB"[^>]*><h1>{re.escape(thread.question)}', html)
    assert re.search(r'class="words words--\w+" lang="en-GB"', html)
    assert "/cy/feedback/words/" in html


@pytest.mark.database
def test_a_thread_takes_the_same_queries_with_5_answers_and_with_2000_and_at_most_12(client):
    small, large = many_published(25), many_published(2000)
    for thread in (small, large):
        ResponseFactory(thread=thread)
        thread.hangs_on_kind, thread.hangs_on_key = "test", "x"
        thread.save()
    sockets.comes_from.register("test", lambda found: {})
    try:
        for query in ("", "?theme=trust", "?answered=1&stage=court"):
            warm = [queries_of(client, f"/feedback/{one.slug}/{query}") for one in (small, large)]
            cold = [queries_of(client, f"/feedback/{one.slug}/{query}", cold=True) for one in (small, large)]
            assert warm[0] == warm[1]
            assert cold[0] == cold[1] <= 12
    finally:
        sockets.comes_from.unregister("test")


def test_an_answer_alone_takes_few_queries(client):
    one = PublishedFactory(themes=["trust", "work"], stage="court")
    ResponseFactory.create_batch(3, thread=one.thread, to=[one])

    # Two of them for what came of it: proposals, and what was decided about them.
    assert queries_of(client, f"/feedback/words/{keys.written(one.pk)}/") <= 7


# --- How it reads -----------------------------------------------------------------------------------------


def _frame(thread_html):
    """The words of the site itself: without what editors and authors wrote."""
    return main_of(thread_html)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"access": "by-code"},
        {"closes_on": datetime.date(2026, 1, 1), "answer_by": datetime.date(2026, 2, 1)},
        {"opens_on": datetime.date(2098, 1, 1), "closes_on": datetime.date(2099, 1, 1)},
    ],
    ids=["open", "by code", "closed and late", "to come"],
)
def test_the_words_around_a_question_are_for_everyone(client, fields):
    thread = ThreadFactory(
        why="We want to know.",
        can_change="We can ask.",
        who_decides="We do.",
        question="What helps?",
        **fields,
    )
    found = grade_of_html(_frame(page_of(client, thread)))

    assert found.level <= FOR_EVERYONE, found.hardest


def test_the_page_of_a_thread_with_answers_is_no_harder_than_the_public_may_read(client):
    thread = ThreadFactory()
    one = PublishedFactory(thread=thread, themes=["trust"])
    ResponseFactory(thread=thread, to=[one], kind=ResponseKind.WILL_DO)
    gate.decline(PublishedFactory(thread=thread), Reason.OFF_TOPIC)
    counts.recompute()
    found = grade_of_html(_frame(page_of(client, thread)))

    assert found.level <= FOR_THE_PUBLIC, found.hardest
