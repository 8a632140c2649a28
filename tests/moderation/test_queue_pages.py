"""The queue's pages: what is on them, who gets in, what a refused act gives back."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from feedback.moderation import claiming, declining, escalating, publishing, queries
from feedback.moderation.enums import Shelf
from feedback.moderation.models import AnswerTemplate, Item, Note
from feedback.threads import gate, keys
from feedback.threads.enums import State
from feedback.threads.models import Contribution, Message
from feedback.threads.sockets import tell_heard
from tests.factories.moderation import arrived, deputy, facilitator, fresh, lead, many_arrived
from tests.factories.people import PlaceFactory, PlaceTieFactory, member
from tests.factories.threads import MessageFactory, ReportFactory
from vocabulary.models import Theme

pytestmark = pytest.mark.django_db

QUEUE = "/members/feedback/"


def page_of(item, name="item"):
    return reverse(f"moderation:{name}", args=[keys.written(item.pk)])


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


# --- The list -------------------------------------------------------------------------------------


def test_what_needs_somebody_first_is_on_top(signed_in):
    old = arrived("Nothing special, but old.")
    Item.objects.filter(pk=old.pk).update(since=timezone.localdate() - timedelta(days=5))
    arrived("Nothing special, but new.")
    arrived("Ring me on 07700 900123")
    reported = arrived("Somebody reported this.")
    ReportFactory(contribution=reported.contribution)
    tell_heard("reported", [reported.contribution], timezone.localdate())
    arrived("I want to kill myself.")
    page = text(signed_in(facilitator()).get(QUEUE))
    order = ["kill myself", "Somebody reported this", "07700 900123", "but old", "but new"]
    found = [page.index(words) for words in order]
    assert found == sorted(found)


def test_a_row_warns_before_it_shows_the_beginning_and_no_more(signed_in):
    arrived("I want to kill myself. " + "It goes on and on. " * 30 + "The very end.", may_show=False)
    page = text(signed_in(facilitator()).get(QUEUE))
    assert page.index("Somebody may be at risk") < page.index("I want to kill myself.")
    assert "Its author does not want it shown" in page
    assert "The very end." not in page


@pytest.mark.database
def test_lists_are_paged_by_key_and_lose_nothing(signed_in):
    by = facilitator()
    many_arrived(60)
    seen, after = [], ""
    for _turn in range(4):
        page = queries.page(by, Shelf.WAITING, after)
        seen += [item.pk for item in page.items]
        after = page.next_key
        if not after:
            break
    assert len(seen) == len(set(seen)) == 60
    answer = signed_in(by).get(QUEUE)
    assert "100 answers" not in text(answer)
    assert text(answer).count("Something about number") == 25
    older = re.search(r'href="(\?list=waiting[^"]+)" rel="next"', answer.content.decode())[1]
    assert text(signed_in(by).get(QUEUE + older.replace("&amp;", "&"))).count("Something about number") == 25


def test_a_key_that_is_not_ours_begins_at_the_beginning(signed_in):
    arrived("The first.")
    for key in ("x", "0 2026-01-01 5", "0 2026-01-01 5:forged", "%00"):
        assert "The first." in text(signed_in(facilitator()).get(QUEUE, {"after": key}))


@pytest.mark.database
def test_each_shelf_holds_what_it_says(signed_in):
    by = facilitator()
    items = {
        name: arrived(f"This is {name}.") for name in ("leaving", "returned", "declined", "mine", "gone")
    }
    items["read"] = arrived("This is read.", may_show=False)
    publishing.publish(items["leaving"], by=by, version=0)
    gate.return_to_author(items["returned"].contribution)
    declining.decline(items["declined"], "advert", by=by, version=0)
    claiming.claim(items["mine"], by=by, version=0)
    declining.close_as_read(items["read"], by=by, version=0)
    gate.withdraw([items["gone"].contribution])
    client = signed_in(by)
    lists = {
        "leaving": "leaving",
        "returned": "returned",
        "not-shown": "declined",
        "mine": "mine",
        "read": "read",
    }
    for shelf, name in lists.items():
        page = text(client.get(QUEUE, {"list": shelf}))
        found = [one for one in items if f"This is {one}." in page]
        assert name in found
        assert len(found) == 1, shelf
    assert "The words are gone." in text(client.get(QUEUE, {"list": "gone"}))
    assert client.get(QUEUE, {"list": "nonsense"}).status_code == 200


@pytest.mark.database
def test_every_list_asks_as_many_questions_whatever_there_is(signed_in):
    by = facilitator()
    PlaceTieFactory(person=by, place=PlaceFactory())
    client, asked = signed_in(by), []
    for number in (50, 450):
        _spread(many_arrived(number), by)
        counts = []
        for shelf in Shelf:
            with CaptureQueriesContext(connection) as seen:
                assert client.get(QUEUE, {"list": shelf.value}).status_code == 200
            counts.append(len(seen))
        asked.append(counts)
    assert asked[0] == asked[1]
    assert max(asked[0]) <= 12


def _spread(rows, by):
    """Some onto each shelf, straight in the tables: this is about reading."""
    for at, (state, fields) in enumerate(
        [
            (State.HELD, {"ready": True}),
            (State.RETURNED, {}),
            (State.PUBLISHED, {"words": "x", "held": b"", "batch": 1}),
            (State.DECLINED, {}),
            (State.HELD, {"was_read": True, "may_show": False}),
            (State.WITHDRAWN, {"held": b""}),
        ]
    ):
        some = [row.pk for row in rows[at::8]]
        Contribution.objects.filter(pk__in=some).update(state=state, **fields)
        Item.objects.filter(pk__in=some).update(open=False)
    Item.objects.filter(pk__in=[row.pk for row in rows[6::8]]).update(claimed_by=by)
    for row in rows[7:40:8]:
        MessageFactory(contribution=row, from_author=True)


def test_words_that_cannot_be_opened_are_said_to_be(signed_in, settings):
    item = arrived("Locked away.")
    settings.HELD_WORDS_SECRET = "another secret altogether, long enough"
    client = signed_in(facilitator())
    assert "These words cannot be opened." in text(client.get(QUEUE))
    assert "These words cannot be opened" in text(client.get(page_of(item)))
    answer = client.post(page_of(item, "publish"), {"version": item.version}, follow=True)
    assert "the key of this installation has changed" in text(answer)


# --- Nobody sees what concerns their own prison -----------------------------------------------------


def every_address_of(item):
    from django.urls import get_resolver

    names = [
        name for name in get_resolver("feedback.moderation.queue_urls").reverse_dict if isinstance(name, str)
    ]
    found = []
    for name in names:
        try:
            found.append(page_of(item, name))
        except Exception:
            continue
    return found


def test_by_no_address_and_in_no_count(signed_in):
    larch = PlaceFactory(name="HMP Larch", slug="larch")
    tied = facilitator()
    PlaceTieFactory(person=tied, place=larch)
    item = arrived("The secret of HMP Larch.")
    client = signed_in(tied)
    addresses = every_address_of(item)
    assert len(addresses) > 18
    for address in addresses:
        for answer in (client.get(address), client.post(address, {"version": 0, "words": "Note."})):
            assert answer.status_code in (403, 405), address
            assert "secret" not in text(answer)
            assert "HMP Larch" not in text(answer)
    assert "secret" not in text(client.get(QUEUE))
    assert "1 answer" not in text(client.get(QUEUE))
    assert "wait to be read" not in text(client.get("/members/"))
    assert fresh(item).version == 0


def test_an_item_that_is_not_there_is_answered_like_one_that_is_not_theirs(signed_in):
    larch = PlaceFactory(name="HMP Larch", slug="larch")
    tied = facilitator()
    PlaceTieFactory(person=tied, place=larch)
    item = arrived("At HMP Larch.")
    client = signed_in(tied)
    there = client.get(page_of(item))
    for key in (keys.written(12345), "not-a-key", "0" * 13):
        missing = client.get(f"{QUEUE}answers/{key}/")
        assert missing.status_code == there.status_code == 403
        # The address at the foot, for paper, is what was asked for.
        mine, theirs = keys.written(item.pk), key
        assert missing.content.decode().replace(theirs, "") == there.content.decode().replace(mine, "")


def test_facilitators_do_not_reach_what_is_with_safeguarding(signed_in):
    item = arrived("The words of somebody.")
    escalating.escalate(item, by=facilitator(), version=item.version)
    client = signed_in(facilitator())
    for address in every_address_of(item):
        answer = client.post(address, {"version": 1, "words": "Typed already."})
        assert answer.status_code in (403, 405)
        assert "words of somebody" not in text(answer)
    assert "words of somebody" not in text(client.get(QUEUE))


@pytest.mark.parametrize("who", [member, lambda: None])
def test_others_do_not_get_in(signed_in, client, who):
    person = who()
    asker = signed_in(person) if person else client
    assert asker.get(QUEUE).status_code in (302, 403)


# --- One answer, and acts ----------------------------------------------------------------------------


def test_the_page_of_an_answer_shows_all_of_it_with_what_was_found(signed_in):
    item = arrived("First.\n\nRing me on 07700 900123. " + "On and on. " * 50 + "The very end.")
    page = text(signed_in(facilitator()).get(page_of(item)))
    assert "The very end." in page
    assert "07700 900123 (a phone number)" in page


def test_it_is_never_kept_by_a_browser(signed_in):
    item = arrived()
    escalating.escalate(item, by=facilitator(), version=0)
    answers = [signed_in(lead()).get(page_of(item, name)) for name in ("item", "case-sheet", "pass-on")]
    for answer in [*answers, signed_in(facilitator()).get(QUEUE)]:
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]


def test_letting_it_go_says_when_it_leaves(signed_in):
    item = arrived()
    answer = signed_in(facilitator()).post(page_of(item, "publish"), {"version": 0}, follow=True)
    assert "Let go." in text(answer)
    assert "Until then you can take it back." in text(answer)
    assert Contribution.objects.get(pk=item.pk).ready
    page = text(signed_in(facilitator()).get(page_of(item)))
    assert "Take it back" in page


def test_redacting_is_looked_at_before_it_is_let_go(signed_in):
    item = arrived("Ring me on 07700 900123. Ask for Bloggs.")
    client, address = signed_in(facilitator()), page_of(item, "redact")
    form = client.get(address).content.decode()
    found = re.search(r'name="found" value="([^"]+)"', form)[1]
    posted = {"version": 0, "found": found, "words_0": "Bloggs", "kind_0": "name"}
    preview = client.post(address, posted)
    assert "Ring me on taken out: a phone number . Ask for taken out: a name ." in text(preview)
    assert not Contribution.objects.get(pk=item.pk).ready
    client.post(address, {**posted, "go": "yes"})
    assert Contribution.objects.get(pk=item.pk).ready


def test_typed_words_that_do_not_stand_in_it_are_told_and_kept(signed_in):
    item = arrived("Ask for Bloggs.")
    answer = signed_in(facilitator()).post(
        page_of(item, "redact"), {"version": 0, "words_0": "Blogs", "kind_0": "name", "go": "yes"}
    )
    assert answer.status_code == 409
    assert "“Blogs” does not stand in it" in text(answer)
    assert 'value="Blogs"' in answer.content.decode()


def test_a_span_that_was_not_offered_is_refused(signed_in):
    item = arrived("Ring me on 07700 900123.")
    answer = signed_in(facilitator()).post(
        page_of(item, "redact"), {"version": 0, "found": "0-3-name", "go": "yes"}
    )
    assert answer.status_code == 422
    assert not Contribution.objects.get(pk=item.pk).ready


def test_returning_starts_from_words_written_before(signed_in):
    template = AnswerTemplate.objects.create(title="Name", words="Please take out the name.")
    AnswerTemplate.objects.create(title="For a response", words="Thank you.", for_responses=True)
    item = arrived()
    client, address = signed_in(facilitator()), page_of(item, "write")
    page = client.get(address, {"template": template.pk})
    assert "Please take out the name." in text(page)
    assert "For a response" not in text(page)
    assert client.get(address, {"template": "9" * 30}).status_code == 200
    client.post(address, {"version": 0, "ask": "change", "words": "Please take out the name."})
    assert Contribution.objects.get(pk=item.pk).state == State.RETURNED


def test_tags_are_shown_as_they_are_and_saved(signed_in):
    item = arrived()
    theme = Theme.objects.first()
    client, address = signed_in(facilitator()), page_of(item, "tags")
    posted = {"version": 0, "themes": [theme.pk], "warnings": ["drugs"], "asks_for_change": "on"}
    assert client.post(address, posted).status_code == 302
    page = client.get(address).content.decode()
    assert page.count(" checked") == 3


def test_handing_over_offers_nobody_who_is_tied(signed_in):
    larch = PlaceFactory(name="HMP Larch", slug="larch")
    other = facilitator(display_name="Other Person")
    tied = facilitator(display_name="Tied Person")
    PlaceTieFactory(person=tied, place=larch)
    item = arrived("At HMP Larch.")
    client, address = signed_in(facilitator()), page_of(item, "hand-over")
    page = text(client.get(address))
    assert "Other Person" in page
    assert "Tied Person" not in page
    assert client.post(address, {"version": 0, "to": tied.pk}).status_code == 422
    assert client.post(address, {"version": 0, "to": other.pk}).status_code == 302
    assert fresh(item).claimed_by == other


def test_a_note_that_copies_comes_back_with_what_was_typed(signed_in):
    item = arrived("In the summer I would have had a face to look for.")
    client = signed_in(facilitator())
    answer = client.post(
        page_of(item, "note"), {"version": 0, "words": "In the summer I would have had luck."}
    )
    assert answer.status_code == 422
    assert "In the summer I would have had luck." in text(answer)
    assert "In your own words" in text(answer) or "own words" in text(answer)
    assert client.post(page_of(item, "note"), {"version": 0, "words": "Nice."}).status_code == 302
    assert "Nice." in text(client.get(page_of(item)))
    assert Note.objects.count() == 1


# --- Somebody was quicker ----------------------------------------------------------------------------


def test_a_stale_act_says_so_and_keeps_what_was_typed(signed_in):
    item = arrived()
    client, address = signed_in(facilitator()), page_of(item, "write")
    form = client.get(address).content.decode()
    seen = re.search(r'name="version" value="(\d+)"', form)[1]
    tell_heard("message", [item.contribution], timezone.localdate())
    posted = {"version": seen, "ask": "change", "words": "Please take out the name of the wing."}
    answer = client.post(address, posted)
    assert answer.status_code == 409
    assert "Nothing of what you wrote is lost." in text(answer)
    assert "Please take out the name of the wing." in text(answer)
    assert not Message.objects.filter(from_author=False).exists()
    # The page carries the present version: a second press is a decision about what is there now.
    seen = re.search(r'name="version" value="(\d+)"', answer.content.decode())[1]
    assert client.post(address, {**posted, "version": seen}).status_code == 302
    assert Message.objects.filter(from_author=False).count() == 1


def test_what_was_typed_comes_back_even_if_it_was_given_to_safeguarding_meanwhile(signed_in):
    item, by = arrived("Words of theirs."), facilitator()
    client, address = signed_in(by), page_of(item, "write")
    client.get(address)
    escalating.escalate(item, by=facilitator(), version=0)
    answer = client.post(address, {"version": 0, "ask": "change", "words": "My long careful message."})
    assert answer.status_code == 403
    assert "My long careful message." in text(answer)
    assert "Words of theirs." not in text(answer)


def test_a_stale_press_is_refused_with_a_sentence(signed_in):
    item = arrived()
    tell_heard("message", [item.contribution], timezone.localdate())
    answer = signed_in(facilitator()).post(page_of(item, "publish"), {"version": 0}, follow=True)
    assert "Somebody else did something with this" in text(answer)
    assert not Contribution.objects.get(pk=item.pk).ready


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40, "²"])
def test_a_version_that_is_none_is_stale(signed_in, version):
    item = arrived()
    signed_in(facilitator()).post(page_of(item, "publish"), {"version": version})
    assert not Contribution.objects.get(pk=item.pk).ready


def test_what_somebody_else_has_taken_on_offers_taking_over_only(signed_in):
    item = arrived()
    claiming.claim(item, by=facilitator(display_name="Ada Obi"), version=0)
    page = text(signed_in(facilitator()).get(page_of(item)))
    assert "Ada Obi has taken this on" in page
    assert "Take it over" in page
    assert "Let it go" not in page.replace("to “Let it go”", "")


# --- Safeguarding -------------------------------------------------------------------------------------


@pytest.fixture
def given():
    item = arrived("I have the tablets saved up and I want to kill myself. HMP Larch.")
    escalating.escalate(item, by=facilitator(), version=0)
    return fresh(item)


def test_the_case_sheet_holds_the_words_whole_and_says_what_we_do_not_know(signed_in, given):
    page = text(signed_in(lead()).get(page_of(given, "case-sheet")))
    assert "I have the tablets saved up and I want to kill myself." in page
    assert "We do not know who wrote this" in page


def test_passing_on_is_noted_and_shown(signed_in, given):
    client = signed_in(deputy(display_name="Sam"))
    today = timezone.localtime()
    posted = {
        "version": given.version, "to": "Safer custody", "said": "A worry about one person.",
        "day_day": today.day, "day_month": today.month, "day_year": today.year, "time": "00:00",
    }  # fmt: skip
    assert client.post(page_of(given, "pass-on"), posted).status_code == 302
    page = text(client.get(page_of(given)))
    assert "Safer custody" in page
    assert "A worry about one person." in page
    assert "by Sam" in page


def test_the_page_of_safeguarding_shows_what_was_given_and_what_may_have_to_be(signed_in, given):
    arrived("I want to die, I will kill myself.")
    arrived("Nothing special.")
    page = text(signed_in(lead()).get("/members/feedback/safeguarding/"))
    assert "tablets saved up" in page
    assert "I want to die" in page
    assert "Nothing special" not in page
    assert signed_in(facilitator()).get("/members/feedback/safeguarding/").status_code == 403


def test_the_item_page_asks_as_many_questions_whatever_was_said_about_it(signed_in, given):
    client, asked = signed_in(lead()), []
    for number in (1, 12):
        for _n in range(number):
            MessageFactory(contribution=given.contribution)
            escalating.pass_on(
                fresh(given), to="Them", said="A worry.", at=timezone.now(), by=lead(),
                version=fresh(given).version,
            )  # fmt: skip
        with CaptureQueriesContext(connection) as seen:
            client.get(page_of(given))
        asked.append(len(seen))
    assert asked[0] == asked[1] <= 16
