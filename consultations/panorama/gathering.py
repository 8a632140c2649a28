"""Counting anew what is kept: how much there is of what everybody can read, and by what it is told apart.

Nothing here looks at anything that is not on a public page, and nothing exacter than the page itself says:
answers beside which no group stands have no group here, and people at events count only where their event
shows them by group, as rounded there (docs/decisions/0085).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from consultations.ballots.enums import BallotState
from consultations.ballots.models import Ballot
from consultations.ballots.results import frozen
from consultations.events.attendance import attendance
from consultations.events.enums import EventState
from consultations.events.models import EventPage
from consultations.events.rows import Point, PointTheme
from consultations.panorama.enums import By, What
from feedback.threads import published

#: What, by what, which one: how many.
Counted = dict[tuple[What, By, str], int]


def at_emptying(today: date) -> Counted:
    """Words, and people at events. Six queries, however much there is."""
    return {**_answers(), **_points(), **_people(today)}


def at_closing() -> Counted:
    """Votes that are over, and papers counted in those whose numbers are shown. One query."""
    closed = Ballot.objects.filter(state=BallotState.CLOSED).select_related("result")
    papers = [frozen(ballot, ()).outcome.papers for ballot in closed]
    return {
        (What.VOTES, By.ALL, ""): len(papers),
        (What.PAPERS, By.ALL, ""): sum(number for number in papers if number is not None),
    }


def _answers() -> Counted:
    counted = published.counted()
    return {
        (What.QUESTIONS, By.ALL, ""): counted.questions,
        (What.ANSWERS, By.ALL, ""): counted.answers,
        **_by(What.ANSWERS, By.STAGE, counted.stages),
        **_by(What.ANSWERS, By.THEME, counted.themes),
        **_by(What.ANSWERS, By.PLACE, counted.places),
        **_by(What.ANSWERS, By.GROUP, counted.groups),
    }


def _points() -> Counted:
    """Points raised; one may be told of several groups, and of a place of custody and one of release."""
    stages, groups, places = Counter[str](), Counter[str](), Counter[str]()
    rows = Point.objects.published().order_by()
    columns = ("stage__key", "said_by", "custody__slug", "release__slug")
    number = 0
    for stage, said_by, custody, release in rows.values_list(*columns):
        number += 1
        stages.update([stage] if stage else [])
        groups.update(set(said_by))
        places.update({place for place in (custody, release) if place})
    themes = Counter(
        PointTheme.objects.filter(content_object__page__live=True).values_list("tag__slug", flat=True)
    )
    return {
        (What.POINTS, By.ALL, ""): number,
        **_by(What.POINTS, By.STAGE, stages),
        **_by(What.POINTS, By.GROUP, groups),
        **_by(What.POINTS, By.PLACE, places),
        **_by(What.POINTS, By.THEME, themes),
    }


def _people(today: date) -> Counted:
    """Events that were held, how many of them show who came by group, and the rounded numbers of these."""
    held = EventPage.objects.live().past(today).exclude(state=EventState.CANCELLED)
    events = by_group = 0
    people = Counter[str]()
    for page in held.only("pk", "took_part", "people_total"):
        events += 1
        rows = _shown_by_group(page)
        by_group += bool(rows)
        people.update(rows)
    return {
        (What.EVENTS, By.ALL, ""): events,
        (What.EVENTS, By.GROUP, ""): by_group,
        **_by(What.PEOPLE, By.GROUP, people),
    }


def _shown_by_group(page: EventPage) -> dict[str, int]:
    """The table of an event as its page prints it; nothing where it prints none."""
    told = attendance(
        page.people_total, [(block.value["group"], block.value["number"]) for block in page.took_part]
    )
    return {group.value: number for group, number in told.rows}


def _by(what: What, by: By, numbers: Mapping[str, int]) -> Counted:
    return {(what, by, key): number for key, number in _there(numbers)}


def _there(numbers: Mapping[str, int]) -> Iterable[tuple[str, int]]:
    return ((key, number) for key, number in sorted(numbers.items()) if number)
