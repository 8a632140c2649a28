"""Who is heard, and who is not: groups, places and themes, with what is missing named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from consultations.panorama.enums import By, What
from consultations.panorama.kept import Kept
from consultations.panorama.tables import Said, Table, counts, said_text, share
from consultations.panorama.words import Named, Words
from vocabulary.role_groups import RoleGroup


@dataclass(frozen=True)
class Group:
    """A role group: all that is shown of it."""

    name: str
    answers: int
    points: int
    #: Rounded, of those events alone that show who came by group.
    people: int
    #: Its words in hundredths of those of the group that is heard most.
    share: int = 0

    @property
    def words(self) -> int:
        """Answers and points together."""
        return self.answers + self.points

    @property
    def text(self) -> str:
        """What there is of it; empty where nothing can be shown."""
        return said_text(self.answers, self.points, self.people)


@dataclass(frozen=True)
class Region:
    """A region with what was said about it, and the places in it."""

    #: Empty for places that lie in none.
    name: str
    answers: int
    points: int
    #: Places about which something was said, each with how much, the most first; and the others.
    heard: list[tuple[str, int]]
    silent: list[str]
    share: int = 0

    @property
    def words(self) -> int:
        """Answers and points together."""
        return self.answers + self.points

    @property
    def text(self) -> str:
        """What was said; empty for nothing."""
        return said_text(self.answers, self.points)


Row = TypeVar("Row", Group, Region)


@dataclass(frozen=True)
class Heard:
    """Who is heard, and who is not."""

    groups: list[Group]
    #: Answers beside which no group is shown.
    without_group: int
    regions: list[Region]
    #: Answers that are about no place.
    nowhere: int
    by_place: Table
    by_theme: Table
    totals: Table

    @property
    def groups_heard(self) -> list[Group]:
        """Groups of which there is something to show, the most first."""
        return sorted((one for one in self.groups if one.text), key=lambda one: -one.words)

    @property
    def groups_missing(self) -> list[Group]:
        """The others: nobody, or too few to say."""
        return [one for one in self.groups if not one.text]

    @property
    def regions_heard(self) -> list[Region]:
        """Regions of which something was said."""
        return [one for one in self.regions if one.words]

    @property
    def regions_missing(self) -> list[Region]:
        """The others."""
        return [one for one in self.regions if not one.words]

    @property
    def by_group(self) -> Table:
        """Groups in numbers. Where there is nothing to show it says so, and no more."""
        rows = [
            [
                one.name,
                one.answers or _("none, or too few to say"),
                one.points,
                _("about %(count)s") % {"count": one.people} if one.people else _("none, or not shown"),
            ]
            for one in self.groups
        ]
        rows.append([_("No group is shown"), self.without_group, "–", "–"])
        head = [_("Group"), _("Answers"), _("Points raised"), _("People at events")]
        return Table(_("Who is heard, by group"), head, rows)


def heard(kept: Kept, words: Words) -> Heard:
    """Who is heard, from the counts."""
    answers = kept.all(What.ANSWERS)
    by_place = Said(kept.by(What.ANSWERS, By.PLACE), kept.by(What.POINTS, By.PLACE))
    by_theme = Said(kept.by(What.ANSWERS, By.THEME), kept.by(What.POINTS, By.THEME))
    nowhere = answers - sum(by_place.answers.values())
    return Heard(
        groups=_groups(kept),
        without_group=answers - sum(kept.by(What.ANSWERS, By.GROUP).values()),
        regions=_regions(words.places, by_place),
        nowhere=nowhere,
        by_place=_table(
            _("What was said, by place"), _("Place"), words.places, by_place, (_("No place"), nowhere, "–")
        ),
        by_theme=_table(_("What was said, by theme"), _("Theme"), words.themes, by_theme),
        totals=_totals(kept),
    )


def _groups(kept: Kept) -> list[Group]:
    by = [kept.by(what, By.GROUP) for what in (What.ANSWERS, What.POINTS, What.PEOPLE)]
    found = [
        Group(capfirst(str(group.label)), *(numbers.get(group.value, 0) for numbers in by))
        for group in RoleGroup
    ]
    return _with_shares(found)


def _regions(places: Sequence[Named], said: Said) -> list[Region]:
    """The region of which most was said first; last, what lies in none."""
    inside: dict[str, list[Named]] = {one.key: [] for one in places if one.is_region}
    for place in places:
        if not place.is_region:
            inside.setdefault(place.region, []).append(place)
    names = {one.key: one.name for one in places if one.is_region}
    found = [_region(key, names.get(key, ""), there, said) for key, there in inside.items()]
    return _with_shares(sorted(found, key=lambda one: (not one.name, -one.words, one.name)))


def _region(key: str, name: str, places: Sequence[Named], said: Said) -> Region:
    each = [(place.name, sum(said.of(place.key))) for place in places]
    return Region(
        name,
        *said.of(*filter(None, [key]), *(place.key for place in places)),
        heard=sorted((one for one in each if one[1]), key=lambda one: -one[1]),
        silent=[name for name, number in each if not number],
    )


def _with_shares(found: list[Row]) -> list[Row]:
    most = max((one.words for one in found), default=0)
    return [replace(one, share=share(one.words, most)) for one in found]


def _table(
    caption: str, first: str, named: Sequence[Named], said: Said, last: Sequence[str | int] = ()
) -> Table:
    rows: list[Sequence[str | int]] = [[one.name, *said.of(one.key)] for one in named]
    return Table(caption, [first, _("Answers"), _("Points raised")], [*rows, *([last] if last else [])])


def _totals(kept: Kept) -> Table:
    by_group: Mapping[str, int] = kept.by(What.EVENTS, By.GROUP)
    return counts(
        _("How much was said"),
        [
            (_("Questions put to people"), kept.all(What.QUESTIONS)),
            (_("Answers that can be read"), kept.all(What.ANSWERS)),
            (_("Events that were held"), kept.all(What.EVENTS)),
            (_("Of these, events that show who came by group"), by_group.get("", 0)),
            (_("Points raised at events"), kept.all(What.POINTS)),
            (_("Votes that were counted"), kept.all(What.VOTES)),
            (_("People who voted, where numbers are shown"), kept.all(What.PAPERS)),
        ],
    )
