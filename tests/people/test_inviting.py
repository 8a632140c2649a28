"""Inviting, resending, withdrawing."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.management import call_command
from django.utils import timezone

from people import inviting, retention
from people.joining import find
from people.models import Invitation, InvitationState
from people.permission_groups import PermissionGroup
from tests.factories.people import PlaceFactory, administrator, facilitator, invitations_to, member
from tests.people.mailbox import last, letters
from vocabulary.role_groups import RoleGroup

pytestmark = pytest.mark.django_db
ROLE = RoleGroup.LINK_WORKER


def token() -> str:
    return last().link.rstrip("/").rsplit("/", 1)[1]


def test_the_link_is_kept_only_as_its_hash():
    invitation = inviting.invite("new@example.org", by=administrator(), role_group=ROLE)
    row = Invitation.objects.filter(pk=invitation.pk).values().get()
    assert token() not in str(row)
    assert row["token_hash"] == sha256(token().encode()).hexdigest()


def test_an_invitation_carries_role_groups_places_and_language():
    place = PlaceFactory()
    invitation = inviting.invite(
        " New@Example.org ",
        by=administrator(),
        role_group=RoleGroup.PRISON_STAFF,
        groups=[PermissionGroup.RESPONDER, PermissionGroup.MEMBER],
        places=[place],
        language="cy",
    )
    assert invitation.email == "new@example.org"
    assert {group.name for group in invitation.groups.all()} == {"responder", "member"}
    assert list(invitation.places.all()) == [place]
    assert invitation.language == "cy"


def test_members_invite_nobody():
    with pytest.raises(inviting.MayNotInviteError):
        inviting.invite("new@example.org", by=member(), role_group=ROLE)
    assert not Invitation.objects.exists()
    assert letters() == []


@pytest.mark.parametrize("group", [group for group in PermissionGroup if group != PermissionGroup.MEMBER])
def test_a_facilitator_invites_members_only(group):
    with pytest.raises(inviting.MayNotInviteError):
        inviting.invite("new@example.org", by=facilitator(), role_group=ROLE, groups=[group])


def test_inviting_somebody_known_looks_the_same_but_for_the_mail(django_assert_num_queries):
    by = administrator()
    known = member()
    unknown_invitation = inviting.invite("new@example.org", by=by, role_group=ROLE)
    known_invitation = inviting.invite(known.email, by=by, role_group=ROLE)
    alike = [
        {name: value for name, value in invitation.items() if name not in {"id", "email", "token_hash"}}
        for invitation in Invitation.objects.filter(
            pk__in=[unknown_invitation.pk, known_invitation.pk]
        ).values()
    ]
    assert alike[0] == alike[1]
    assert [letter.template for letter in letters()] == ["people/invitation", "people/invitation_known"]
    assert letters()[0].subject == letters()[1].subject
    assert "/join/" not in letters()[1].text


def test_inviting_again_replaces_the_invitation_before():
    by = administrator()
    inviting.invite("new@example.org", by=by, role_group=ROLE)
    old = token()
    inviting.invite("new@example.org", by=by, role_group=ROLE)
    assert [invitation.state for invitation in invitations_to("new@example.org")] == ["withdrawn", "waiting"]
    assert find(old) is None
    assert find(token()) is not None


def test_somebody_elses_invitation_stays_unknown_to_me():
    inviting.invite("new@example.org", by=administrator(), role_group=ROLE)
    inviting.invite("new@example.org", by=facilitator(), role_group=ROLE)
    assert [invitation.state for invitation in invitations_to("new@example.org")] == ["waiting", "waiting"]


def test_resending_makes_a_new_link_and_counts_the_days_anew(settings):
    by = administrator()
    invitation = inviting.invite("new@example.org", by=by, role_group=ROLE)
    Invitation.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    old = token()
    inviting.resend(invitation, by=by)
    assert find(old) is None
    assert find(token()) == invitation
    assert invitation.expires_on == timezone.localdate() + timedelta(days=settings.INVITATION_DAYS)


def test_nobody_can_be_flooded_with_one_invitation():
    by = administrator()
    invitation = inviting.invite("new@example.org", by=by, role_group=ROLE)
    for _time in range(inviting.MOST_TIMES_SENT - 1):
        inviting.resend(invitation, by=by)
    with pytest.raises(inviting.InvitationClosedError):
        inviting.resend(invitation, by=by)
    assert len(letters()) == inviting.MOST_TIMES_SENT


def test_a_withdrawn_link_stops_working_and_withdrawing_twice_is_no_error():
    by = administrator()
    invitation = inviting.invite("new@example.org", by=by, role_group=ROLE)
    inviting.withdraw(invitation, by=by)
    inviting.withdraw(invitation, by=by)
    assert find(token()) is None
    with pytest.raises(inviting.InvitationClosedError):
        inviting.resend(invitation, by=by)


def test_what_was_accepted_cannot_be_withdrawn():
    by = administrator()
    invitation = inviting.invite("new@example.org", by=by, role_group=ROLE)
    Invitation.objects.update(state=InvitationState.JOINED)
    with pytest.raises(inviting.InvitationClosedError):
        inviting.withdraw(invitation, by=by)


@pytest.mark.parametrize("act", [inviting.resend, inviting.withdraw])
def test_facilitators_handle_their_own_invitations_only(act):
    invitation = inviting.invite("new@example.org", by=administrator(), role_group=ROLE)
    with pytest.raises(inviting.MayNotInviteError):
        act(invitation, by=facilitator())


def test_the_first_administrator_is_invited_by_a_command(capsys):
    call_command("invite", "first@example.org")
    assert {group.name for group in invitations_to("first@example.org")[0].groups.all()} == {"administrator"}
    assert last().to == "first@example.org"


def test_old_invitations_are_forgotten():
    kept = inviting.invite("new@example.org", by=administrator(), role_group=ROLE)
    gone = inviting.invite("old@example.org", by=administrator(), role_group=ROLE)
    Invitation.objects.filter(pk=gone.pk).update(expires_on=timezone.localdate() - timedelta(days=100))
    retention.delete_old_invitations(timezone.now() - retention.KEPT_AFTER_LAST_DAY)
    assert list(Invitation.objects.all()) == [kept]
