"""Coming as a member in one step; for facilitators the list, groups known by number, and how to join."""

import datetime
import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consultations.events.models import Check
from consultations.registrations import about_people, cancelling, consenting, forgetting, joining, registering
from consultations.registrations.models import Joining, Registration
from consultations.registrations.permissions import CODE
from consultations.registrations.registering import Details
from consultations.registrations.words import Told
from people import sockets as of_people
from people.closing import close_account
from people.my_data import gather
from people.permission_groups import PermissionGroup
from tests.events.checked import drafted, opened_for
from tests.factories.events import record, topic
from tests.factories.people import PersonFactory, PlaceFactory, facilitator, member
from tests.factories.registrations import LIVED, guest, open_event, order
from vocabulary.role_groups import RoleGroup

pytestmark = pytest.mark.django_db


def page(client, person, address: str, **sent) -> str:
    client.force_login(person)
    answer = client.post(address, sent, follow=True) if sent else client.get(address)
    assert "no-store" in answer.headers["Cache-Control"]
    return unescape(answer.content.decode())


def come(event) -> str:
    return f"/members/events/{event.pk}/come/"


def agreed(event) -> dict[str, str]:
    return {f"agree-{one.key}": "yes" for one in consenting.asked(event)}


def test_a_member_comes_in_one_step_and_sees_how_to_join(client):
    event, person = open_event(1), member(display_name="Wren")
    joining.write(event, "https://meet.example.org/otter", by=facilitator())
    before = page(client, person, come(event))
    assert "You come under the name and the address of your account, as one of: Link workers." in before
    assert "otter" not in before
    assert 'name="email"' not in before

    after = page(client, person, come(event), needs="breaks", **agreed(event))
    assert "You have a place." in after
    assert "https://meet.example.org/otter" in after
    row = Registration.objects.get()
    assert (row.person, row.told.needs, list(row.consents.values())) == (person, ("breaks",), [True])


def test_a_member_who_waits_is_told_so_and_does_not_see_how_to_join(client):
    event, person = open_event(1), member()
    joining.write(event, "https://meet.example.org/otter", by=facilitator())
    other = guest(event)
    shown = page(client, person, come(event), **agreed(event))
    assert "You are on the waiting list" in shown
    assert "otter" not in shown
    cancelling.cancel(other, by=CODE)
    assert "otter" in page(client, person, come(event))


def test_what_is_wrong_comes_back_with_what_was_typed(client):
    event = open_event()
    shown = page(client, member(), come(event), needs_words="A seat near the door. " + "x" * 1000)
    assert "A seat near the door." in shown
    assert "Choose yes or no. You can come with a no, too." in shown
    assert not Registration.objects.exists()


def test_a_member_changes_and_gives_back(client):
    event, person = open_event(), member()
    registering.register(event, Details(told=Told(food="No nuts.")), by=person)
    assert 'value="No nuts."' in page(client, person, come(event))
    shown = page(client, person, come(event), food="No fish.", **agreed(event))
    assert "We have changed it." in shown
    assert Registration.objects.get().told.food == "No fish."

    assert "Your place goes to whoever has waited longest." in page(client, person, come(event) + "cancel/")
    assert "Your name is off the list." in page(client, person, come(event) + "cancel/", yes="1")
    assert order(event) == []


def test_the_list_of_events_says_what_one_has(client):
    person = member()
    mine, full, free = open_event(1), open_event(1, title="A second one"), open_event(5, title="A third one")
    registering.register(mine, Details(), by=person)
    guest(full)
    shown = page(client, person, "/members/events/")
    assert "You have a place" in shown
    assert come(free) in shown
    assert "Who comes" not in shown
    assert f"/members/events/{full.pk}/people/" in page(client, facilitator(), "/members/events/")


def test_facilitators_find_the_list_of_an_event_that_was_held_until_it_is_deleted(client):
    held, by = open_event(), facilitator()
    guest(held)
    held.day = timezone.localdate() - datetime.timedelta(days=3)
    held.save()
    listed = f"/members/events/{held.pk}/people/"
    assert listed in page(client, by, "/members/events/")
    assert "That works until" in page(client, by, listed), "whoever came is thanked from this list"
    assert listed not in page(client, member(), "/members/events/")
    forgetting.forget(timezone.now())
    assert listed not in page(client, by, "/members/events/")


def test_the_list_of_events_asks_the_same_questions_for_one_and_for_ten(client):
    client.force_login(member())
    counts = []
    for more in (1, 9):
        for _n in range(more):
            guest(open_event())
        client.get("/members/events/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/members/events/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_facilitator_reads_who_comes_what_they_need_and_agreed_to(client):
    event = open_event(6)
    registering.register(event, Details(told=Told(needs=("breaks",))), by=member(display_name="Wren"))
    guest(event, "Robin", phone="0300 123", food="No nuts.", needs=("breaks",), needs_words="By the door.")
    group = Details(role_group=LIVED, people=4, place=PlaceFactory(name="HMP Somewhere"))
    told = Told(needs=("large-print", "large-print"), note="Ask for Officer Swift.")
    registering.register_group(event, Details(**{**group.__dict__, "told": told}), by=facilitator())
    guest(event, "Late")
    shown = page(client, facilitator(), f"/members/events/{event.pk}/people/")

    for words in (
        "Wren", "Robin", "0300 123", "No nuts.", "By the door.", "4 people from HMP Somewhere",
        "2 × Large print", "Ask for Officer Swift.", "Late", "0 said yes, 6 did not",
    ):  # fmt: skip
        assert words in shown, words
    assert re.search(r"Breaks</dt><dd>2<", shown)
    assert shown.index("Robin") < shown.index("On the waiting list, in order") < shown.index("Late")


def test_the_list_asks_the_same_questions_however_long_it_is(client):
    event = open_event(400)
    page(client, facilitator(), f"/members/events/{event.pk}/people/")
    counts = []
    for more in (2, 20):
        for _n in range(more):
            guest(event)
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/members/events/{event.pk}/people/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_facilitator_puts_a_group_down_and_changes_how_many_they_are(client):
    event, by, place = open_event(5), facilitator(), PlaceFactory()
    address = f"/members/events/{event.pk}/people/group/"
    assert "Type in a number." in page(client, by, address, people="")
    assert "This event has 5 places in all." in page(client, by, address, people="6")
    filled = {
        "people": "4",
        "role_group": LIVED,
        "place": place.pk,
        "need-large-print": "1",
        "note": "By bus.",
    }
    assert "The group has its places." in page(client, by, address, **filled)
    group = Registration.objects.get()
    assert (group.people, group.place, group.role_group, group.put_down_by) == (4, place, LIVED, by)
    assert group.told == Told(needs=("large-print",), note="By bus.")

    one = f"/members/events/{event.pk}/people/{group.pk}/"
    assert "By bus." in page(client, by, one)
    page(client, by, one, people="2", note="On foot.")
    group.refresh_from_db()
    assert (group.people, group.told.note, group.told.needs) == (2, "On foot.", ())


def test_a_facilitator_changes_and_takes_off_for_somebody_who_calls(client):
    event, by = open_event(1), facilitator()
    mine = guest(event, "Robin", email="robin@example.org")
    guest(event, "Wren")
    one = f"/members/events/{event.pk}/people/{mine.pk}/"
    page(client, by, one, phone="0300 5", **agreed(event))
    told = Registration.objects.get(pk=mine.pk).told
    assert (told.name, told.email, told.phone) == ("Robin", "robin@example.org", "0300 5")

    assert "This cannot be undone." in page(client, by, one + "take-off/")
    assert "If somebody waits, they have moved up." in page(client, by, one + "take-off/", yes="1")
    assert [name for name, _state in order(event)] == ["Wren"]
    assert Registration.objects.coming().count() == 1
    assert client.get(one).status_code == 404


def test_those_who_write_are_told_before_a_list_goes_from_which_people_would_be_thanked(client, settings):
    researcher = PersonFactory(group=PermissionGroup.RESEARCHER)
    event = open_event()
    guest(event)

    def waits(days: int, **values) -> bool:
        event.day = timezone.localdate() - datetime.timedelta(days=days)
        for name, value in values.items():
            setattr(event, name, value)
        event.save()
        needs = of_people.needs_you
        return any(event.title in one.text for _name, source in needs for one in source(researcher))

    kept = settings.REGISTRATIONS_DAYS
    assert [waits(days) for days in (-3, 1, kept - 11, kept - 10, kept - 1)] == [False] * 3 + [True] * 2
    assert not any(source(facilitator()) for name, source in of_people.needs_you if "thanks" in name)
    assert not waits(kept - 1, record=record(topic("Housing")))
    assert waits(kept - 1, summary_state="being-written")


def test_whoever_writes_pages_begins_one_from_the_list_of_events(client):
    add = f"/members/cms/pages/add/events/eventpage/{open_event().get_parent().pk}/"
    assert add in page(client, PersonFactory(group=PermissionGroup.RESEARCHER), "/members/events/")
    assert add not in page(client, facilitator(), "/members/events/")


def test_researchers_write_how_to_join_and_see_no_list(client):
    event, researcher = open_event(), PersonFactory(group=PermissionGroup.RESEARCHER)
    address = f"/members/events/{event.pk}/joining/"
    assert "Saved." in page(client, researcher, address, details="https://meet.example.org/otter")
    assert b"otter" not in bytes(Joining.objects.get().sealed)
    assert "otter" in page(client, researcher, address)
    assert client.get(f"/members/events/{event.pk}/people/").status_code == 403
    too_long = page(client, researcher, address, details="x" * 2001)
    assert "This is too long." in too_long
    assert "x" * 2001 in too_long


def test_members_read_all_that_is_held_about_them_and_closing_the_account_takes_it_along():
    event, person = open_event(1), member()
    registering.register(event, Details(told=Told(needs=("breaks",), food="No nuts.")), by=person)
    guest(event, "Wren")
    held = gather(person)["registrations"]
    assert held == about_people.held_about(person)
    assert (held["events"][0]["food"], held["events"][0]["needs"]) == ("No nuts.", ["Breaks"])
    assert held["events"][0]["what you were told"] == [["registered", "mail", f"{timezone.localdate()}"]]

    close_account(person, by=person)
    assert order(event) == [("Wren", "in")]
    assert Registration.objects.count() == 1


def test_what_people_type_is_shown_as_words_and_never_as_a_page(client):
    event, by, bad = open_event(format="both"), facilitator(), '<script>alert(1)</script>" onload="x'
    joining.write(event, f"https://meet.example.org/{bad} javascript:alert(1)", by=by)
    guest(event, bad, phone=bad[:30], needs_words=bad, food=bad)
    registering.register_group(event, Details(told=Told(note=bad)), by=by)
    person = member()
    registering.register(event, Details(told=Told(food=bad)), by=person)
    client.force_login(by)
    for name in ("people", "joining", "check-in", "to-tell"):
        address = f"/members/events/{event.pk}/{name}/"
        assert b"<script>alert" not in client.get(address).content
    client.force_login(person)
    shown = client.get(come(event)).content.decode()
    assert "&lt;script&gt;alert" in shown
    assert "<script>alert" not in shown
    assert 'href="javascript' not in shown


def test_a_role_group_that_changes_later_is_counted_as_it_was():
    event, person = open_event(), member(role_group=RoleGroup.PROBATION)
    mine = registering.register(event, Details(role_group=LIVED), by=person)
    assert mine.role_group == RoleGroup.PROBATION


def test_whoever_moderates_finds_a_draft_that_is_shown_to_those_who_took_part(client):
    by, shown = facilitator(), opened_for(drafted()).check
    checked = f"/members/events/{shown.page_id}/check/"
    assert checked in page(client, by, "/members/events/")
    assert checked not in page(client, member(), "/members/events/")
    client.force_login(by)
    with CaptureQueriesContext(connection) as one:
        client.get("/members/events/")
    opened_for(drafted())
    with CaptureQueriesContext(connection) as two:
        client.get("/members/events/")
    assert len(one) == len(two)
    Check.objects.filter(pk=shown.pk).update(closed_on=timezone.localdate(), code_index=None)
    assert checked not in page(client, by, "/members/events/")
