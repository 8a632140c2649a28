"""The member pages: home, settings, people, invitations, joining."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people import sockets
from people.models import Invitation, Person
from people.permission_groups import PermissionGroup
from tests.factories.people import (
    PASSWORD,
    PersonFactory,
    PlaceFactory,
    PlaceTieFactory,
    administrator,
    facilitator,
    invitations_to,
    member,
)
from tests.people.mailbox import last, letters
from vocabulary.role_groups import RoleGroup

pytestmark = pytest.mark.django_db
BY_MEMBERS = {"role_group": RoleGroup.LINK_WORKER, "groups": ["member"], "language": "en-gb"}


def words(response) -> str:
    return " ".join(response.content.decode().split())


def test_home_shows_what_waits_and_what_others_see(signed_in):
    person = member()
    sockets.needs_you.register("test", lambda asked: [sockets.Need(f"Vote, {asked.display_name}", "/x/")])
    try:
        page = words(signed_in(person).get("/members/"))
    finally:
        sockets.needs_you.unregister("test")
    assert f"Vote, {person.display_name}" in page
    assert "Link workers" in page
    assert person.email not in page


def test_home_says_when_nothing_waits(signed_in):
    assert "Nothing at the moment." in words(signed_in(member()).get("/members/"))


@pytest.mark.parametrize("name", ["members:home", "members:settings"])
def test_members_are_told_that_their_coming_and_their_writing_can_be_compared(name, signed_in):
    assert "somebody who can read all our records can compare" in words(
        signed_in(member()).get(reverse(name))
    )


def test_an_invitation_that_ran_out_waits_for_whoever_sent_it(signed_in):
    by = facilitator()
    client = signed_in(by)
    client.post(reverse("members:invite"), {"email": "new@example.org", **BY_MEMBERS})
    Invitation.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    assert "1 invitation ran out" in words(client.get("/members/"))
    assert "ran out" in words(client.get(reverse("members:invitations")))


def test_a_page_handed_in_waits_for_the_publisher(signed_in):
    from wagtail.models import Page, Workflow

    researcher = PersonFactory(group=PermissionGroup.RESEARCHER)
    page = Page.get_first_root_node().add_child(title="Summary", owner=researcher, live=False)
    page.save_revision(user=researcher)
    Workflow.objects.get(name="A publisher reads it before it is published").start(page, researcher)
    publisher = PersonFactory(group=PermissionGroup.PUBLISHER, second_step=True)
    assert "1 page waits to be read" in words(signed_in(publisher).get("/members/"))
    assert "waits to be read" not in words(signed_in(researcher).get("/members/"))


def test_name_and_language_are_changed_in_settings(signed_in):
    person = member()
    client = signed_in(person)
    client.post(reverse("members:settings"), {"display_name": " Zed ", "language": "cy"})
    person.refresh_from_db()
    assert (person.display_name, person.language) == ("Zed", "cy")
    assert client.post(reverse("members:settings"), {"display_name": "", "language": "xx"}).status_code == 422


def test_settings_show_places_and_permissions(signed_in):
    tie = PlaceTieFactory(person=member())
    page = words(signed_in(tie.person).get(reverse("members:settings")))
    assert tie.place.name in page
    assert "Member" in page


def test_my_data_comes_as_a_file(signed_in):
    person = member()
    client = signed_in(person)
    assert client.get(reverse("members:my-data")).status_code == 200
    response = client.post(reverse("members:my-data"))
    assert response.headers["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert json.loads(response.content)["account"]["email"] == person.email


def test_closing_asks_for_the_password_and_then_it_is_gone(signed_in):
    person = member()
    client = signed_in(person)
    assert client.post(reverse("members:close-account"), {"password": "wrong"}).status_code == 422
    assert Person.objects.filter(pk=person.pk).exists()
    response = client.post(reverse("members:close-account"), {"password": PASSWORD}, follow=True)
    assert "Your account is closed" in words(response)
    assert not Person.objects.filter(pk=person.pk).exists()
    assert client.get("/members/").status_code == 302


def test_the_last_administrator_is_told_why_they_cannot_close(signed_in):
    person = administrator()
    page = signed_in(person).post(reverse("members:close-account"), {"password": PASSWORD})
    assert "This is the only administrator." in words(page)


def test_an_administrator_finds_and_changes_somebody(signed_in):
    person, place = member(display_name="Ann Evans"), PlaceFactory()
    client = signed_in(administrator())
    assert "Ann Evans" in words(client.get(reverse("members:people"), {"words": "evans"}))
    assert "Ann Evans" not in words(client.get(reverse("members:people"), {"words": "nobody"}))
    fields = {"role_group": RoleGroup.PROBATION, "groups": ["responder", "member"], "places": [place.pk]}
    client.post(reverse("members:person", args=[person.pk]), fields)
    person = Person.objects.get(pk=person.pk)
    assert person.group_names == {"responder", "member"}
    assert [tie.place for tie in person.place_ties.all()] == [place]


def test_somebody_stopped_from_signing_in_is_out_at_once_and_may_come_back(signed_in):
    person = member()
    theirs, ours = signed_in(person), signed_in(administrator())
    access = reverse("members:access", args=[person.pk])
    ours.post(access, {"may_sign_in": "no"})
    assert theirs.get("/members/").status_code == 302
    ours.post(access, {"may_sign_in": "yes"})
    assert theirs.get("/members/").status_code == 302  # the old session stays dead
    theirs.force_login(Person.objects.get(pk=person.pk))
    assert theirs.get("/members/").status_code == 200


def test_a_permission_taken_away_is_lost_at_once(signed_in):
    helper = facilitator()
    theirs = signed_in(helper)
    fields = {"role_group": RoleGroup.PROBATION, "groups": ["member"]}
    signed_in(administrator()).post(reverse("members:person", args=[helper.pk]), fields)
    assert theirs.get(reverse("members:invite")).status_code == 403


def test_facilitators_are_offered_membership_only_and_cannot_slip_more_in(signed_in):
    client = signed_in(facilitator())
    page = words(client.get(reverse("members:invite")))
    assert 'value="member"' in page
    assert 'value="administrator"' not in page
    fields = {**BY_MEMBERS, "email": "new@example.org", "groups": ["member", "administrator"]}
    assert client.post(reverse("members:invite"), fields).status_code == 422
    assert not Invitation.objects.exists()


def test_a_pasted_list_keeps_good_rows_and_shows_bad_ones(signed_in):
    client = signed_in(administrator())
    rows = "one@example.org\nnonsense\ntwo@example.org, prison staff, researcher"
    response = client.post(reverse("members:invite-list"), {**BY_MEMBERS, "rows": rows})
    page = words(response)
    assert response.status_code == 422
    assert "We have sent 2 invitations." in page
    assert '<th scope="row">2</th><td>nonsense</td><td>This is not an email address.</td>' in page
    assert "nonsense</textarea>" in page.replace(" </textarea>", "</textarea>")
    assert "one@example.org" not in page
    assert [letter.to for letter in letters()] == ["one@example.org", "two@example.org"]
    two = invitations_to("two@example.org")[0]
    assert two.role_group == RoleGroup.PRISON_STAFF
    assert {group.name for group in two.groups.all()} == {"researcher"}


def test_an_uploaded_list_is_read(signed_in, tmp_path):
    file = tmp_path / "people.csv"
    file.write_bytes("email;role group\r\none@example.org;probation\r\n".encode("utf-16"))
    with file.open("rb") as opened:
        response = signed_in(administrator()).post(
            reverse("members:invite-list"), {**BY_MEMBERS, "file": opened}
        )
    assert response.headers["Location"] == reverse("members:invitations")
    assert invitations_to("one@example.org")[0].role_group == RoleGroup.PROBATION


@pytest.mark.parametrize("data", [b"\x00" * 10, b"a,b\n" * 100_000])
def test_a_hostile_file_is_refused_with_a_sentence(data, signed_in, tmp_path):
    file = tmp_path / "people.csv"
    file.write_bytes(data)
    with file.open("rb") as opened:
        response = signed_in(administrator()).post(
            reverse("members:invite-list"), {**BY_MEMBERS, "file": opened}
        )
    assert response.status_code == 422
    assert "This file is" in words(response)
    assert not Invitation.objects.exists()


def test_an_empty_list_is_refused(signed_in):
    response = signed_in(administrator()).post(reverse("members:invite-list"), BY_MEMBERS)
    assert "Paste a list, or choose a file." in words(response)


def test_an_invitation_is_sent_again_and_withdrawn(signed_in):
    client = signed_in(facilitator())
    client.post(reverse("members:invite"), {"email": "new@example.org", **BY_MEMBERS})
    pk = invitations_to("new@example.org")[0].pk
    client.post(reverse("members:invitation-resend", args=[pk]))
    assert len(letters()) == 2
    client.post(reverse("members:invitation-withdraw", args=[pk]))
    assert "withdrawn" in words(client.get(reverse("members:invitations")))
    assert signed_in(facilitator()).post(reverse("members:invitation-withdraw", args=[pk])).status_code == 403


def invited(client: Client, **fields: object) -> str:
    client.post(reverse("members:invite"), {"email": "new@example.org", **BY_MEMBERS, **fields})
    return last().link


def test_joining_says_the_rules_first_and_lets_in(signed_in, client):
    link = invited(signed_in(administrator()))
    page = words(client.get(link))
    assert "At least 12 characters" in page
    assert "new@example.org" in page
    fields = {"display_name": "New", "language": "en-gb", "password": PASSWORD}
    assert client.post(link, {**fields, "password": "short"}).status_code == 422
    assert client.post(link, {**fields, "password": "new@example.org"}).status_code == 422
    assert client.post(link, fields).headers["Location"] == "/members/"
    assert client.get("/members/").context["user"].display_name == "New"
    assert Client().get(link).status_code == 404
    assert Client().post(link, fields).status_code == 404


def test_a_newcomer_who_moderates_sets_up_a_second_step_without_another_password(signed_in, client):
    link = invited(signed_in(administrator()), groups=["facilitator"])
    client.post(link, {"display_name": "New", "language": "en-gb", "password": PASSWORD})
    assert client.get("/members/").headers["Location"] == reverse("mfa_index")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_joining_on_a_device_where_another_is_signed_in_signs_that_one_out(signed_in):
    boss = administrator()
    client = signed_in(boss)
    link = invited(client)
    client.post(link, {"display_name": "New", "language": "en-gb", "password": PASSWORD})
    assert client.get("/members/").context["user"].display_name == "New"


def test_a_link_nobody_sent_is_answered_kindly(client):
    response = client.get(reverse("members:invitation-join", args=["nonsense"]))
    assert response.status_code == 404
    assert "This invitation can no longer be used" in words(response)


def test_pages_of_members_are_kept_by_no_browser(signed_in):
    client = signed_in(member())
    for name in ("members:home", "members:settings", "members:my-data"):
        assert "no-store" in client.get(reverse(name)).headers["Cache-Control"]
