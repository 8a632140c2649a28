"""Facilitators and link workers keep the directory: enter, change, confirm, take out, and are asked."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consultations.directory import about_people, checking, entering, needs
from consultations.directory.models import OLD_AFTER, LinkWorkers, Offer
from consultations.directory.refusals import MayNotError, NotThereError, StaleError
from mailing.models import Message
from tests.factories.directory import area, offer, offer_words, place, team, team_words
from tests.factories.moderation import facilitator
from tests.factories.people import PersonFactory, member
from vocabulary.role_groups import RoleGroup

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper():
    """A link worker."""
    return PersonFactory(role_group=RoleGroup.LINK_WORKER)


def signed_in(person):
    browser = Client()
    browser.force_login(person)
    return browser


def at(name: str, *args: object) -> str:
    return reverse(f"directory-members:{name}", args=args)


def make_old(entry: Offer | LinkWorkers) -> None:
    day = timezone.localdate() - OLD_AFTER - datetime.timedelta(days=1)
    type(entry).objects.filter(pk=entry.pk).update(checked_on=day)


def typed(**changed: object) -> dict[str, object]:
    return {
        "place": place().pk, "kind": "arts", "name": "Choir", "organisation": "Arts Trust",
        "for_whom": "Everybody", "how_often": "Weekly", "version": "", **changed,
    }  # fmt: skip


def test_a_link_worker_enters_changes_confirms_and_takes_out(keeper):
    browser = signed_in(keeper)
    assert browser.post(at("add", "offers"), typed()).status_code == 302
    one = Offer.objects.get()
    assert (one.owner, one.checked_on) == (keeper, timezone.localdate())
    page = browser.get(at("entry", "offers", one.key)).content.decode()
    assert 'value="Arts Trust"' in page
    browser.post(at("entry", "offers", one.key), typed(name="Big choir", version=0))
    one.refresh_from_db()
    assert (one.name, one.version) == ("Big choir", 1)
    stale = browser.post(at("entry", "offers", one.key), typed(name="Small choir", version=0))
    assert stale.status_code == 422
    make_old(one)
    assert "It still holds: Big choir" in browser.get(at("entries")).content.decode()
    browser.post(at("confirm", "offers", one.key))
    one.refresh_from_db()
    assert one.checked_on == timezone.localdate()
    browser.post(at("take-out", "offers", one.key))
    assert not Offer.objects.there().exists()
    assert browser.get(at("entry", "offers", one.key)).status_code == 404


def test_a_team_is_entered_for_an_area_and_not_for_a_prison(keeper):
    told = {"organisation": "Vale Practice", "how_to_refer": "Ring the reception.", "weeks_before": 4}
    browser = signed_in(keeper)
    assert browser.post(at("add", "link-workers"), {**told, "area": place().pk}).status_code == 422
    assert browser.post(at("add", "link-workers"), {**told, "area": area().pk}).status_code == 302
    assert LinkWorkers.objects.get().weeks_before == 4
    with pytest.raises(NotThereError):
        entering.add(team_words(area=place()), by=keeper)


def test_nobody_else_may_enter_and_nobody_changes_what_another_keeps(keeper):
    with pytest.raises(MayNotError):
        entering.add(offer_words(), by=member(role_group=RoleGroup.PRISON_STAFF))
    other = offer(by=PersonFactory(role_group=RoleGroup.LINK_WORKER))
    with pytest.raises(MayNotError):
        checking.confirm(other, by=keeper)
    assert signed_in(keeper).get(at("entry", "offers", other.key)).status_code == 403
    assert "Choir" not in signed_in(keeper).get(at("entries")).content.decode()
    checking.confirm(other, by=facilitator())


def test_the_same_again_is_there_once(keeper):
    assert offer(by=keeper).pk == offer(by=keeper, name="CHOIR", organisation="thornleigh arts trust").pk
    assert team(by=keeper).pk == team(by=keeper).pk


def test_a_change_from_an_older_text_is_refused(keeper):
    one = offer(by=keeper)
    entering.change(one, offer_words(name="Band"), by=keeper, version=0)
    with pytest.raises(StaleError):
        entering.change(one, offer_words(name="Duo"), by=keeper, version=0)


def test_who_keeps_old_entries_is_asked_once_a_month_by_one_mail_that_says_nothing_of_them(keeper):
    first, second, third = offer(by=keeper), team(by=keeper), offer(by=facilitator(), name="Fresh")
    make_old(first)
    make_old(second)
    assert checking.ask_owners() == 1
    assert checking.ask_owners() == 0
    assert Message.objects.count() == 1
    [need] = needs.out_of_date(keeper)
    assert "2 entries" in need.text
    assert needs.out_of_date(third.owner) == []
    Offer.objects.update(asked_on=timezone.localdate() - checking.ASKED_AGAIN_AFTER)
    assert checking.ask_owners() == 1
    checking.confirm(Offer.objects.get(pk=first.pk), by=keeper)
    checking.confirm(LinkWorkers.objects.get(pk=second.pk), by=keeper)
    assert needs.out_of_date(keeper) == []


def test_a_closed_account_leaves_its_entries_to_facilitators(keeper):
    one = offer(by=keeper)
    make_old(one)
    assert about_people.held_about(keeper)["offers kept"] == ["Choir"]
    about_people.let_go(keeper)
    assert len(needs.out_of_date(facilitator())) == 1
    assert checking.ask_owners() == 0


def test_a_facilitator_writes_how_the_page_of_a_place_begins():
    there = place()
    browser = signed_in(facilitator())
    assert there.name in browser.get(at("places")).content.decode()
    url = at("opening", there.slug)
    assert browser.post(url, {"opening": "By the sea.", "version": 0}).status_code == 302
    assert browser.post(url, {"opening": "On a hill.", "version": 0}).status_code == 422
    assert "By the sea." in Client().get(f"/places/{there.slug}/").content.decode()
