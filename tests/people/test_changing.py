"""Changing what somebody may do, closing an account, my data."""

import json

import pytest
from django.db import IntegrityError, transaction
from wagtail.models import Page

from people import changing, closing, inviting, my_data, sockets
from people.models import Person
from people.names import shown_name
from people.permission_groups import PermissionGroup
from people.places import tied_places
from tests.factories.people import (
    PersonFactory,
    PlaceFactory,
    PlaceTieFactory,
    administrator,
    facilitator,
    invitations_to,
    member,
)
from tests.people.mailbox import letters
from vocabulary.role_groups import RoleGroup

pytestmark = pytest.mark.django_db


def change(person: Person, by: Person, groups: list[PermissionGroup]) -> None:
    changing.change_standing(
        person, by=by, role_group=RoleGroup.PROBATION, groups=groups, places=[PlaceFactory()]
    )


def test_an_administrator_changes_groups_role_and_places():
    person = PlaceTieFactory(person=member()).person
    change(person, administrator(), [PermissionGroup.RESPONDER])
    person = Person.objects.get(pk=person.pk)
    assert person.role_group == RoleGroup.PROBATION
    assert person.group_names == {"responder"}
    assert len(tied_places(person)) == 1


@pytest.mark.parametrize("who", [facilitator, member])
def test_nobody_else_does(who):
    person = member()
    for act in (
        lambda by: change(person, by, [PermissionGroup.ADMINISTRATOR]),
        lambda by: changing.deactivate(person, by=by),
        lambda by: changing.reactivate(person, by=by),
    ):
        with pytest.raises(changing.MayNotChangeError):
            act(who())


def test_nobody_makes_themselves_administrator():
    person = facilitator()
    with pytest.raises(changing.MayNotChangeError):
        change(person, person, [PermissionGroup.ADMINISTRATOR])


def test_the_last_administrator_can_neither_step_down_nor_be_stopped_nor_close():
    last = administrator()
    PersonFactory(group=PermissionGroup.ADMINISTRATOR, is_active=False)
    for act in (
        lambda: change(last, last, [PermissionGroup.MEMBER]),
        lambda: changing.deactivate(last, by=last),
        lambda: closing.close_account(last, by=last),
    ):
        with pytest.raises(changing.LastAdministratorError):
            act()
    assert Person.objects.get(pk=last.pk).belongs_to(PermissionGroup.ADMINISTRATOR)


def test_one_of_two_administrators_may_go():
    by, other = administrator(), administrator()
    changing.deactivate(other, by=by)
    with pytest.raises(changing.LastAdministratorError):
        changing.deactivate(by, by=by)


@pytest.mark.parametrize("act", ["deactivate", "demote", "close"])
def test_invitations_of_somebody_who_may_no_longer_invite_stop_working(act):
    by, inviter = administrator(), facilitator()
    invitation, _token = inviting.offer("new@example.org", by=inviter, role_group=RoleGroup.FAMILY)
    if act == "deactivate":
        changing.deactivate(inviter, by=by)
    elif act == "demote":
        change(inviter, by, [PermissionGroup.MEMBER])
    else:
        closing.close_account(inviter, by=inviter)
    invitation.refresh_from_db()
    assert not invitation.is_waiting


def test_closing_deletes_the_person_and_what_is_personal():
    person = PlaceTieFactory(person=PersonFactory(email="gone@example.org", second_step=True)).person
    inviting.invite("gone@example.org", by=administrator(), role_group=RoleGroup.FAMILY)
    closing.close_account(person, by=person)
    assert not Person.objects.filter(email="gone@example.org").exists()
    assert invitations_to("gone@example.org") == []
    assert [letter.template for letter in letters()] == ["people/account_closed"]


def test_pages_of_somebody_who_left_stay_as_a_former_members():
    person = member()
    page = Page.get_first_root_node().add_child(title="A page", owner=person)
    page.save_revision(user=person)
    closing.close_account(person, by=person)
    page.refresh_from_db()
    assert page.owner is None
    assert page.latest_revision.user is None
    assert shown_name(page.owner) == "a former member"


def test_rooms_let_go_of_a_name_before_the_account_goes_or_nothing_goes():
    person, seen = member(), []
    sockets.closing.register("test", lambda leaving: seen.append(leaving.display_name))
    try:
        closing.close_account(person, by=person)
    finally:
        sockets.closing.unregister("test")
    assert seen == [person.display_name]

    def refuse(leaving):
        raise IntegrityError

    staying = member()
    sockets.closing.register("test", refuse)
    try:
        with pytest.raises(IntegrityError), transaction.atomic():
            closing.close_account(staying, by=staying)
    finally:
        sockets.closing.unregister("test")
    assert Person.objects.filter(pk=staying.pk).exists()


def test_nobody_closes_somebody_elses_account():
    with pytest.raises(closing.MayNotCloseError):
        closing.close_account(member(), by=administrator())


def test_my_data_holds_what_every_room_gives_and_no_secret():
    person = PlaceTieFactory(person=facilitator()).person
    inviting.invite("new@example.org", by=person, role_group=RoleGroup.FAMILY)
    sockets.my_data.register("test", lambda asked: {"of": asked.pk})
    try:
        gathered = my_data.gather(person)
    finally:
        sockets.my_data.unregister("test")
    text = json.dumps(gathered)
    assert gathered["test"] == {"of": person.pk}
    assert gathered["account"]["email"] == person.email
    assert gathered["account"]["invitations sent"][0]["to"] == "new@example.org"
    assert person.password not in text
    assert "secret" not in text
