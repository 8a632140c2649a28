"""Many at once: no place is given twice, nobody is passed over, and each moves up once.

In threads, each with a connection of its own, on both databases.
"""

import os
import threading
from collections.abc import Callable, Sequence

import pytest
from django.db import connections

from consultations.registrations import cancelling, changing, moving_up, registering, registers, telling
from consultations.registrations.models import Register, Registration
from consultations.registrations.permissions import CODE
from consultations.registrations.registering import Details
from consultations.registrations.words import Told
from people.permission_groups import PermissionGroup
from tests.factories.people import PersonFactory, member
from tests.factories.registrations import LIVED, guest, open_event

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def at_once(acts: Sequence[Callable[[], object]]) -> list[str]:
    """Run acts in threads of their own, begun together; the errors there were."""
    together, errors = threading.Barrier(len(acts)), list[str]()

    def run(act: Callable[[], object]) -> None:
        together.wait()
        try:
            act()
        except Exception as error:
            errors.append(repr(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return errors


@pytest.fixture
def offered(monkeypatch) -> list[int]:
    """Who was told that they have moved up."""
    told: list[int] = []
    for name in ("told_registered", "told_cancelled", "told_changed"):
        monkeypatch.setattr(telling, name, lambda registration: None)
    monkeypatch.setattr(telling, "told_offered", lambda registration: told.append(registration.pk))
    return told


def test_of_fifty_who_come_at_once_for_three_places_three_get_one_and_the_rest_wait_in_order(offered):
    event = open_event(3)
    errors = at_once([lambda: guest(event, index=os.urandom(32)) for _n in range(50)])

    assert errors == []
    rows = list(Registration.objects.filter(page=event).order_by("position"))
    assert [row.position for row in rows] == list(range(1, 51))
    assert [row.is_in for row in rows] == [True] * 3 + [False] * 47
    register = Register.objects.get(page=event)
    assert (register.taken, register.waiting, register.last_position) == (3, 47, 50)
    assert offered == []


def test_places_given_back_at_once_go_to_those_who_waited_longest_each_once(offered):
    event = open_event(4)
    rows = [guest(event) for _n in range(12)]
    event_again = type(event).objects.get(pk=event.pk)
    acts = [lambda row=row: cancelling.cancel(row, by=CODE) for row in rows[:3]]
    acts += [lambda: moving_up.move_up(event_again, by=None) for _n in range(3)]
    acts += [lambda: guest(event_again) for _n in range(3)]

    assert at_once(acts) == []
    there = Registration.objects.on_the_list().filter(page=event)
    assert [row.pk for row in there if row.is_in] == [row.pk for row in rows[3:7]]
    assert sorted(offered) == sorted(row.pk for row in rows[4:7])


def test_one_who_presses_often_is_on_the_list_once_and_changes_and_giving_back_do_not_mix(offered):
    event, person, index = open_event(2), member(), os.urandom(32)
    acts = [lambda: registering.register(event, Details(), by=person) for _n in range(3)]
    acts += [lambda: guest(event, index=index) for _n in range(3)]
    assert at_once(acts) == []
    assert Registration.objects.filter(page=event).count() == 2

    mine = Registration.objects.get(code_index=index)
    errors = at_once(
        [
            lambda: cancelling.cancel(mine, by=CODE),
            lambda: changing.change(mine, Told(name="Zebrafinch"), by=CODE),
            lambda: cancelling.cancel(mine, by=CODE),
        ]
    )
    assert [error for error in errors if "NotOnTheList" not in error] == []
    mine.refresh_from_db()
    assert (mine.is_in, bytes(mine.sealed)) == (False, b""), "nothing is written after it was given back"


def test_groups_that_come_at_once_never_get_more_places_than_there_are(offered):
    event, by = open_event(7, kept={LIVED: 3}), PersonFactory(group=PermissionGroup.FACILITATOR)
    group = Details(role_group=LIVED, people=3)
    acts = [lambda: registering.register_group(event, group, by=by) for _n in range(3)]
    acts += [lambda: guest(event) for _n in range(5)]

    assert at_once(acts) == []
    there, places = registers.there(event), registers.places_of(event)
    assert there.total() == Register.objects.get(page=event).taken <= 7
    waiting = Registration.objects.waiting().filter(page=event)
    assert not [row for row in waiting if places.fits(there, row.role_group, row.people)]
