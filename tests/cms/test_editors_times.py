"""Who edited what is known to the second for a week, afterwards to the week; whoever leaves is taken out."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from wagtail.admin.models import FormState
from wagtail.models import Comment, ModelLogEntry, Page, PageLogEntry, Revision

from background import retention
from background.weeks import start_of_week
from cms.editors_times import EXACT_FOR, round_times
from people.closing import close_account
from tests.factories.cms import StandardPageFactory
from tests.factories.people import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

LONG_AGO = datetime(2026, 3, 4, 15, 16, 17, 181_920, tzinfo=UTC)  # a Wednesday
MONDAY = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture
def editor():
    return PersonFactory()


@pytest.fixture
def page(editor):
    """A page with two revisions, a comment, and a line in the log for each step, all made long ago."""
    page = StandardPageFactory(owner=editor)
    page.wagtail_admin_comments.add(Comment(user=editor, contentpath="title", text="Shorter?"))
    for title in ("First", "Second"):
        page.title = title
        page.save_revision(user=editor, log_action=True)
    page.latest_revision.publish()
    ModelLogEntry.objects.log_action(editor, "wagtail.edit", user=editor)
    made = LONG_AGO
    for revision in Revision.objects.order_by("pk"):
        content = {**revision.content, "latest_revision_created_at": made.isoformat()}
        Revision.objects.filter(pk=revision.pk).update(created_at=made, content=content)
        made += timedelta(minutes=1)
    for kind in (PageLogEntry, ModelLogEntry):
        for entry in kind.objects.order_by("pk"):
            data = {**entry.data, "revision": {"created": made.isoformat()}}
            kind.objects.filter(pk=entry.pk).update(timestamp=made, data=data)
            made += timedelta(seconds=1)
    Page.objects.filter(pk=page.pk).update(latest_revision_created_at=LONG_AGO, locked_at=LONG_AGO)
    Comment.objects.update(created_at=LONG_AGO, updated_at=LONG_AGO)
    page.refresh_from_db()
    return page


def everything_kept() -> str:
    """All that is written about the editors, as text."""
    rows = [
        *Revision.objects.values(),
        *PageLogEntry.objects.values(),
        *ModelLogEntry.objects.values(),
        *Comment.objects.values(),
        *Page.objects.values("latest_revision_created_at", "locked_at"),
    ]
    return json.dumps(rows, default=str)


def test_after_a_week_times_are_those_of_their_week(page):
    assert "15:16:" in everything_kept()
    round_times(LONG_AGO + EXACT_FOR)
    assert set(Revision.objects.values_list("created_at", flat=True)) == {MONDAY}
    assert set(PageLogEntry.objects.values_list("timestamp", flat=True)) == {MONDAY}
    assert set(ModelLogEntry.objects.values_list("timestamp", flat=True)) == {MONDAY}
    assert set(Comment.objects.values_list("created_at", "updated_at")) == {(MONDAY, MONDAY)}
    for kept in ("15:16:", "15:17:", "15:18:", "181920"):
        assert kept not in everything_kept()


def test_what_is_younger_than_that_stays_exact(page):
    before = LONG_AGO + timedelta(seconds=30)
    round_times(before)
    first, second = Revision.objects.order_by("pk").values_list("created_at", flat=True)
    assert (first, second) == (MONDAY, LONG_AGO + timedelta(minutes=1))


def test_the_same_again_changes_nothing(page, django_assert_max_num_queries):
    round_times(LONG_AGO + EXACT_FOR)
    kept = everything_kept()
    with django_assert_max_num_queries(30) as asked:
        round_times(LONG_AGO + EXACT_FOR)
    assert everything_kept() == kept
    assert not any(query["sql"].startswith("UPDATE") for query in asked.captured_queries)


def test_the_order_of_what_was_done_and_what_can_be_gone_back_to_stay(page):
    order = list(Revision.objects.order_by("created_at", "pk").values_list("pk", flat=True))
    published = (page.first_published_at, page.last_published_at)
    round_times(LONG_AGO + EXACT_FOR)
    page = Page.objects.get(pk=page.pk)
    assert list(Revision.objects.order_by("created_at", "pk").values_list("pk", flat=True)) == order
    assert page.get_latest_revision().pk == order[-1]
    assert page.get_latest_revision().is_latest_revision()
    assert page.get_latest_revision().get_previous().as_object().title == "First"
    assert (page.first_published_at, page.last_published_at) == published


def test_each_time_goes_to_its_own_week(page):
    for number, entry in enumerate(PageLogEntry.objects.order_by("pk")):
        PageLogEntry.objects.filter(pk=entry.pk).update(timestamp=LONG_AGO - timedelta(weeks=number))
    number = PageLogEntry.objects.count()
    round_times(LONG_AGO + EXACT_FOR)
    found = list(PageLogEntry.objects.order_by("-timestamp").values_list("timestamp", flat=True))
    assert found == [MONDAY - timedelta(weeks=week) for week in range(number)]


def test_the_clocks_going_forward_in_a_week_moves_nothing_into_the_next(page):
    sunday = datetime(2026, 3, 29, 22, 30, tzinfo=UTC)  # 23:30 summer time
    PageLogEntry.objects.update(timestamp=sunday)
    round_times(sunday + EXACT_FOR)
    assert set(PageLogEntry.objects.values_list("timestamp", flat=True)) == {start_of_week(sunday)}


def test_forms_left_half_filled_in_are_forgotten(editor):
    page = StandardPageFactory()
    FormState.objects.update_or_create_by_instance(
        page, user=editor, defaults={"data": "title=Half", "last_updated_at": LONG_AGO}
    )
    round_times(LONG_AGO + EXACT_FOR)
    assert not FormState.objects.exists()


def test_it_runs_daily_for_what_is_a_week_old():
    kept = {kind.name: kind for kind in retention.kept()}["editors-times"]
    assert kept.older_than == timedelta(days=7)
    recent = StandardPageFactory().save_revision()
    kept.delete(timezone.now() - kept.older_than)
    recent.refresh_from_db()
    assert recent.created_at != start_of_week(recent.created_at)


def test_whoever_closes_their_account_is_taken_out_of_the_record(page, editor):
    number, lines = editor.pk, PageLogEntry.objects.count()
    assert PageLogEntry.objects.filter(user_id=number).exists()
    assert Revision.objects.filter(content__owner=number).exists()
    close_account(editor, by=editor)
    assert PageLogEntry.objects.count() == lines
    for kind in (PageLogEntry, ModelLogEntry, Revision):
        assert not kind.objects.filter(user_id=number).exists()
    for revision in Revision.objects.all():
        assert revision.content["owner"] is None
        assert revision.content["wagtail_admin_comments"] == []
        assert revision.as_object().title in ("First", "Second")


def test_others_stay_in_the_record(page):
    other = PersonFactory()
    close_account(other, by=other)
    assert PageLogEntry.objects.exclude(user=None).exists()
    assert all(revision.content["owner"] for revision in Revision.objects.all())
    assert Comment.objects.count() == 1
