"""What the rest of the house may add up: what can be read in public threads, and how promises stand."""

import datetime

import pytest
from django.utils import timezone

from feedback.threads import published, sockets
from feedback.threads.enums import ResponseKind, State
from feedback.threads.models import MonthlyFigures
from tests.factories.threads import (
    ContributionFactory,
    PublishedFactory,
    ResponseFactory,
    ThreadFactory,
    emptied,
    many_published,
)
from vocabulary.models import Place, PlaceKind
from vocabulary.role_groups import RoleGroup

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_only_what_everybody_can_read_is_counted(django_assert_num_queries):
    prison = Place.objects.create(kind=PlaceKind.PRISON, name="HMP Fernhollow", slug="fernhollow")
    thread = ThreadFactory(place=prison)
    for _n in range(8):
        PublishedFactory(
            thread=thread, stage="recalled", themes=["housing"], role_group=RoleGroup.LINK_WORKER
        )
    PublishedFactory(thread=thread, role_group=RoleGroup.FAMILY)
    ContributionFactory(thread=thread, stage="community", role_group=RoleGroup.LINK_WORKER)
    ContributionFactory(thread=thread, state=State.DECLINED, batch=1, role_group=RoleGroup.LINK_WORKER)
    hidden = ThreadFactory(hidden=True)
    PublishedFactory(thread=hidden, stage="community")
    unlisted = ThreadFactory(hidden=True, hosted=True, unlisted=True)
    PublishedFactory(thread=unlisted, stage="community")
    emptied()
    with django_assert_num_queries(2):
        counted = published.counted()

    assert (counted.questions, counted.answers) == (1, 9)
    assert counted.stages == {"recalled": 8}
    assert counted.themes == {"housing": 8}
    assert counted.places == {"fernhollow": 9}
    assert counted.groups == {"link-worker": 8}


def test_a_group_counts_in_those_threads_alone_that_show_it():
    many_published(72, responses=False)  # eight of each group
    PublishedFactory(role_group=RoleGroup.LIVED_EXPERIENCE)
    emptied()

    assert published.counted().groups == dict.fromkeys(RoleGroup.values, 8)


def test_rooms_above_add_up_after_each_emptying_and_are_told_its_day(monkeypatch):
    seen = []
    monkeypatch.setitem(
        sockets.counted._plugs, "test", lambda day: seen.append((day, published.counted().answers))
    )
    thread = ThreadFactory()
    for _n in range(3):
        ContributionFactory(thread=thread, ready=True)
    day = timezone.localdate()
    emptied(day=day)

    assert seen == [(day, 3)]


def test_promises_are_told_as_they_stand_on_a_day():
    today = timezone.localdate()
    yesterday, tomorrow = today - datetime.timedelta(days=1), today + datetime.timedelta(days=1)
    late = ThreadFactory(answer_by=yesterday)
    ThreadFactory(answer_by=today)
    ThreadFactory(answer_by=yesterday, answered_on=today)
    ThreadFactory(answer_by=yesterday, hidden=True)
    read, held = PublishedFactory(thread=late), ContributionFactory(thread=late)
    for due in (yesterday, today, tomorrow):
        ResponseFactory(thread=late, kind=ResponseKind.WILL_DO, due_on=due, to=[read])
    ResponseFactory(thread=late, kind=ResponseKind.WILL_DO, due_on=yesterday, to=[held])
    ResponseFactory(thread=late, kind=ResponseKind.DONE)
    told = published.promised(today)

    assert (told.questions_late, told.questions_waiting) == (1, 1)
    assert (told.will_do_late, told.will_do_waiting, told.done) == (1, 2, 1)
    assert [one.question for one in published.late_threads(today, 5)] == [late.question]


def test_months_are_told_as_they_were_written_down():
    MonthlyFigures.objects.create(
        month=datetime.date(2026, 9, 1), received=40, returned=0, escalated=0, published=33,
        promises_kept=2, promises_late=1, median_days=None,
    )  # fmt: skip
    MonthlyFigures.objects.create(
        month=datetime.date(2026, 10, 1), received=40, returned=0, escalated=0, published=33,
        promises_kept=0, promises_late=0, median_days=10,
    )  # fmt: skip
    newest, oldest = published.months()

    assert (newest.name, newest.days, newest.median_days) == ("October 2026", "about 10 days", 10)
    assert (oldest.days, oldest.promises_kept, oldest.promises_late) == ("too few to say", 2, 1)
