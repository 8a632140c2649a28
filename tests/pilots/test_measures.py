"""Measures are judged by what was set before, shown only where enough people stand behind, taken in whole."""

import datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consultations.pilots import importing, measuring
from consultations.pilots.enums import Better, Light, Scale
from consultations.pilots.measures_shown import light, measure_shown
from consultations.pilots.models import Measure, Value
from consultations.pilots.refusals import (
    ClosedError,
    CriteriaError,
    MayNotError,
    NoCriteriaError,
    NoValueError,
    TooLateError,
)
from tests.factories.moderation import facilitator
from tests.factories.people import PlaceFactory, member
from tests.factories.pilots import asked, counted, first_of, measure, pilot

pytestmark = pytest.mark.django_db


def shown(one: Measure):
    return measure_shown(one, list(one.values.select_related("place")))


def test_there_is_no_value_before_anybody_said_what_it_would_mean():
    by = facilitator()
    one = measure(by=by, go_at=None, stop_at=None)
    with pytest.raises(NoCriteriaError):
        measuring.enter(one, [counted(1, 20)], by=by)
    measuring.change(one, asked(), by=by, version=0)
    measuring.enter(one, [counted(1, 20)], by=by)
    one.refresh_from_db()
    assert one.criteria_at < one.first_value_at


@pytest.mark.database
def test_the_database_too_refuses_criteria_after_the_first_value():
    one = measure()
    one.refresh_from_db()
    for first in (one.criteria_at, one.criteria_at - datetime.timedelta(hours=1)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Measure.objects.filter(pk=one.pk).update(first_value_at=first)
    Measure.objects.filter(pk=one.pk).update(criteria_at=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Measure.objects.filter(pk=one.pk).update(first_value_at=timezone.now())


def test_what_values_are_judged_by_is_not_changed_once_there_are_some():
    by = facilitator()
    one = measure(by=by)
    measuring.enter(one, [counted(1, 20)], by=by)
    turned = {"better": Better.DOWN, "go_at": Decimal(1)}
    for changed in ({"go_at": Decimal(15)}, {"stop_at": Decimal(1)}, turned, {"scale": Scale.THINGS}):
        with pytest.raises(TooLateError):
            measuring.change(one, asked(**changed), by=by, version=0)
    measuring.change(one, asked(name="People seen"), by=by, version=0)


@pytest.mark.parametrize("limits", [(20, None), (None, 8), (8, 20), (8, 8)])
def test_limits_come_in_two_and_do_not_contradict_each_other(limits):
    go, stop = (None if limit is None else Decimal(limit) for limit in limits)
    with pytest.raises(CriteriaError):
        measure(go_at=go, stop_at=stop)


@pytest.mark.parametrize(
    ("better", "go", "stop", "number", "means"),
    [
        ("up", 20, 8, 20, Light.GO), ("up", 20, 8, 19, Light.AMEND), ("up", 20, 8, 8, Light.STOP),
        ("down", 5, 9, 5, Light.GO), ("down", 5, 9, 6, Light.AMEND), ("down", 5, 9, 9, Light.STOP),
    ],
)  # fmt: skip
def test_a_value_says_go_on_change_something_or_stop(better, go, stop, number, means):
    one = Measure(better=better, go_at=Decimal(go), stop_at=Decimal(stop))
    assert light(one, Decimal(number)) == means


def test_values_that_cannot_be_are_refused_and_none_of_the_others_stays():
    by = facilitator()
    one = measure(by=by)
    tomorrow = measuring.Counted(timezone.localdate() + datetime.timedelta(days=1), Decimal(9), 9)
    for wrong in (
        counted(2, -1), counted(2, 41), counted(2, "20.5"), counted(2, 20, people=None), tomorrow,
        counted(1, 20), counted(2, 20, group="nobody"), counted(2, 20, group="family", place=PlaceFactory()),
    ):  # fmt: skip
        with pytest.raises(NoValueError):
            measuring.enter(one, [counted(1, 20), wrong], by=by)
    assert not Value.objects.exists()
    with pytest.raises(MayNotError):
        measuring.enter(one, [counted(1, 20)], by=member())


def test_the_values_of_a_day_are_entered_once():
    by = facilitator()
    one = measure(by=by)
    measuring.enter(one, [counted(1, 20)], by=by)
    with pytest.raises(ClosedError):
        measuring.enter(one, [counted(1, 12, group="family"), counted(1, 8, group="link-worker")], by=by)


def test_numbers_from_few_people_are_not_shown_and_the_page_says_so():
    by = facilitator()
    one = measure(by=by, scale=Scale.PERCENT)
    measuring.enter(one, [counted(2, 30, people=7), counted(1, 40, people=8)], by=by)
    page = shown(one)
    assert [row[1] for row in page.values.rows] == ["40"]
    assert page.hidden


@pytest.mark.parametrize(
    ("cells", "of_all", "is_shown"),
    [
        ([("family", 8), ("link-worker", 12)], 20, True),
        ([("family", 7), ("link-worker", 13)], 20, False),
        # Three people are in none of the groups: what is left would be theirs.
        ([("family", 8), ("link-worker", 12)], 23, False),
        ([("family", 8), ("link-worker", 12)], 28, True),
        # Nine of the staff are too few, and one group is the total under another name.
        ([("family", 11), ("prison-staff", 9)], 20, False),
        ([("family", 20)], 20, False),
        ([("family", 10), ("link-worker", 12)], 20, False),
    ],
)
def test_a_table_by_group_is_shown_whole_or_not_at_all(cells, of_all, is_shown):
    by = facilitator()
    one = measure(by=by, scale=Scale.PERCENT)
    rows = [counted(1, 50, people=people, group=group) for group, people in cells]
    measuring.enter(one, [counted(1, 50, people=of_all), *rows], by=by)
    page = shown(one)
    assert bool(page.broken_down) is is_shown
    assert bool(page.hidden) is not is_shown


def test_people_counted_by_group_are_rounded_and_so_is_the_number_of_all_beside_them():
    by = facilitator()
    one = measure(by=by)
    cells = [counted(1, 11, people=12, group="family"), counted(1, 13, people=28, group="link-worker")]
    measuring.enter(one, [counted(1, 24), *cells], by=by)
    page = shown(one)
    assert [row[2] for row in page.broken_down[0].rows] == ["10", "15"]
    assert [row[1] for row in page.values.rows] == ["25"]


def test_a_list_with_one_bad_row_takes_in_nothing_and_says_which_line():
    by = facilitator()
    one, place = measure(by=by), PlaceFactory()
    good = f"{first_of(2):%Y-%m-%d},20,40,,"
    bad = ["31/31/2026,20,40,,", f"{first_of(1)},many,40,,", f"{first_of(1)},20,40,Nowhere,",
           f"{first_of(1)},=2+2,40,,", good, f"{first_of(1)},20,,,", f"{first_of(1)},20,40,,,x"]  # fmt: skip
    data = "\n".join(["day,value,people,place,group", good, *bad]).encode()
    looked = importing.take_in(one, data, by=by)
    assert [row.line for row in looked.wrong] == [3, 4, 5, 6, 7, 8, 9]
    assert not Value.objects.exists()
    data = "\n".join(["Day;Value;People;Place;Group", good.replace(",", ";"),
                      f"{first_of(2):%d/%m/%Y};12;20;{place.name};"]).encode()  # fmt: skip
    assert importing.take_in(one, data, by=by).wrong == []
    assert Value.objects.filter(place=place).count() == 1


def test_values_are_entered_and_taken_in_on_their_pages():
    by, browser = facilitator(), Client()
    browser.force_login(by)
    made = pilot(by=by)
    typed = {"name": "Met", "question": "How many?", "scale": "people", "better": "up", "source": "A list",
             "how_often": "Monthly", "go_at": "20", "stop_at": "8"}  # fmt: skip
    add = reverse("pilots-members:add-measure", args=[made.slug])
    assert browser.post(add, {**typed, "stop_at": ""}).status_code == 422
    assert browser.post(add, typed).status_code == 302
    one = made.measures.get()
    day = first_of(1)
    value = {"day_day": 1, "day_month": day.month, "day_year": day.year, "number": "20", "people": "30"}
    assert browser.post(reverse("pilots-members:values", args=[one.pk]), value).status_code == 302
    take_in = reverse("pilots-members:take-in", args=[one.pk])
    answer = browser.post(take_in, {"file": SimpleUploadedFile("v.csv", b"day,value\n2026-01-01,few\n")})
    assert answer.status_code == 422
    assert "Line 2" in answer.content.decode()
    good = SimpleUploadedFile("v.csv", b"day,value,people\n2025-01-01,9,12\n")
    assert browser.post(take_in, {"file": good}).status_code == 302
    change = reverse("pilots-members:change-measure", args=[one.pk])
    assert browser.get(change).status_code == 200
    assert browser.post(change, {"name": "People met", "question": "How many?", "source": "A list",
                                 "how_often": "Monthly", "version": 0}).status_code == 302  # fmt: skip
    page = browser.get(reverse("pilot:pilot", args=[made.slug])).content.decode()
    for words in ("People met", "20 or more", "8 or fewer", "Go on", "This was set before"):
        assert words in page
