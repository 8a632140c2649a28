"""A facilitator opens a thread after a rehearsal; it closes by itself, or early with a reason."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from edge import content_version
from feedback.questions import needs, opening
from feedback.questions.enums import Standing
from feedback.questions.log import ThreadLog
from feedback.questions.permissions import ALLOWED, Act, may
from feedback.questions.standing import listed, standing_of
from feedback.threads.models import Thread
from feedback.threads.saying import takes_answers
from people.permission_groups import PermissionGroup
from tests.factories.people import PersonFactory, facilitator, member
from tests.factories.questions import change, opened, thread_of, thread_page

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def today():
    return timezone.localdate()


@pytest.fixture
def rhys():
    return facilitator()


@pytest.fixture
def page():
    return thread_page()


@pytest.fixture
def thread(page):
    return thread_of(page)


def fresh(thread):
    return Thread.objects.get(pk=thread.pk)


def test_nobody_opens_what_was_not_tried(thread, rhys):
    with pytest.raises(ValidationError, match="Go the whole way once"):
        opening.open_thread(thread, by=rhys)

    assert fresh(thread).opened_on is None


def test_after_a_rehearsal_it_opens_and_takes_answers(thread, rhys):
    opening.note_rehearsal(thread, by=rhys)
    before = content_version.current()

    assert opening.open_thread(thread, by=rhys)
    assert fresh(thread).opened_on == today()
    assert takes_answers(fresh(thread), today())
    assert content_version.current() > before
    assert list(ThreadLog.objects.values_list("deed", "by")) == [("rehearsed", rhys.pk), ("opened", rhys.pk)]


def test_opening_twice_opens_once(thread, rhys):
    opening.note_rehearsal(thread, by=rhys)
    opening.open_thread(thread, by=rhys)

    assert not opening.open_thread(thread, by=rhys)
    assert ThreadLog.objects.filter(deed="opened").count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Other?"),
        ("can_change", "Nothing."),
        ("asks_faces", "How was it?"),
        ("introduction", "Because."),
    ],
)
def test_a_change_of_what_people_see_undoes_the_rehearsal(page, thread, rhys, field, value):
    opening.note_rehearsal(thread, by=rhys)
    change(page, **{field: value})

    with pytest.raises(ValidationError, match="nobody has tried it"):
        opening.open_thread(thread, by=rhys)


def test_a_change_that_nobody_sees_does_not(page, thread, rhys):
    opening.note_rehearsal(thread, by=rhys)
    change(page, search_description="For search engines.")

    assert opening.open_thread(thread, by=rhys)


def test_what_is_not_published_can_be_neither_tried_nor_opened(page, thread, rhys):
    opening.note_rehearsal(thread, by=rhys)
    page.unpublish()

    for act in (opening.note_rehearsal, opening.open_thread):
        with pytest.raises(ValidationError, match="not published"):
            act(thread, by=rhys)


def test_a_thread_whose_last_day_is_over_is_not_opened(thread, rhys):
    opening.note_rehearsal(thread, by=rhys)
    Thread.objects.filter(pk=thread.pk).update(closes_on=today() - DAY)

    with pytest.raises(ValidationError, match="last day is over"):
        opening.open_thread(thread, by=rhys)


def test_it_opens_and_closes_by_itself_on_its_days(rhys):
    page = thread_page(opens_on=today() + DAY)
    thread = opened(page)

    assert not takes_answers(thread, today())
    assert standing_of(thread, today()) == Standing.OPENS_LATER
    assert takes_answers(thread, today() + DAY)
    assert standing_of(thread, today() + DAY) == Standing.OPEN
    assert takes_answers(thread, thread.closes_on)
    assert not takes_answers(thread, thread.closes_on + DAY)
    assert standing_of(thread, thread.closes_on + DAY) == Standing.CLOSED


# --- Closing early -----------------------------------------------------------------------


def test_closing_early_needs_a_reason_that_everybody_reads(page, rhys):
    thread = opened(page)
    for nothing in ("", "  \n "):
        with pytest.raises(ValidationError, match="Say why"):
            opening.close_early(thread, because=nothing, by=rhys)
    opening.close_early(thread, because="The pilot was\nstopped.", by=rhys)

    closed = fresh(thread)
    assert closed.closed_because == "The pilot was stopped."
    assert not takes_answers(closed, today())
    assert standing_of(closed, today()) == Standing.CLOSED_EARLY
    assert ThreadLog.objects.get().why == "The pilot was stopped."


def test_a_reason_that_is_too_long_is_refused(page, rhys):
    with pytest.raises(ValidationError, match="300"):
        opening.close_early(opened(page), because="a" * 301, by=rhys)


def test_what_is_not_open_is_not_closed(thread, page, rhys):
    with pytest.raises(ValidationError, match="not open"):
        opening.close_early(thread, because="No money.", by=rhys)
    opened(page)
    opening.close_early(thread, because="No money.", by=rhys)
    with pytest.raises(ValidationError, match="not open"):
        opening.close_early(thread, because="Again.", by=rhys)

    assert fresh(thread).closed_because == "No money."


def test_publishing_the_page_again_does_not_open_a_closed_thread(page, rhys):
    opening.close_early(opened(page), because="No money.", by=rhys)
    change(page, introduction="Why we asked.", closes_on=today() + 30 * DAY)

    assert not takes_answers(thread_of(page), today())
    assert thread_of(page).why == "Why we asked."


def test_it_can_be_opened_again_until_the_day_its_page_gives(page, rhys):
    thread = opened(page)
    opening.close_early(thread, because="By mistake.", by=rhys)
    opening.reopen(thread, by=rhys)

    assert takes_answers(fresh(thread), today())
    assert (fresh(thread).closes_on, fresh(thread).closed_because) == (page.closes_on, "")
    with pytest.raises(ValidationError, match="not closed early"):
        opening.reopen(thread, by=rhys)


def test_it_is_not_opened_again_after_its_last_day(page, rhys, monkeypatch):
    thread = opened(page)
    opening.close_early(thread, because="By mistake.", by=rhys)
    later = page.closes_on + DAY
    monkeypatch.setattr(opening.timezone, "localdate", lambda *a: later)

    with pytest.raises(ValidationError, match="is over"):
        opening.reopen(thread, by=rhys)


# --- Who may -----------------------------------------------------------------------------


@pytest.mark.parametrize("group", [None, *PermissionGroup])
def test_only_facilitators_act_on_threads(page, group):
    thread = opened(page)
    person = PersonFactory(group=group) if group else PersonFactory()
    allowed = group == PermissionGroup.FACILITATOR
    acts = (
        lambda: opening.note_rehearsal(thread, by=person),
        lambda: opening.open_thread(thread, by=person),
        lambda: opening.close_early(thread, because="No money.", by=person),
        lambda: opening.reopen(thread, by=person),
    )
    for act in acts:
        if allowed:
            act()
        else:
            with pytest.raises(PermissionDenied):
                act()
    assert all(may(person, act, thread) is allowed for act in Act)


def test_nobody_may_nothing(thread):
    assert set(ALLOWED) == set(Act)
    for nobody in (None, facilitator(is_active=False)):
        assert not any(may(nobody, act, thread) for act in Act)


# --- Lists -------------------------------------------------------------------------------


def test_what_waits_comes_first(rhys):
    closed = opened(thread_page("closed"))
    opening.close_early(closed, because="No money.", by=rhys)
    opened(thread_page("open"))
    thread_page("waits")
    thread_page("gone").unpublish()

    assert [(one.thread.slug, one.standing) for one in listed(today())] == [
        ("waits", Standing.TO_REHEARSE),
        ("open", Standing.OPEN),
        ("closed", Standing.CLOSED_EARLY),
        ("gone", Standing.HIDDEN),
    ]


def test_facilitators_are_told_what_waits_with_one_query(rhys, django_assert_num_queries):
    assert needs.threads_to_open(rhys) == []
    thread_page("one")
    thread_page("two")
    rhys.group_names  # noqa: B018 - known at every request already
    with django_assert_num_queries(1):
        (need,) = needs.threads_to_open(rhys)

    assert "2 questions wait" in need.text
    assert need.url == "/members/questions/"
    assert needs.threads_to_open(member()) == []
