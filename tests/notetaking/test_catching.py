"""Catching what is said: a point is saved once, whatever the line does, and never saved over unseen."""

from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import ReferenceIndex

from consultations.events.enums import EventState
from consultations.events.models import EventPage, Point
from consultations.notetaking import catching, changing, scribes, topics
from consultations.notetaking.enums import NoteState
from consultations.notetaking.models import LONGEST_TEXT, Note, Notebook, Scribe
from consultations.notetaking.refusals import (
    AlreadyScribeError,
    MayNotError,
    NothingSaidError,
    RemovedError,
    StaleError,
    TooLongError,
    TopicTooLongError,
)
from consultations.notetaking.words import new_topic
from people.models import Person
from tests.factories.events import record, topic
from tests.factories.notetaking import event_today, note, researcher, said, scribe_of
from tests.factories.people import facilitator, member

pytestmark = pytest.mark.django_db


def read(made: Note) -> Note:
    return Note.objects.get(pk=made.pk)


def test_a_point_is_numbered_and_says_what_was_chosen():
    page, by = event_today(), facilitator()
    first = catching.catch(
        page,
        uuid4(),
        said("  Start \n early. ", said_by=("link-worker", "pwle"), strength="some", topic_title=" Timing "),
        by=by,
    )
    second = catching.catch(page, uuid4(), said("Second."), by=by)
    assert not first.again
    kept = read(first.note)
    assert (kept.text, kept.said_by, kept.topic_title) == ("Start early.", ["pwle", "link-worker"], "Timing")
    assert kept.topic == new_topic(page.pk, "timing")
    assert (kept.number, read(second.note).number) == (1, 2)
    assert Notebook.objects.get(page=page).version == 2


def test_sent_again_it_is_saved_once():
    page, by, key = event_today(), facilitator(), uuid4()
    catching.catch(page, key, said(), by=by)
    again = catching.catch(page, key, said(), by=by)
    assert again.again
    assert Note.objects.get().number == 1
    assert Notebook.objects.get().version == 1


def test_sent_again_by_a_page_that_kept_it_the_later_change_of_somebody_else_stays():
    page, by, key = event_today(), facilitator(), uuid4()
    catching.catch(page, key, said(), by=by)
    changing.change(page, 1, said("Start very early."), by=facilitator(), version=1)
    assert catching.catch(page, key, said(), by=by, as_sent=True).again
    assert Note.objects.get().text == "Start very early."


def test_other_words_under_the_same_key_are_shown_both_and_nothing_is_saved_over():
    page, by, key = event_today(), facilitator(), uuid4()
    catching.catch(page, key, said(), by=by)
    with pytest.raises(StaleError) as refused:
        catching.catch(page, key, said("Written on after going back."), by=by)
    assert refused.value.theirs.text == "Start early."
    assert refused.value.yours.text == "Written on after going back."
    assert Note.objects.get().text == "Start early."


def test_a_removed_point_does_not_come_back_by_being_sent_again_and_its_words_are_gone():
    page, by, key = event_today(), facilitator(), uuid4()
    catching.catch(page, key, said("Ask Jamie on B wing.", topic_title="Jamie"), by=by)
    changing.remove(page, 1, by=by)
    changing.remove(page, 1, by=by)
    for as_sent in (True, False):
        done = catching.catch(page, key, said("Ask Jamie on B wing."), by=by, as_sent=as_sent)
        assert done.removed
    gone = Note.objects.get()
    assert gone.state == NoteState.REMOVED
    assert "Jamie" not in str(Note.objects.values().get())
    assert Notebook.objects.get().version == 2
    with pytest.raises(RemovedError):
        changing.change(page, 1, said("Ask Jamie."), by=by, version=1)


def test_the_same_key_at_another_event_is_another_point():
    by, key = facilitator(), uuid4()
    one, other = event_today(), event_today()
    catching.catch(one, key, said("Here."), by=by)
    assert not catching.catch(other, key, said("There."), by=by).again
    assert Note.objects.get(page=one).text == "Here."


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (said(" \n\u200b"), NothingSaidError),
        (said("x" * (LONGEST_TEXT + 1)), TooLongError),
        (said(topic_title="x" * 121), TopicTooLongError),
    ],
)
def test_what_no_record_could_hold_is_refused_in_a_sentence(words, refusal):
    with pytest.raises(refusal, match=r"\w+\."):
        catching.catch(event_today(), uuid4(), words, by=facilitator())
    assert not Note.objects.exists()


def test_a_change_made_from_an_older_text_is_refused_with_both_texts():
    page = event_today()
    made = note(page)
    changing.change(page, made.number, said("Theirs."), by=facilitator(), version=1)
    with pytest.raises(StaleError) as refused:
        changing.change(page, made.number, said("Mine."), by=facilitator(), version=1)
    assert (refused.value.theirs.text, refused.value.yours.text) == ("Theirs.", "Mine.")
    assert (read(made).text, read(made).version) == ("Theirs.", 2)


def test_saving_what_stands_there_already_changes_nothing():
    page = event_today()
    made = note(page)
    changing.change(page, made.number, said(), by=facilitator(), version=1)
    assert (read(made).version, Notebook.objects.get().version) == (1, 1)


def test_who_may_take_notes():
    page = event_today()
    for person in (facilitator(), researcher(), scribe_of(page)):
        assert note(page, by=person).scribe == person
    other = event_today()
    for person in (member(), scribe_of(other), None):
        with pytest.raises(MayNotError):
            catching.catch(page, uuid4(), said(), by=person)
    cancelled = event_today(state=EventState.CANCELLED, cancelled_because="Snow.")
    with pytest.raises(MayNotError):
        catching.catch(cancelled, uuid4(), said(), by=facilitator())


def test_a_member_is_asked_once_and_let_go():
    page, by, person = event_today(), facilitator(), member()
    scribes.ask(page, person, by=by)
    with pytest.raises(AlreadyScribeError):
        scribes.ask(page, person, by=by)
    note(page, by=person)
    scribes.let_go(page, person.pk, by=by)
    assert not Scribe.objects.exists()
    with pytest.raises(MayNotError):
        note(page, by=person)
    with pytest.raises(MayNotError):
        scribes.ask(page, person, by=person)


def test_nothing_public_and_no_index_of_wagtail_knows_of_notes():
    page = event_today()
    before = ReferenceIndex.objects.count()
    made = note(page)
    changing.change(page, made.number, said("Other."), by=facilitator(), version=1)
    assert ReferenceIndex.objects.count() == before
    assert not Point.objects.exists()


def test_topics_are_those_of_the_plan_the_record_and_those_that_scribes_named():
    block = "3fdd5f0b-9c6b-4b57-8f43-7d6c5f0e9a01"
    page = event_today(record=record(topic("Who does what"), topic("What it costs", block_id=block)))
    note(page, topic_title="Food")
    note(page, topic_title="food ")
    assert [one.title for one in topics.offered(page)] == [
        "When to step in",
        "Who does what",
        "What it costs",
        "Food",
    ]
    assert topics.offered(page)[0].questions == ("How early?",)
    page.record = record(topic("Written an hour before"))
    page.save_revision()
    page = type(page).objects.get(pk=page.pk)
    assert "Written an hour before" in [one.title for one in topics.offered(page)]


KEYS = [UUID(int=n) for n in range(1, 4)]
SENDINGS = st.lists(
    st.one_of(
        st.tuples(st.just("send"), st.sampled_from(KEYS)),
        st.tuples(st.just("change"), st.integers(1, 4), st.sampled_from(["A.", "B."]), st.integers(1, 3)),
        st.tuples(st.just("remove"), st.integers(1, 4)),
    ),
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sendings=SENDINGS)
def test_whatever_is_sent_however_often_each_point_is_there_once_in_order(sendings):
    """Keys sent, numbers without a gap, and a version that rose once for each thing that changed."""
    Note.objects.all().delete()
    Notebook.objects.all().delete()
    page, by = _page_and_person()
    sent = []
    for act, *args in sendings:
        if act == "send":
            done = catching.catch(page, args[0], said(f"Point {args[0].int}."), by=by, as_sent=True)
            assert done.again == (args[0] in sent)
            sent += [] if done.again else [args[0]]
        elif args[0] <= len(sent) and act == "change":
            try:
                changing.change(page, args[0], said(args[1]), by=by, version=args[2])
            except (StaleError, RemovedError):
                continue
        elif args[0] <= len(sent):
            changing.remove(page, args[0], by=by)
    notes = list(Note.objects.filter(page=page).order_by("number"))
    assert [one.key for one in notes] == sent
    assert [one.number for one in notes] == list(range(1, len(sent) + 1))
    changes = sum(one.version for one in notes)
    book = Notebook.objects.filter(page=page).first()
    assert (book.version if book else 0) == changes
    assert len({one.changed for one in notes}) == len(notes)


def _page_and_person():
    return EventPage.objects.first() or event_today(), Person.objects.first() or facilitator()
