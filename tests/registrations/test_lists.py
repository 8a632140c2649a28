"""Who gets a place and who waits: fairly, in order, each once; what becomes of places that are given back."""

import datetime
from collections import Counter
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultations.events.enums import ConsentKind, EventState
from consultations.registrations import (
    cancelling,
    changing,
    consenting,
    joining,
    moving_up,
    registering,
    registers,
    telling,
)
from consultations.registrations.enums import RegistrationState
from consultations.registrations.fitting import Places
from consultations.registrations.models import Register, Registration
from consultations.registrations.permissions import CODE
from consultations.registrations.refusals import (
    MayNotError,
    NoRoomError,
    NotOnTheListError,
    NotOpenError,
    OverError,
    TooManyError,
)
from consultations.registrations.registering import Details
from consultations.registrations.words import Told
from edge import content_version
from people.permission_groups import PermissionGroup
from tests.factories.people import PersonFactory, PlaceFactory, member
from tests.factories.registrations import LIVED, WORKER, consents, guest, kept_places, open_event, order
from vocabulary.role_groups import RoleGroup

pytestmark = pytest.mark.django_db

IN, WAITING = RegistrationState.IN.value, RegistrationState.WAITING.value


@pytest.fixture
def told(monkeypatch) -> list[tuple[str, Registration]]:
    """What would be told by mail: which kind, and about whom."""
    calls: list[tuple[str, Registration]] = []
    for kind in ("told_registered", "told_changed", "told_cancelled", "told_offered"):
        monkeypatch.setattr(telling, kind, lambda row, kind=kind: calls.append((kind, row.name)))
    return calls


def facilitator():
    return PersonFactory(group=PermissionGroup.FACILITATOR)


# --- Fitting ---------------------------------------------------------------------------------


def test_what_is_kept_for_a_group_counts_for_as_many_of_it_as_there_are():
    places = Places(5, {LIVED: 2})

    assert places.fits({}, WORKER, 3)
    assert not places.fits({}, WORKER, 4), "two places are kept"
    assert places.fits({WORKER: 3}, LIVED, 2)
    assert places.fits({LIVED: 2, WORKER: 2}, LIVED, 1), "more of the group take open places"
    assert not places.fits({LIVED: 3, WORKER: 2}, WORKER, 1)
    assert not places.fits({}, "", 4), "whoever would rather not say takes an open place"


def test_where_there_are_too_many_already_only_a_kept_place_is_given():
    places = Places(6, {LIVED: 2})

    assert not places.fits({WORKER: 5}, WORKER, 1)
    assert places.fits({WORKER: 5}, LIVED, 1)
    assert not places.fits({WORKER: 6}, LIVED, 1), "nobody is put out, and nobody more gets in"
    assert Places(None).fits({WORKER: 10_000}, WORKER, 500)


# --- Coming and waiting ------------------------------------------------------------------------


def test_places_go_to_those_who_come_first_and_the_rest_wait_in_order(told):
    event = open_event(2)
    for name in ("Ada", "Ben", "Cem", "Dee"):
        guest(event, name)

    assert order(event) == [("Ada", IN), ("Ben", IN), ("Cem", WAITING), ("Dee", WAITING)]
    assert told == [("told_registered", name) for name in ("Ada", "Ben", "Cem", "Dee")]
    register = Register.objects.get(page=event)
    assert (register.taken, register.waiting) == (2, 2)


def test_who_cancels_makes_room_for_who_waits_longest_and_nothing_of_theirs_stays(told):
    event = open_event(1)
    first = guest(event, "Ada", phone="0300 123", needs=("large-print",), group=LIVED)
    guest(event, "Ben")
    guest(event, "Cem")
    told.clear()
    for _twice in range(2):
        cancelling.cancel(first, by=CODE)

    assert order(event) == [("Ben", IN), ("Cem", WAITING)]
    assert told == [("told_cancelled", "Ada"), ("told_offered", "Ben")]
    first.refresh_from_db()
    assert (bytes(first.sealed), first.consents, first.role_group) == (b"", {}, "")
    with pytest.raises(NotOnTheListError):
        changing.change(first, Told(name="Ada"), by=CODE)


def test_moving_up_is_done_once_however_often_it_is_asked_for(told):
    event = open_event(1)
    first = guest(event, "Ada")
    guest(event, "Ben")
    cancelling.cancel(first, by=CODE)
    told.clear()

    assert moving_up.move_up(event, by=None) == []
    assert moving_up.move_all_up() == 0
    assert told == []


def test_places_kept_for_a_group_are_passed_over_by_others_until_they_are_given_to_all():
    event = open_event(3, kept={LIVED: 1}, days=8)
    for name in ("Ada", "Ben", "Cem"):
        guest(event, name)
    assert order(event) == [("Ada", IN), ("Ben", IN), ("Cem", WAITING)]
    late = guest(event, "Lee", group=LIVED)
    assert late.is_in, "the place was kept for them"
    cancelling.cancel(late, by=CODE)
    assert order(event)[-1] == ("Cem", WAITING)

    event.day -= datetime.timedelta(days=1)
    event.save()
    assert moving_up.move_all_up() == 1
    assert order(event)[-1] == ("Cem", IN)


def test_whoever_waits_and_fits_by_now_goes_ahead_of_whoever_comes_later():
    event = open_event(1)
    guest(event, "Ada")
    guest(event, "Ben")
    type(event).objects.filter(pk=event.pk).update(capacity=2)
    guest(event, "Cem")

    assert order(event) == [("Ada", IN), ("Ben", IN), ("Cem", WAITING)]


@pytest.mark.django_db(transaction=True)
def test_publishing_more_places_moves_the_list_up_and_fewer_put_nobody_out():
    event = open_event(1)
    for name in ("Ada", "Ben", "Cem"):
        guest(event, name)
    event.capacity = 2
    event.save_revision().publish()
    assert [state for _name, state in order(event)] == [IN, IN, WAITING]

    event.capacity = 1
    event.save_revision().publish()
    assert [state for _name, state in order(event)] == [IN, IN, WAITING]


@given(
    kept=st.integers(0, 3),
    acts=st.lists(
        st.tuples(
            st.sampled_from(["come", "group", "cancel"]),
            st.sampled_from([LIVED, WORKER, ""]),
            st.integers(0, 5),
        ),
        max_size=9,
    ),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nobody_waits_who_would_fit_and_nobody_is_passed_by_their_like(kept, acts):
    """After any acts in any order: no more people than places, nobody kept waiting, nobody of the same group
    and size passed.
    """
    event, by = open_event(4, kept={LIVED: kept}), facilitator()
    for act, group, number in acts:
        there = list(Registration.objects.on_the_list().filter(page=event))
        if act == "come":
            guest(event, group=group)
        elif act == "group":
            details = Details(role_group=group, people=1 + number % 4)
            registering.register_group(event, details, by=by)
        elif there:
            cancelling.cancel(there[number % len(there)], by=by)
        rows = list(Registration.objects.on_the_list().filter(page=event))
        inside = Counter()
        for row in rows:
            inside[row.role_group] += row.people if row.is_in else 0
        assert inside.total() <= 4
        places = registers.places_of(event)
        assert not [row for row in rows if not row.is_in and places.fits(inside, row.role_group, row.people)]
        for like in {(row.role_group, row.people) for row in rows}:
            states = [row.is_in for row in rows if (row.role_group, row.people) == like]
            assert states == sorted(states, reverse=True), "who came first is in first"


# --- Who may, and when ---------------------------------------------------------------------------


def test_a_member_comes_in_one_step_once_under_the_name_of_their_account(told):
    event, person = open_event(1), member()
    person.role_group = RoleGroup.PROBATION
    person.save()
    details = Details(told=Told(name="Somebody else", email="else@example.org", needs=("breaks",)))
    registering.register(event, details, by=person)
    again = registering.register(event, Details(), by=person)

    assert Registration.objects.count() == 1
    assert (again.name, again.address, again.role_group) == (person.display_name, person.email, "probation")
    assert again.told == Told(needs=("breaks",))
    assert len(told) == 1


def test_a_group_known_by_number_gets_its_places_together_or_waits_together():
    event, by = open_event(5), facilitator()
    with pytest.raises(MayNotError):
        registering.register_group(event, Details(people=2), by=member())
    with pytest.raises(TooManyError):
        registering.register_group(event, Details(people=6), by=by)
    four = Details(role_group=LIVED, people=4, place=PlaceFactory(), told=Told(note="One needs large print."))
    first, second = (registering.register_group(event, four, by=by) for _twice in range(2))

    assert (first.state, second.state) == (IN, WAITING)
    assert first.told.note == "One needs large print."
    assert guest(event, "Ada").is_in, "one place would stay empty else"
    with pytest.raises(NoRoomError):
        changing.resize(first, 5, by=by)
    changing.resize(second, 2, by=by)
    changing.resize(first, 2, by=by)
    assert [row.people for row in Registration.objects.coming()] == [2, 2, 1]


def test_nobody_registers_before_it_opens_after_it_closes_or_where_it_is_called_off():
    now = timezone.now()
    hour = datetime.timedelta(hours=1)
    for refused in (
        open_event(registration_opens=now + hour),
        open_event(registration_closes=now - hour),
        open_event(state=EventState.CANCELLED, cancelled_because="Nobody could come."),
        open_event(takes_registrations=False),
        open_event(days=-1),
        open_event(live=False),
    ):
        with pytest.raises(NotOpenError):
            guest(refused)
        with pytest.raises(NotOpenError):
            registering.register(refused, Details(), by=member())
    assert not Registration.objects.exists()
    group = registering.register_group(
        open_event(registration_closes=now - hour), Details(people=2), by=facilitator()
    )
    assert group.is_in, "a facilitator hears of groups later"


def test_others_change_and_cancel_nothing_and_facilitators_can():
    event = open_event()
    mine, theirs = registering.register(event, Details(), by=member()), guest(event)
    for registration, by in (
        (mine, member()),
        (theirs, member()),
        (mine, CODE),
        (mine, None),
        (theirs, "code"),
    ):
        with pytest.raises(MayNotError):
            cancelling.cancel(registration, by=by)
        with pytest.raises(MayNotError):
            changing.change(registration, Told(), by=by)
    cancelling.cancel(theirs, by=facilitator())
    assert order(event) == [(mine.name, IN)]


def test_after_the_event_the_list_stays_as_it_is():
    event = open_event()
    mine = guest(event)
    event.day = timezone.localdate() - datetime.timedelta(days=1)
    event.save()
    for refused in (
        lambda: cancelling.cancel(mine, by=CODE),
        lambda: changing.change(mine, Told(), by=CODE),
        lambda: changing.resize(mine, 2, by=facilitator()),
    ):
        with pytest.raises(OverError):
            refused()


def test_changing_keeps_the_place_and_an_address_taken_out_is_written_to_no_more(told):
    event = open_event()
    mine = guest(event, "Ada", email="ada@example.org")
    assert Registration.objects.reachable_by_mail().get().address == "ada@example.org"
    changed = changing.change(mine, Told(name="Ada", phone="0300 123"), by=CODE, expenses_claimed=True)

    assert (changed.position, changed.state, changed.by_mail, changed.address) == (1, IN, False, "")
    assert Registration.objects.to_write_or_call().get().told.phone == "0300 123"
    assert Registration.objects.get().expenses_claimed


# --- What they agree to ---------------------------------------------------------------------------


def test_who_agreed_to_a_text_has_not_agreed_to_another():
    event = open_event()
    (key,) = (one.key for one in consenting.asked(event))
    mine = guest(event)
    assert mine.consents == {key: False}
    mine = changing.change(mine, Told(), by=CODE, consents={key: True, "something": True})
    assert mine.consents == {key: True}
    assert consenting.said_yes(event, mine.consents, ConsentKind.NOTES)
    assert not consenting.said_yes(event, mine.consents, ConsentKind.RECORDING)

    event.consents = consents({ConsentKind.NOTES: "You may write down what I say, with my name."})
    event.save()
    event = type(event).objects.get(pk=event.pk)
    assert not consenting.said_yes(event, mine.consents, ConsentKind.NOTES)


# --- How to join, and what is public ----------------------------------------------------------------


def test_only_the_owner_of_a_place_sees_how_to_join():
    event, by = open_event(1), facilitator()
    joining.write(event, "https://meet.example.org/otter", by=by)
    inside, person = guest(event), member()
    waits = registering.register(event, Details(), by=person)

    assert joining.details_for(inside, by=CODE) == "https://meet.example.org/otter"
    for registration, asking in (
        (waits, person),
        (inside, person),
        (inside, None),
        (waits, CODE),
        (inside, by),
    ):
        assert joining.details_for(registration, by=asking) == ""
    with pytest.raises(MayNotError):
        joining.write(event, "Elsewhere", by=person)
    joining.write(event, "", by=by)
    assert joining.details_for(inside, by=CODE) == ""


def test_readers_are_told_at_once_when_what_they_read_of_free_places_changes_and_not_before():
    event = open_event(10)
    numbers = [content_version.current()]
    for _n in range(10):
        guest(event)
        numbers.append(content_version.current())
    rises = [after > before for before, after in pairwise(numbers)]

    assert rises == [False] * 7 + [True, False, True], (
        "much, then little from the eighth, none with the tenth"
    )


def questions_of_coming(event) -> int:
    with CaptureQueriesContext(connection) as asked:
        guest(event)
    return len(asked)


def test_coming_asks_the_same_number_of_questions_however_long_the_list_is():
    event = open_event(2)
    for _n in range(3):
        guest(event)
    few = questions_of_coming(event)
    for _n in range(12):
        guest(event)

    assert questions_of_coming(event) == few


def test_kept_places_of_the_plan_are_read_by_group():
    event = open_event(9, kept={LIVED: 4, WORKER: 2})
    assert registers.places_of(event) == Places(9, {LIVED: 4, WORKER: 2})
    assert registers.places_of(event, registers.released_on(event)) == Places(9)
    assert kept_places({}) == "[]"
