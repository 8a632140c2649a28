"""What is on offer in the demo's places, patchy as it is, and link workers of some areas. All invented."""

import datetime
from typing import Any, NamedTuple

from django.utils import timezone

from consultations.directory import entering, opening
from consultations.directory.entering import OfferWords, TeamWords
from consultations.directory.enums import ActivityKind
from consultations.directory.models import LinkWorkers, Offer, PlaceWords
from demo.words_and_places import DemoPlace
from people.models import Person
from vocabulary.models import Place, PlaceKind


class _Offer(NamedTuple):
    place: str
    kind: ActivityKind
    name: str
    organisation: str
    for_whom: str
    how_often: str
    #: Days since somebody checked it.
    checked: int = 20


class _Team(NamedTuple):
    area: str
    organisation: str
    how_to_refer: str
    weeks_before: int
    phone: str
    checked: int = 30


_PRISON, _AREA = PlaceKind.PRISON, PlaceKind.RELEASE_AREA
#: With the four of `words_and_places` they are a dozen.
_PLACES = (
    DemoPlace(_PRISON, "hmp-oxmoor", "HMP Oxmoor (invented)", "yorkshire-and-the-humber"),
    DemoPlace(_PRISON, "hmp-saltings", "HMP Saltings (invented)", "east-of-england"),
    DemoPlace(_PRISON, "hmp-tarnside", "HMP Tarnside (invented)", "north-west"),
    DemoPlace(_AREA, "brindle-vale", "Brindle Vale (invented)", "north-west"),
    DemoPlace(_AREA, "oxmoor", "Oxmoor (invented)", "yorkshire-and-the-humber"),
    DemoPlace(_AREA, "saltings", "Saltings (invented)", "east-of-england"),
    DemoPlace(_AREA, "wenbury", "Wenbury (invented)", "south-west"),
    DemoPlace(_AREA, "marram-point", "Marram Point (invented)", "north-west"),
)
_K = ActivityKind
_OFFERS = (
    _Offer("hmp-fernhollow", _K.ARTS, "Choir", "Larch Arts (invented)", "Everybody", "Every Tuesday"),
    _Offer("hmp-fernhollow", _K.LEARNING, "Reading group", "Fernhollow Library (invented)",
           "Two wings", "Every second Thursday"),
    _Offer("hmp-fernhollow", _K.NATURE, "Kitchen garden", "Greenways (invented)",
           "People with three months to go", "Weekdays, March to October", 250),
    _Offer("hmp-fernhollow", _K.PEOPLE, "Listening group", "Fernhollow Together (invented)",
           "Everybody", "Every Monday"),
    _Offer("hmp-marram-point", _K.MOVING, "Walking football", "Marram Sports (invented)",
           "People over 50", "Every Friday"),
    _Offer("hmp-marram-point", _K.MONEY, "Debt advice", "Coast Advice (invented)",
           "People in their last 12 weeks", "By appointment"),
    _Offer("hmp-oxmoor", _K.WORK, "Bike workshop", "Second Wheel (invented)", "One wing", "Weekdays"),
    _Offer("hmp-tarnside", _K.ARTS, "Pottery", "Tarn Makers (invented)",
           "Everybody", "Six weeks in spring", 300),
    _Offer("fernhollow", _K.PEOPLE, "Friday kitchen", "Fernhollow Together (invented)",
           "Everybody", "Every Friday"),
    _Offer("fernhollow", _K.NATURE, "Allotment", "Greenways (invented)", "Everybody", "Saturdays"),
    _Offer("larchester", _K.MONEY, "Housing desk", "Larchester Advice (invented)",
           "Everybody", "Weekday mornings"),
    _Offer("larchester", _K.HEALTH, "Calm hour", "Larchester Health Centre (invented)",
           "Patients", "Wednesdays"),
    _Offer("brindle-vale", _K.LEARNING, "Maths club", "Vale College (invented)",
           "Adults", "Term time, Mondays"),
    _Offer("saltings", _K.MOVING, "Sea swimming", "Saltings Swimmers (invented)",
           "Everybody", "Sundays", 210),
)  # fmt: skip
_REFER = "Ask the reception for the form. The person has to say yes first."
_RING = "Ring the reception and ask for the link workers."
_TEAMS = (
    _Team("fernhollow", "Fernhollow Health Centre (invented)", _REFER, 12, "01632 960101"),
    _Team("larchester", "Larchester Health Centre (invented)", _RING, 4, "01632 960102"),
    _Team("brindle-vale", "Brindle Vale Practice (invented)", _RING, 0, "01632 960103", 240),
    _Team("oxmoor", "Oxmoor Together (invented)", _REFER, 8, "01632 960104"),
    _Team("saltings", "Saltings Surgery (invented)", _RING, 6, "01632 960105"),
)
_OPENING = (
    ("hmp-fernhollow", "Fernhollow has two wings and a garden. Much depends on where you live in it."),
    ("larchester", "Many people who leave Fernhollow go to Larchester, 90 miles away."),
)


def make_provision(facilitator: Person, link_worker: Person) -> None:
    """Enter what is not there yet; what somebody took out of the demo stays out. May be repeated."""
    _make_places()
    places = {place.slug: place for place in Place.objects.all()}
    for slug, words in _OPENING:
        if not PlaceWords.objects.filter(place=places[slug]).exists():
            opening.open_with(places[slug], words, by=facilitator, version=0)
    for one in _OFFERS:
        if not Offer.objects.filter(place=places[one.place], name=one.name).exists():
            told = OfferWords(places[one.place], *_who(one))
            _checked(entering.add(told, by=facilitator), one.checked)
    for team in _TEAMS:
        if not LinkWorkers.objects.filter(area=places[team.area]).exists():
            _checked(entering.add(_told(team, places[team.area]), by=link_worker), team.checked)


def _make_places() -> None:
    regions = {place.slug: place for place in Place.objects.filter(kind=PlaceKind.REGION)}
    for place in _PLACES:
        Place.objects.get_or_create(
            slug=place.slug,
            defaults={"kind": place.kind, "name": place.name, "region": regions.get(place.region)},
        )


def _who(one: _Offer) -> tuple[str, ActivityKind, str, str, str]:
    return one.organisation, one.kind, one.name, one.for_whom, one.how_often


def _told(team: _Team, area: Place) -> TeamWords:
    return TeamWords(area, team.organisation, team.how_to_refer, team.weeks_before, phone=team.phone)


def _checked(entry: Any, days: int) -> None:
    """As if it was checked so many days ago."""
    day = timezone.localdate() - datetime.timedelta(days=days)
    type(entry).objects.filter(pk=entry.pk).update(checked_on=day)
