"""Who is tied to which places."""

import pytest

from people.places import may_moderate_concerning, set_ties, tied_places
from tests.factories.people import PlaceFactory, PlaceTieFactory, facilitator
from vocabulary.models import PlaceKind

pytestmark = pytest.mark.django_db


def test_nobody_moderates_what_concerns_their_own_prison():
    tie = PlaceTieFactory(person=facilitator())
    assert not may_moderate_concerning(tie.person, [PlaceFactory(), tie.place])


def test_another_prison_is_no_conflict():
    tie = PlaceTieFactory(person=facilitator())
    assert may_moderate_concerning(tie.person, [PlaceFactory()])


@pytest.mark.parametrize("kind", [PlaceKind.REGION, PlaceKind.RELEASE_AREA])
def test_knowing_an_area_is_no_conflict(kind):
    tie = PlaceTieFactory(person=facilitator(), place=PlaceFactory(kind=kind))
    assert may_moderate_concerning(tie.person, [tie.place])


def test_what_concerns_no_place_may_be_moderated_by_everybody_who_moderates():
    assert may_moderate_concerning(PlaceTieFactory(person=facilitator()).person, [])


def test_ties_are_replaced_and_setting_them_again_changes_nothing():
    old, new = PlaceFactory(), PlaceFactory()
    person = PlaceTieFactory(person=facilitator(), place=old).person
    set_ties(person, [new])
    set_ties(person, [new])
    assert tied_places(person) == [new]
