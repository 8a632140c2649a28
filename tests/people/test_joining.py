"""Joining by invitation."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from people import inviting, joining
from people.models import Invitation, Person
from people.permission_groups import PermissionGroup
from people.places import tied_places
from tests.factories.people import PASSWORD, PersonFactory, PlaceFactory, administrator
from vocabulary.role_groups import RoleGroup

pytestmark = pytest.mark.django_db


@pytest.fixture
def offered():
    return inviting.offer(
        "new@example.org",
        by=administrator(),
        role_group=RoleGroup.PRISON_STAFF,
        groups=[PermissionGroup.RESPONDER],
        places=[PlaceFactory()],
    )


def join(token: str) -> Person:
    return joining.accept(token, display_name=" Alex ", password=PASSWORD, language="cy")


def test_joining_gives_what_was_offered(offered):
    invitation, token = offered
    person = join(token)
    assert (person.email, person.display_name, person.language) == ("new@example.org", "Alex", "cy")
    assert person.role_group == RoleGroup.PRISON_STAFF
    assert person.belongs_to(PermissionGroup.RESPONDER)
    assert tied_places(person) == list(invitation.places.all())
    assert EmailAddress.objects.get(user=person).verified
    assert person.check_password(PASSWORD)


def test_an_invitation_is_used_once(offered):
    join(offered[1])
    with pytest.raises(joining.CannotJoinError):
        join(offered[1])
    assert Person.objects.filter(email="new@example.org").count() == 1


def test_an_invitation_ends_after_its_last_day(offered):
    Invitation.objects.update(expires_on=timezone.localdate())
    assert joining.find(offered[1]) is not None
    Invitation.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    assert joining.find(offered[1]) is None
    with pytest.raises(joining.CannotJoinError):
        join(offered[1])


def test_a_made_up_link_opens_nothing(offered):
    with pytest.raises(joining.CannotJoinError):
        join("a" * 43)


def test_an_address_that_has_an_account_by_now_is_refused_and_the_offer_stays_unused(offered):
    PersonFactory(email="new@example.org")
    with pytest.raises(joining.CannotJoinError):
        join(offered[1])
    assert Invitation.objects.get(pk=offered[0].pk).is_waiting


def test_joining_closes_other_invitations_to_the_same_address(offered):
    other, other_token = inviting.offer(
        "new@example.org", by=administrator(), role_group=RoleGroup.RESEARCHER
    )
    join(offered[1])
    other.refresh_from_db()
    assert not other.is_waiting
    assert joining.find(other_token) is None
