"""A published question is handed over to its thread, as it is and no sooner."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from edge import content_version
from feedback.questions.handing_over import hand_over
from feedback.questions.models import ThreadPage
from feedback.threads.models import Contribution, Thread
from tests.factories.questions import READERS, change, opened, the_list, thread_of, thread_page
from vocabulary.models import JourneyStage, Place, PlaceKind, Theme

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def contribution(thread):
    return Contribution.objects.create(thread=thread, week=datetime.date(2026, 1, 5))


def test_every_column_comes_from_the_page():
    place = Place.objects.create(kind=PlaceKind.PRISON, slug="hmp-nowhere", name="HMP Nowhere")
    stage = JourneyStage.objects.get(key="through-the-gate")
    page = thread_page(
        live=False,
        references="REC 12/345",
        easy_read=[("sentence", {"words": "We ask you.", "drawing": "speaking"})],
        asks_faces="How was it?",
        choices=[("asked", {"question": "Where did you go?", "options": ["Home", "A hostel"]})],
        for_groups=["pwle", "family"],
        stage=stage,
        place=place,
        access="by-code",
        hangs_on="topic:abc123",
        language="cy",
    )
    page.themes.set(Theme.objects.filter(slug__in=["trust", "housing"]))
    page.save_revision().publish()

    thread = thread_of(page)
    assert (thread.slug, thread.question) == ("first-week", "What would help in the first week outside?")
    assert (thread.why, thread.can_change) == ("We plan what a link worker does.", "The plan of the pilot.")
    assert (thread.who_decides, thread.answer_by) == ("The team of the pilot", page.answer_by)
    assert thread.readers == [{"name": "Rhys Morgan", "role": "facilitator", "from_prison": False}]
    assert (thread.basis, thread.references) == ("involvement", "REC 12/345")
    assert thread.easy_read == [{"words": "We ask you.", "drawing": "speaking"}]
    assert thread.asks_faces == "How was it?"
    assert [(asked["question"], [words for _key, words in asked["options"]]) for asked in thread.choices] == [
        ("Where did you go?", ["Home", "A hostel"])
    ]
    keys = [thread.choices[0]["key"], *(key for key, _words in thread.choices[0]["options"])]
    assert len(set(keys)) == 3
    assert all(len(key) == 8 for key in keys)
    assert (thread.for_groups, thread.stage, thread.place) == (["pwle", "family"], stage, place)
    assert (thread.access, thread.opens_on, thread.closes_on) == ("by-code", page.opens_on, page.closes_on)
    assert (thread.hangs_on_kind, thread.hangs_on_key, thread.language) == ("topic", "abc123", "cy")
    assert sorted(theme.slug for theme in thread.themes.all()) == ["housing", "trust"]


def test_the_page_stands_where_the_thread_is_answered():
    page = thread_page()

    assert page.get_url() == f"/feedback/{thread_of(page).slug}/"


def test_nothing_is_open_because_a_page_is_published():
    thread = thread_of(thread_page())

    assert thread.opened_on is None
    assert not Thread.objects.public().exists()


def test_a_draft_has_no_thread():
    thread_page(live=False)

    assert not Thread.objects.exists()


def test_a_draft_of_a_published_page_changes_no_thread():
    page = thread_page()
    page.title = "Not agreed yet?"
    page.save_revision()

    assert thread_of(page).question == "What would help in the first week outside?"


def test_publishing_again_changes_the_same_thread_and_leaves_what_is_not_ours():
    page = thread_page()
    thread = opened(page)
    Thread.objects.filter(pk=thread.pk).update(
        received=7, published=3, shown_groups=["pwle"], answered_on=page.opens_on
    )
    change(page, introduction="We ask because it goes wrong.")

    again = thread_of(page)
    assert again.pk == thread.pk
    assert again.why == "We ask because it goes wrong."
    assert (again.received, again.published, again.shown_groups) == (7, 3, ["pwle"])
    assert (again.opened_on, again.answered_on) == (thread.opened_on, page.opens_on)


def test_counts_that_change_while_a_page_is_being_published_stay(monkeypatch):
    page = thread_page()
    opened(page)
    real = Thread.save

    def meanwhile(self, *args, **kwargs):
        Thread.objects.filter(pk=self.pk).update(received=9)
        real(self, *args, **kwargs)

    monkeypatch.setattr(Thread, "save", meanwhile)
    change(page, introduction="Another reason.")

    assert thread_of(page).received == 9


def test_short_choices_keep_their_keys_when_they_are_reworded():
    page = thread_page(choices=[("asked", {"question": "Where?", "options": ["Home", "A hostel"]})])
    before = thread_of(page).choices
    draft = page.get_latest_revision_as_object()
    draft.choices[0].value["question"] = "Where did you go?"
    draft.save_revision().publish()

    after = thread_of(page).choices
    assert after[0]["question"] == "Where did you go?"
    assert after[0]["key"] == before[0]["key"]
    assert [key for key, _words in after[0]["options"]] == [key for key, _words in before[0]["options"]]


def test_themes_follow_the_page():
    page = thread_page(live=False)
    page.themes.set(Theme.objects.filter(slug__in=["trust", "housing"]))
    page.save_revision().publish()
    draft = page.get_latest_revision_as_object()
    draft.themes.set(Theme.objects.filter(slug__in=["trust", "timing"]))
    draft.save_revision().publish()

    assert sorted(theme.slug for theme in thread_of(page).themes.all()) == ["timing", "trust"]


def test_taking_a_page_down_hides_its_thread_and_publishing_brings_it_back():
    page = thread_page()
    thread = opened(page)
    page.unpublish()
    assert Thread.objects.get().hidden
    assert not Thread.objects.public().exists()

    ThreadPage.objects.get(pk=page.pk).get_latest_revision().publish()
    assert list(Thread.objects.public()) == [thread]


def test_taking_it_down_through_the_general_page_hides_too():
    page = thread_page()
    Page.objects.get(pk=page.pk).unpublish()

    assert Thread.objects.get().hidden


def test_a_page_whose_time_is_over_hides_its_thread(settings):
    from django.core.management import call_command

    page = thread_page()
    ThreadPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - DAY)
    call_command("publish_scheduled", verbosity=0)

    assert Thread.objects.get().hidden


@pytest.mark.parametrize("how", ["the page", "the general page", "the list above"])
def test_deleting_a_page_keeps_a_thread_that_has_opened_and_what_was_said_in_it(how):
    page = thread_page()
    said = contribution(opened(page))
    {"the page": page, "the general page": Page.objects.get(pk=page.pk), "the list above": the_list()}[
        how
    ].delete()

    thread = Thread.objects.get()
    assert (thread.hidden, thread.page) == (True, None)
    assert Contribution.objects.get() == said


def test_deleting_a_page_takes_a_thread_that_never_opened():
    thread_page().delete()

    assert not Thread.objects.exists()


def test_the_address_of_a_thread_with_receipts_is_never_given_to_another():
    page = thread_page()
    opened(page)
    page.delete()

    with pytest.raises(ValidationError) as error:
        thread_page()
    assert "receipts" in str(error.value)


def test_a_page_and_its_thread_are_written_together_or_not_at_all(monkeypatch):
    page = thread_page()
    monkeypatch.setattr("feedback.questions.handing_over._write_themes", lambda *a: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        change(page, introduction="Half written.")

    assert ThreadPage.objects.get(pk=page.pk).introduction == "We plan what a link worker does."
    assert thread_of(page).why == "We plan what a link worker does."


def test_handing_over_again_changes_nothing():
    page = thread_page(readers=READERS)
    opened(page)
    before = Thread.objects.values().get()
    hand_over(page, by=None)

    assert Thread.objects.values().get() == before


def test_copies_of_public_pages_become_stale():
    before = content_version.current()
    page = thread_page()
    published = content_version.current()
    page.unpublish()

    assert before < published < content_version.current()


def test_how_many_queries_it_takes_does_not_depend_on_how_much_was_said():
    page = thread_page()
    thread = opened(page)
    counted = []
    for _times in range(2):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            hand_over(page, by=None)
        counted.append(len(queries))
        for _number in range(30):
            contribution(thread)
    assert counted[0] == counted[1] <= 12
