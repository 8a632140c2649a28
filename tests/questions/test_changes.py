"""The question and the promise of an open thread are not exchanged behind anybody's back."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from feedback.questions import refusals
from feedback.questions.changes import between
from feedback.threads.models import Thread
from tests.factories.questions import READERS, change, opened, thread_of, thread_page
from vocabulary.models import Place, PlaceKind

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
FROM_A_PRISON = ("reader", {"name": "Karen Blythe", "role": "officer", "from_prison": True})


@pytest.fixture
def page():
    made = thread_page(
        asks_faces="How was it?",
        choices=[("asked", {"question": "Where did you go?", "options": ["Home", "A hostel"]})],
    )
    opened(made)
    return made


def refused(page, **values):
    with pytest.raises(ValidationError) as error:
        change(page, **values)
    return set(error.value.message_dict)


@pytest.mark.parametrize(
    ("field", "value", "before"),
    [
        ("title", "What would help in the first month?", "What would help in the first week outside?"),
        ("can_change", "Nothing, sadly.", "The plan of the pilot."),
        ("who_decides", "The governor", "The team of the pilot"),
        ("readers", [*READERS, FROM_A_PRISON], "Rhys Morgan, facilitator"),
    ],
)
def test_what_stood_there_before_stays_to_be_read(page, field, value, before):
    change(page, **{field: value, "change_note": "We had got this wrong."})

    (noted,) = thread_of(page).changes
    assert noted["before"] == before
    assert noted["why"] == "We had got this wrong."
    assert noted["day"] == timezone.localdate().isoformat()


def test_a_later_answer_is_noted_with_the_day_that_was_promised(page):
    promised = page.answer_by
    change(page, answer_by=promised + 30 * DAY, change_note="The board meets later.")

    (noted,) = thread_of(page).changes
    assert noted["what"] == "answer_by"
    assert noted["before"] == f"{promised.day} {promised:%B %Y}"


def test_changes_add_up_and_none_is_lost(page):
    change(page, who_decides="The governor", change_note="One.")
    change(page, who_decides="The commissioner", change_note="Two.")

    assert [(noted["before"], noted["why"]) for noted in thread_of(page).changes] == [
        ("The team of the pilot", "One."),
        ("The governor", "Two."),
    ]


def test_publishing_without_a_change_notes_nothing(page):
    change(page, introduction="Said better.")
    change(page)

    assert thread_of(page).changes == []


def test_before_it_opens_everything_may_change_without_a_note():
    page = thread_page()
    page = change(page, title="Something else?", slug="other", basis="evaluation", can_change="Little.")

    thread = thread_of(page)
    assert (thread.question, thread.slug, thread.basis, thread.changes) == (
        "Something else?",
        "other",
        "evaluation",
        [],
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("slug", "another-address"),
        ("basis", "evaluation"),
        ("asks_faces", "How bad was it?"),
        ("choices", []),
        ("choices", [("asked", {"question": "Where did you go?", "options": ["Home", "A hostel"]})]),
        ("opens_on", timezone.localdate() + DAY),
    ],
)
def test_what_would_give_answers_another_meaning_is_refused_once_it_has_opened(page, field, value):
    before = Thread.objects.values().get()

    assert refused(page, **{field: value}) == {field}
    assert Thread.objects.values().get() == before


def test_the_place_that_keeps_its_people_from_reading_cannot_be_taken_away():
    prison = Place.objects.create(kind=PlaceKind.PRISON, slug="hmp-nowhere", name="HMP Nowhere")
    page = thread_page(place=prison)
    opened(page)

    assert refused(page, place=None) == {"place"}


def test_a_place_can_be_added_since_then_fewer_read(page):
    change(page, place=Place.objects.create(kind=PlaceKind.PRISON, slug="hmp-nowhere", name="HMP Nowhere"))

    assert thread_of(page).place.slug == "hmp-nowhere"


# --- What the form asks ---------------------------------------------------------------


def asked(page, **cleaned):
    given = {
        "title": page.title,
        "can_change": page.can_change,
        "who_decides": page.who_decides,
        "answer_by": page.answer_by,
        "readers": page.readers,
        "change_note": "",
        **cleaned,
    }
    return set(refusals.without_a_word(page.pk, given))


def test_a_change_for_the_worse_needs_a_word(page):
    assert asked(page) == set()
    assert asked(page, title="Other?") == {"title", "change_note"}
    assert asked(page, who_decides="Others") == {"who_decides", "change_note"}
    assert asked(page, answer_by=page.answer_by + DAY) == {"answer_by", "change_note"}
    assert asked(page, title="Other?", change_note="A word was wrong.") == set()


def test_an_earlier_answer_and_fewer_readers_need_none(page):
    assert asked(page, answer_by=page.answer_by - DAY, readers=[]) == set()


def test_the_word_of_the_last_change_does_not_do_for_the_next(page):
    page = change(page, who_decides="The governor", change_note="The law says so.")

    assert asked(page, who_decides="The board", change_note="The law says so.") == {
        "who_decides",
        "change_note",
    }
    assert asked(page, who_decides="The board", change_note="It was handed on.") == set()


def test_before_it_opens_the_form_asks_for_no_word():
    page = thread_page()

    assert asked(page, title="Other?", who_decides="Others") == set()
    assert refusals.without_a_word(None, {"title": "A new page"}) == {}


def test_another_reader_is_no_change_for_the_better(page):
    thread = thread_of(page)
    other = {"name": "Karen Blythe", "role": "officer", "from_prison": True}

    assert [one.better for one in between(thread, {"readers": [*thread.readers, other]})] == [False]
    assert [one.better for one in between(thread, {"readers": []})] == [True]
