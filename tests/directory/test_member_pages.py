"""Facilitators and link workers keep the directory: enter, change, confirm, take out, and are asked."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consultations.directory import about_people, checking, entering, needs
from consultations.directory.models import OLD_AFTER, LinkWorkers, Offer, Organisation
from consultations.directory.refusals import (
    MayNotError,
    NotThereError,
    OthersWebsiteError,
    StaleError,
    TwiceError,
)
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
    both = stale.content.decode()
    assert "<dd><p>Big choir</p></dd>" in both
    assert 'value="Small choir"' in both
    assert 'name="version" value="1"' in both  # saved again, it is a choice
    make_old(one)
    listed = browser.get(at("entries")).content.decode()
    assert "It still holds: Big choir" in listed
    assert 'name="version" value="1"' in listed
    browser.post(at("confirm", "offers", one.key), {"version": 1})
    one.refresh_from_db()
    assert one.checked_on == timezone.localdate()
    browser.post(at("take-out", "offers", one.key), {"version": 1})
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
        checking.confirm(other, by=keeper, version=0)
    assert signed_in(keeper).get(at("entry", "offers", other.key)).status_code == 403
    assert "Choir" not in signed_in(keeper).get(at("entries")).content.decode()
    checking.confirm(other, by=facilitator(), version=0)


def test_the_same_again_is_there_once_and_nobodys_other_words_are_lost_without_a_word(keeper):
    assert offer(by=keeper).pk == offer(by=keeper, name="CHOIR", organisation="thornleigh arts trust").pk
    assert team(by=keeper).pk == team(by=facilitator()).pk
    with pytest.raises(TwiceError):
        offer(by=facilitator(), how_often="Every Friday")
    with pytest.raises(TwiceError):
        team(by=facilitator(), weeks_before=3)


def test_a_button_of_a_page_that_is_out_of_date_does_nothing_and_shows_what_stands(keeper):
    one, browser = offer(by=keeper), signed_in(keeper)
    make_old(one)
    entering.change(one, offer_words(name="Band"), by=facilitator(), version=0)
    make_old(one)
    for name in ("confirm", "take-out"):
        for version in ("0", "", "x", "9" * 30):
            answer = browser.post(at(name, "offers", one.key), {"version": version})
            assert answer.url == at("entry", "offers", one.key)
    one.refresh_from_db()
    assert one.is_old
    assert one.ended_on is None
    with pytest.raises(StaleError):
        checking.take_out(one, by=keeper, version=0)


def test_two_act_on_one_entry_and_the_second_is_told(keeper):
    one, first, second = offer(by=keeper), facilitator(), keeper
    checking.take_out(one, by=first, version=0)
    for act in (
        lambda: checking.take_out(one, by=second, version=0),
        lambda: checking.confirm(one, by=second, version=0),
        lambda: entering.change(one, offer_words(name="Duo"), by=second, version=0),
    ):
        with pytest.raises(NotThereError):
            act()


def test_what_is_changed_into_something_that_is_there_is_refused_and_stays_as_it_was(keeper):
    one, _other = offer(by=keeper), offer(by=keeper, name="Band")
    with pytest.raises(TwiceError):
        entering.change(one, offer_words(name="band"), by=keeper, version=0)
    one.refresh_from_db()
    assert (one.name, one.version) == ("Choir", 0)


def test_the_website_of_an_organisation_is_changed_by_who_keeps_all_of_it_or_by_a_facilitator(keeper):
    offer(by=keeper, website="https://one.example")
    offer(by=keeper, name="Band", website="https://two.example")
    other = PersonFactory(role_group=RoleGroup.LINK_WORKER)
    with pytest.raises(OthersWebsiteError):
        offer(by=other, name="Duo", website="https://three.example")
    offer(by=other, name="Duo", website="https://two.example")
    offer(by=other, name="Trio")
    with pytest.raises(OthersWebsiteError):
        offer(by=keeper, name="Four", website="https://four.example")
    offer(by=facilitator(), name="Five", website="https://five.example")
    assert Organisation.objects.get().website == "https://five.example"


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
    checking.confirm(Offer.objects.get(pk=first.pk), by=keeper, version=0)
    checking.confirm(LinkWorkers.objects.get(pk=second.pk), by=keeper, version=0)
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
    stale = browser.post(url, {"opening": "On a hill.", "version": 0})
    assert stale.status_code == 422
    assert "<dd><p>By the sea.</p></dd>" in stale.content.decode()
    assert browser.post(url, {"opening": "By the sea.", "version": ""}).status_code == 422
    assert "By the sea." in Client().get(f"/places/{there.slug}/").content.decode()
