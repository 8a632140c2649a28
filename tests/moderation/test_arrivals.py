"""What comes out of the box: what is found in it, whose eyes it is kept from, how soon it is looked at."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from feedback.letterbox import kinds
from feedback.letterbox.kinds import Delivery
from feedback.moderation import arrivals, looking, weeks
from feedback.moderation.enums import Attention
from feedback.moderation.models import Item, LogEntry
from feedback.threads import batches, gate, held_words
from feedback.threads.enums import State
from feedback.threads.models import Contribution
from feedback.threads.sockets import tell_heard
from tests.factories.moderation import arrived, fresh
from tests.factories.people import PlaceFactory
from tests.factories.threads import ContributionFactory, MessageFactory, ReportFactory, ThreadFactory
from vocabulary.models import PlaceKind

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = timezone.localdate


def test_a_plain_answer_waits_like_any_other_since_the_day_of_the_emptying():
    item = arrived("They came two days before I got out.")
    assert (item.open, item.attention, item.since) == (True, Attention.ORDINARY, TODAY())
    assert (item.details, item.risks) == ([], [])
    assert not LogEntry.objects.exists()


def test_what_may_give_somebody_away_is_noted_by_kind_never_by_word():
    item = arrived("Ring me on 07700 900123 or write to jo@example.org")
    assert item.details == ["email", "phone"]
    assert item.attention == Attention.DETAIL
    assert "07700" not in str(Item.objects.values())


def test_signs_of_risk_come_first():
    item = arrived("I want to kill myself. Ring me on 07700 900123")
    assert item.risks
    assert item.attention == Attention.RISK


def test_it_concerns_the_prison_of_its_thread_and_those_it_names():
    larch, oak, elm = (
        PlaceFactory(name=f"HMP {name}", slug=name.lower()) for name in ("Larch", "Oak", "Elm")
    )
    thread = ThreadFactory(place=larch)
    item = arrived("It was the same at HMP Oak, and in oak before.", thread=thread)
    assert set(item.places.all()) == {larch, oak}
    assert elm not in item.places.all()


def test_a_region_is_no_prison():
    region = PlaceFactory(kind=PlaceKind.REGION, name="North Fernshire", slug="north-fernshire")
    item = arrived("It is the same all over North Fernshire.", thread=ThreadFactory(place=region))
    assert list(item.places.all()) == []


def test_rows_are_made_in_the_order_of_their_random_keys():
    """The counting key of a link of item and place must not tell the order of letters (rule 7)."""
    prison = PlaceFactory(name="HMP Larch", slug="larch")
    thread = ThreadFactory(place=prison)
    rows = [ContributionFactory(thread=thread) for _n in range(30)]
    arrivals.receive(rows)
    links = Item.places.through.objects.order_by("pk").values_list("item", flat=True)
    assert list(links) == sorted(row.pk for row in rows)


def test_as_many_statements_for_many_as_for_few():
    PlaceFactory(name="HMP Larch", slug="larch")
    asked = []
    for number in (3, 60):
        rows = [ContributionFactory() for _n in range(number)]
        with CaptureQueriesContext(connection) as queries:
            arrivals.receive(rows)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 6


def test_of_a_full_box_prisons_are_known_at_once_and_the_rest_soon_after(monkeypatch):
    monkeypatch.setattr(arrivals, "LOOKED_AT_ONCE", 2)
    larch = PlaceFactory(name="HMP Larch", slug="larch")
    said = "I want to kill myself. At HMP Larch, 07700 900123."
    rows = [ContributionFactory(said=said) for _n in range(5)]
    arrivals.receive(rows)
    later = Item.objects.filter(looked_at=False)
    assert later.count() == 3
    assert all(list(item.places.all()) == [larch] for item in Item.objects.all())
    taken, gone = later[0], later[1]
    Item.objects.filter(pk=taken.pk).update(version=7)
    gate.withdraw([Contribution.objects.get(pk=gone.pk)])
    looking.look_closer.call()
    assert not Item.objects.filter(looked_at=False).exists()
    assert set(Item.objects.exclude(pk=gone.pk).values_list("attention", flat=True)) == {Attention.RISK}
    assert Item.objects.get(pk=gone.pk).details == []
    assert Item.objects.get(pk=taken.pk).version == 7
    task = DBTaskResult.objects.get()
    assert (task.task_path, task.args_kwargs["args"]) == ("feedback.moderation.looking.look_closer", [])


def test_words_that_cannot_be_opened_hold_up_nothing():
    contribution = ContributionFactory(held=b"\x01damaged")
    arrivals.receive([contribution])
    assert Item.objects.get(pk=contribution.pk).open


def test_of_what_is_decided_the_queue_keeps_the_week_and_of_what_waits_the_day():
    friday = TODAY() - timedelta(days=TODAY().weekday() + 3)
    monday = friday - timedelta(days=4)
    shown, waits, no_show = (arrived(f"{number} came too late.") for number in range(3))
    Item.objects.update(since=friday)
    Contribution.objects.filter(pk=shown.pk).update(day=None)
    Contribution.objects.filter(pk=no_show.pk).update(day=None)
    Item.objects.filter(pk__in=[shown.pk, no_show.pk]).update(open=False)
    for _twice in range(2):
        weeks.keep_weeks_only(Delivery(1, TODAY()))
        assert [fresh(one).since for one in (shown, no_show, waits)] == [monday, monday, friday]


def test_it_is_done_at_every_emptying_after_batches_have_left():
    acts = kinds.acts_at_emptying()
    assert acts.index(weeks.keep_weeks_only) > acts.index(batches.publish_due)


# --- Heard again ----------------------------------------------------------------------------------


def test_what_its_author_changed_is_looked_at_anew_and_waits_again():
    item = arrived("Ring me on 07700 900123")
    Item.objects.filter(pk=item.pk).update(open=False, since=TODAY() - timedelta(days=9))
    contribution = Contribution.objects.get(pk=item.pk)
    gate.return_to_author(contribution)
    gate.bring_back(contribution, "I want to kill myself.", day=TODAY())
    tell_heard("changed", [contribution], TODAY())
    again = fresh(item)
    assert (again.open, again.details, again.since) == (True, [], TODAY())
    assert again.attention == Attention.RISK
    assert again.version == item.version + 1


def test_a_prison_that_was_named_once_stays_concerned():
    larch = PlaceFactory(name="HMP Larch", slug="larch")
    oak = PlaceFactory(name="HMP Oak", slug="oak")
    item = arrived("It was at HMP Larch.")
    contribution = Contribution.objects.get(pk=item.pk)
    gate.bring_back(contribution, "It was at HMP Oak.", day=TODAY())
    tell_heard("changed", [contribution], TODAY())
    assert set(fresh(item).places.all()) == {larch, oak}


def test_a_message_brings_it_back_and_may_say_that_somebody_is_at_risk_or_where():
    larch = PlaceFactory(name="HMP Larch", slug="larch")
    item = arrived()
    Item.objects.filter(pk=item.pk).update(open=False)
    MessageFactory(
        contribution=item.contribution, from_author=True, said="At HMP Larch I want to kill myself."
    )
    tell_heard("message", [item.contribution], TODAY())
    again = fresh(item)
    assert (again.open, again.attention) == (True, Attention.RISK)
    assert list(again.places.all()) == [larch]


@pytest.mark.parametrize(
    ("reason", "attention"), [("names-somebody", Attention.REPORTED), ("risk", Attention.RISK)]
)
def test_a_report_brings_it_back_and_one_of_danger_first(reason, attention):
    item = arrived()
    Item.objects.filter(pk=item.pk).update(open=False)
    ReportFactory(contribution=item.contribution, reason=reason)
    tell_heard("reported", [item.contribution], TODAY())
    assert (fresh(item).open, fresh(item).attention) == (True, attention)


def test_what_is_with_safeguarding_stays_there_whatever_comes():
    item = arrived()
    contribution = item.contribution
    gate.escalate(contribution)
    Item.objects.filter(pk=item.pk).update(attention=Attention.ESCALATED)
    MessageFactory(contribution=contribution, from_author=True)
    tell_heard("message", [contribution], TODAY())
    assert fresh(item).attention == Attention.ESCALATED


def test_a_contribution_that_the_queue_never_had_is_no_error():
    tell_heard("message", [ContributionFactory()], TODAY())
    assert not Item.objects.exists()


# --- Gone -------------------------------------------------------------------------------------------


def test_when_words_go_nothing_that_was_found_in_them_stays():
    prison = PlaceFactory(name="HMP Larch", slug="larch")
    item = arrived("I want to kill myself at HMP Larch, 07700 900123.")
    gate.withdraw([Contribution.objects.get(pk=item.pk)])
    item = fresh(item)
    assert (item.details, item.risks, item.open, item.claimed_by) == ([], [], False, None)
    assert list(item.places.all()) == [prison]  # still nobody from there sees what was done
    assert Contribution.objects.get(pk=item.pk).state == State.WITHDRAWN


def test_the_words_stand_in_no_row_of_the_queue():
    secret = "unmistakable"
    item = arrived(f"The {secret} thing: ring me on 07700 900123 at HMP Larch.")
    tell_heard("message", [item.contribution], TODAY())
    rows = [list(model.objects.values()) for model in (Item, LogEntry)]
    assert secret not in str(rows)
    assert "07700" not in str(rows)
    assert held_words.unlock(item.contribution.held)["words"].startswith("The unmis")
