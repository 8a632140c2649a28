"""A list of services is looked at, then taken in whole or not at all."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from consultations.directory import forgetting, importing, lists
from consultations.directory.enums import Sort
from consultations.directory.models import LinkWorkers, Offer, Organisation, UploadedList
from consultations.directory.refusals import BadListError, ListGoneError, MayNotError, MeanwhileError
from sheets.reading import UnreadableSheetError
from tests.factories.directory import area, offer, place
from tests.factories.moderation import facilitator
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
HEAD = "name,organisation,place,kind,for whom,how often,about,email,telephone,website\n"


def row(
    name: str = "Choir", there: str = "HMP Thornleigh", kind: str = "Arts and making", **more: str
) -> str:
    tail = ",".join(more.get(one, "") for one in ("about", "email", "phone", "website"))
    return f"{name},{more.get('organisation', 'Arts Trust')},{there},{kind},Everybody,Weekly,{tail}\n"


def laid_down(text: str, by):
    return importing.lay_down(text.encode(), by=by).key


def test_a_good_list_is_taken_in_and_taken_in_again_doubles_nothing():
    by, _there = facilitator(), place()
    text = HEAD + row() + row("Drama", website="https://arts.example")
    done = importing.take_in(laid_down(text, by), by=by)
    assert (done.added, done.there) == (2, 0)
    keys = set(Offer.objects.values_list("key", flat=True))
    done = importing.take_in(laid_down(text.replace("Weekly", "Daily"), by), by=by)
    assert (done.added, done.there) == (0, 2)
    assert set(Offer.objects.values_list("key", flat=True)) == keys
    assert set(Offer.objects.values_list("how_often", flat=True)) == {"Daily"}
    assert Organisation.objects.get().website == "https://arts.example"
    assert not UploadedList.objects.exists()


def test_each_bad_row_is_named_with_its_line_and_nothing_is_taken_in():
    by = facilitator()
    place()
    text = (
        HEAD + row() + row("Nowhere", "HMP Nowhere") + row("Odd", kind="Juggling") + row() +
        row("=1+1") + row("Mail", email="nobody") + row("Link", website="javascript:alert(1)") +
        row("") + "Comma,Trust,HMP Thornleigh,arts,All,Weekly,,,,,more\n"
    )  # fmt: skip
    key = laid_down(text, by)
    found = importing.look(key, by=by)
    assert [bad.line for bad in found.bad] == [3, 4, 5, 6, 7, 8, 9, 10]
    assert "repeats line 2" in found.bad[2].reason
    assert len(found.good) == 1
    with pytest.raises(BadListError):
        importing.take_in(key, by=by)
    assert not Offer.objects.exists()
    assert not Organisation.objects.exists()


def test_two_places_with_one_name_are_told_apart_by_address():
    prison, other = place("Fairholm"), area("Fairholm town")
    type(other).objects.filter(pk=other.pk).update(name="Fairholm")
    text = HEAD + row("A", "Fairholm") + row("B", "fairholm-town") + row("C", "fairholm")
    found = lists.read(text, Sort.OFFER)
    assert [bad.line for bad in found.bad] == [2]
    assert "More than one" in found.bad[0].reason
    assert [good.words.place for good in found.good] == [other, prison]


TEAMS = "organisation,area,how to refer,weeks before,telephone\n"


def team_row(name: str = "Vale Practice", there: str = "Brindle Vale", **more: str) -> str:
    told = {"how": "Ring the desk.", "weeks": "4", "phone": ""} | more
    return ",".join([name, there, told["how"], told["weeks"], told["phone"]]) + "\n"


@pytest.mark.database
def test_a_list_of_teams_is_taken_in_like_one_of_services_and_taken_in_again_doubles_nothing():
    by, vale, coast = facilitator(), area(), area("Far Coast")
    place("Far Coast jail")
    type(vale).objects.filter(slug="far-coast-jail").update(name="Far Coast")
    text = TEAMS + team_row(weeks="12") + team_row("Coast Practice", "far coast", weeks="")
    for wanted in ((2, 0), (0, 2)):
        key = importing.lay_down(text.encode(), by=by, sort=Sort.LINK_WORKERS).key
        done = importing.take_in(key, by=by)
        assert (done.added, done.there) == wanted
    assert set(LinkWorkers.objects.values_list("area", "weeks_before", "version", "owner")) == {
        (vale.pk, 12, 1, by.pk),
        (coast.pk, 0, 1, by.pk),
    }
    with pytest.raises(UnreadableSheetError, match="area"):
        importing.lay_down(b"organisation,how to refer\na,b\n", by=by, sort=Sort.LINK_WORKERS)


def test_each_bad_row_of_a_list_of_teams_is_named_and_none_with_a_persons_contact_comes_in():
    by = facilitator()
    area()
    place()
    text = (
        TEAMS + team_row() + team_row(weeks="53") + team_row(weeks="soon") +
        team_row(there="HMP Thornleigh") + team_row(there="Nowhere") + team_row("A", phone="07700 900123") +
        team_row("B", how="Ask kim@gmail.com") + team_row("Kim 07700 900123") + team_row() +
        team_row("C", how="")
    )  # fmt: skip
    key = importing.lay_down(text.encode(), by=by, sort=Sort.LINK_WORKERS).key
    assert [bad.line for bad in importing.look(key, by=by).bad] == [3, 4, 5, 6, 7, 8, 9, 10, 11]
    with pytest.raises(BadListError):
        importing.take_in(key, by=by)
    assert not LinkWorkers.objects.exists()


@pytest.mark.database
def test_what_somebody_enters_while_a_list_is_taken_in_keeps_the_whole_list_out(monkeypatch):
    by = facilitator()
    offer(by=by, organisation="Arts Trust")
    key = laid_down(HEAD + row("Drama", organisation="New Trust") + row(), by)
    monkeypatch.setattr(importing._Entries, "there", lambda self: {})  # it came in after we looked
    with pytest.raises(MeanwhileError):
        importing.take_in(key, by=by)
    assert Offer.objects.count() == Organisation.objects.count() == 1
    monkeypatch.undo()
    assert importing.take_in(key, by=by) == importing.TakenIn(added=1, there=1)


def test_what_is_no_list_is_refused_and_a_list_is_its_uploaders_alone():
    by = facilitator()
    place()
    for data in (b"", b"\x00\x01", b"name,organisation\na,b\n", HEAD.encode()):
        with pytest.raises(UnreadableSheetError):
            importing.lay_down(data, by=by)
    key = laid_down(HEAD + row(), by)
    with pytest.raises(ListGoneError):
        importing.look(key, by=facilitator())
    with pytest.raises(MayNotError):
        importing.look(key, by=PersonFactory())
    UploadedList.objects.update(day="2020-01-01")
    assert forgetting.forget_lists(timezone.now()) == 1


def test_a_facilitator_takes_a_list_in_by_two_pages():
    place()
    browser = Client()
    browser.force_login(facilitator())
    url = reverse("directory-members:list", args=["offers"])
    assert "Save it as CSV" in browser.get(url).content.decode()
    assert browser.post(url, {"file": SimpleUploadedFile("a.csv", b"x")}).status_code == 422
    looked = browser.post(url, {"file": SimpleUploadedFile("a.csv", (HEAD + row() + row("X", "Y")).encode())})
    page = browser.get(looked.url).content.decode()
    assert "There is no place" in page
    assert "Take in 1" not in page
    assert browser.post(looked.url).url == looked.url
    assert not Offer.objects.exists()
    looked = browser.post(url, {"file": SimpleUploadedFile("a.csv", (HEAD + row()).encode())})
    assert "Take in 1 service" in browser.get(looked.url).content.decode()
    assert browser.post(looked.url).status_code == 302
    assert Offer.objects.count() == 1
    assert browser.get(looked.url).url == reverse("directory-members:entries")
    looked = browser.post(url, {"file": SimpleUploadedFile("a.csv", (HEAD + row("Z")).encode())})
    browser.post(looked.url + "drop/")
    assert not UploadedList.objects.exists()


def test_a_facilitator_takes_a_list_of_teams_in_by_two_pages():
    area()
    browser = Client()
    browser.force_login(facilitator())
    url = reverse("directory-members:list", args=["link-workers"])
    assert "weeks before" in browser.get(url).content.decode()
    looked = browser.post(url, {"file": SimpleUploadedFile("a.csv", (TEAMS + team_row()).encode())})
    page = browser.get(looked.url).content.decode()
    assert "Take in 1 team" in page
    assert "Ring the desk." in page
    assert browser.post(looked.url).url == reverse("directory-members:entries")
    assert LinkWorkers.objects.get().organisation.name == "Vale Practice"


class WhateverAListHolds(TestCase):
    """Rows are counted as good or bad, and either all are there afterwards or none."""

    @settings(max_examples=12, deadline=None)
    @given(st.lists(st.tuples(st.text(max_size=9), st.sampled_from(["HMP Thornleigh", "x"])), max_size=4))
    def test_all_or_nothing(self, given_rows):
        by = facilitator()
        place()
        before = offer(by=by, name="Before").pk
        text = HEAD + "".join(row(name.replace('"', ""), there) for name, there in given_rows)
        try:
            key = laid_down(text, by)
        except (UnreadableSheetError, UnicodeEncodeError):
            return
        found = importing.look(key, by=by)
        try:
            done = importing.take_in(key, by=by)
        except BadListError:
            assert found.bad
            assert Offer.objects.get().pk == before
        else:
            assert not found.bad
            assert Offer.objects.count() == 1 + done.added
