"""Everything an event's page says, ready to print: templates compute nothing.

Built once a request from the page and at most five queries, however many topics and
points there are.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst, get_text_list
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from consultations.events import paragraphs, queries
from consultations.events.attendance import Attendance, attendance
from consultations.events.credits import FundingShown, PersonShown, funding_in, people_in
from consultations.events.enums import EventFormat, Standing, Strength
from consultations.events.keys import key_of
from consultations.events.queries import Asked, Names
from consultations.events.quoting import Quoted, keys_in, quoted
from consultations.events.reading import PointRead, TopicRead, parts_of, topic_alone
from consultations.events.related import related_to
from consultations.events.sockets import Came, what_came_of
from consultations.events.standing import is_over_at
from consultations.events.when import how_long, zone_name
from edge.memory import memory
from vocabulary.role_groups import RoleGroup

#: Other events offered at the end of a page.
RELATED = 3

Link = tuple[str, str]
_ANY_KEY = "000000000000"


@dataclass(frozen=True)
class PointShown:
    """A point as the page prints it."""

    key: str
    anchor: str
    text: str
    #: "Broad agreement, among people with lived experience of prison"; empty if the record tells neither.
    shared: str
    address: str
    stage: Link | None
    themes: list[Link]
    places: list[Link]
    came: Sequence[Came]

    @property
    def links(self) -> list[Link]:
        """Everything else on the same stage, themes and places."""
        return [*([self.stage] if self.stage else []), *self.themes, *self.places]

    @property
    def draws_done(self) -> bool:
        """Whether the second stroke runs beside it."""
        return any(thing.draws_done for thing in self.came)


@dataclass(frozen=True)
class TopicShown:
    """A topic with its points."""

    key: str
    anchor: str
    title: str
    introduction: str
    points: list[PointShown]
    #: Questions that are put to people about it, each with its address.
    asked: Sequence[Asked] = ()


@dataclass(frozen=True)
class PartShown:
    """A part of the record: a topic, running text, or another block to be rendered by its own template."""

    topic: TopicShown | None = None
    #: Running text with an address for each paragraph.
    text: str = ""
    block: Any = None
    #: The id of the block on the page.
    anchor: str = ""


@dataclass(frozen=True)
class RelatedShown:
    """A page to read next."""

    kind: str
    title: str
    url: str
    note: str


class EventShown:
    """An event as its page prints it. What costs a query is read when first asked for."""

    def __init__(self, page: Any, request: HttpRequest | None, today: datetime.date) -> None:
        self.page = page
        self.request = request
        self.standing: Standing = _standing(page, today)
        self._parts = list(parts_of(page.pk or 0, page.record))
        self._topics = [part for part in self._parts if isinstance(part, TopicRead)]
        self._points = [point for topic in self._topics for point in topic.points]

    @cached_property
    def _names(self) -> Names:
        return queries.names(self.request) if self._points else Names()

    @cached_property
    def parts(self) -> list[PartShown]:
        """The record, part by part. One query for each room that tells what came of points, and two."""
        came = self._came if self._points else {}
        asked = queries.asked(self.request) if self._topics else {}
        return [
            PartShown(topic=shown_topic(part, self._names, came, asked.get(part.key, ())))
            if isinstance(part, TopicRead)
            else shown_block(self.page.pk or 0, part)
            for part in self._parts
        ]

    @property
    def _came(self) -> "dict[str, list[Came]]":
        """What came of its points, kept for one content version: a third of what the page costs to draw."""
        keys = tuple(point.key for point in self._points)
        name = ("events.came", keys, get_language())
        return memory.keep(self.request, name, lambda: what_came_of.points(keys))

    @cached_property
    def quoted(self) -> Mapping[str, Quoted]:
        """The answers that the record quotes, as they are shown now. One query, or none for none."""
        return quoted(keys_in(part for part in self._parts if not isinstance(part, TopicRead)))

    @cached_property
    def asked(self) -> Sequence[Asked]:
        """Questions that are put to people about it as a whole. One query for each content version."""
        return queries.asked_about_events(self.request).get(str(self.page.pk), ()) if self._parts else ()

    @property
    def came_of_any(self) -> bool:
        """Whether anything came of any point: only then is it worth saying of which nothing did."""
        return any(point.came for part in self.parts if part.topic for point in part.topic.points)

    @property
    def upcoming(self) -> bool:
        """Whether it lies ahead and takes place."""
        return self.standing is Standing.UPCOMING

    @property
    def held(self) -> bool:
        """Whether it is over."""
        return self.standing is Standing.HELD

    @property
    def cancelled(self) -> bool:
        """Whether it does not take place."""
        return self.standing is Standing.CANCELLED

    @property
    def when_text(self) -> str:
        """The date, as a sentence begins: "Early October 2022"."""
        when = self.page.when
        text = capfirst(when.text)
        return f"{when.weekday} {text}" if self.upcoming and when.weekday else text

    @property
    def zone_text(self) -> str:
        """Whose clock is meant, while it matters: "UK time"."""
        return zone_name(self.page.time_zone) if self.page.time and not self.held else ""

    @property
    def how_long(self) -> str:
        """How long it takes or took; empty if not known."""
        return how_long(self.page.minutes) if self.page.minutes else ""

    @property
    def format_text(self) -> str:
        """Online, in person or both."""
        return str(EventFormat(self.page.format).label)

    @cached_property
    def attendance(self) -> Attendance:
        """Who took part, as far as it may be told."""
        groups = [(block.value["group"], block.value["number"]) for block in self.page.took_part]
        return attendance(self.page.people_total, groups)

    @property
    def in_a_line(self) -> str:
        """When, how and how many, for a sheet or a short page: "Early October 2022. Online. 36 people."."""
        told = [self.when_text, self.format_text, capfirst(self.attendance.total_text)]
        return " ".join(f"{part}." for part in told if part)

    @property
    def attendance_head(self) -> list[str]:
        """The heads of the table by group."""
        return [_("Group"), _("People, rounded")]

    @property
    def attendance_table(self) -> list[list[str | int]]:
        """Rows of the table by group; empty when it may not be shown."""
        return [[capfirst(name), number] for name, number in self.attendance.bars]

    @property
    def points_text(self) -> str:
        """How much was raised: "15 points on 3 topics"; empty if nothing."""
        if not self._points:
            return ""
        points = ngettext("%(count)d point", "%(count)d points", len(self._points)) % {
            "count": len(self._points)
        }
        topics = ngettext("%(count)d topic", "%(count)d topics", len(self._topics)) % {
            "count": len(self._topics)
        }
        return _("%(points)s on %(topics)s") % {"points": points, "topics": topics}

    @property
    def topic_links(self) -> list[Link]:
        """The topics of the page with their anchors."""
        return [(topic.title, f"#topic-{topic.key}") for topic in self._topics]

    @property
    def theme_names(self) -> list[str]:
        """What its points are about, in the order in which it first came up."""
        slugs = dict.fromkeys(slug for point in self._points for slug in point.themes)
        return [self._names.themes[slug] for slug in slugs if slug in self._names.themes]

    @cached_property
    def about_links(self) -> list[Link]:
        """What an event without points is about, each leading to everything else on it. Two queries."""
        if self._points or not self.page.pk:
            return []
        stages = [(stage.name, search_address("stage", stage.key)) for stage in self.page.stages.all()]
        return stages + [
            (theme.name, search_address("theme", theme.slug)) for theme in self.page.themes.all()
        ]

    @cached_property
    def people(self) -> list[PersonShown]:
        """Those who agreed to be named, each once with all their parts."""
        return people_in(self.page.credits)

    @cached_property
    def funding(self) -> list[FundingShown]:
        """Who paid, with disclaimers."""
        return funding_in(self.page.credits)

    @property
    def can_be_cited(self) -> bool:
        """Whether there is anything to cite: more than a plan."""
        return bool(self.page.record) and not self.upcoming

    @property
    def asked_now(self) -> list[Asked]:
        """Questions about it, or about its topics, that can be answered now."""
        of_topics = [ask for part in self.parts if part.topic for ask in part.topic.asked]
        return [ask for ask in (*self.asked, *of_topics) if ask.is_open]

    @cached_property
    def related(self) -> list[RelatedShown]:
        """Reflections on it, and the latest other events on the same themes or stages. One query."""
        if not self.page.pk:
            return []
        themes = sorted({slug for point in self._points for slug in point.themes})
        stages = sorted({point.stage for point in self._points if point.stage})
        found = related_to(self.page.pk, themes, stages, RELATED, self.request)
        return [
            RelatedShown(_("Event"), page.title, page.url, capfirst(page.when.text))
            if page.when
            else RelatedShown(_("Reflection"), page.title, page.url, page.author)
            for page in found
        ]


def _standing(page: Any, today: datetime.date) -> Standing:
    """Where it stands on a day; today, to the minute."""
    standing: Standing = page.standing(today)
    if standing is Standing.UPCOMING and today == timezone.localdate() and timezone.now() >= is_over_at(page):
        return Standing.HELD
    return standing


def show(page: Any, request: HttpRequest | None, today: datetime.date) -> EventShown:
    """An event as its page prints it on a day."""
    return EventShown(page, request, today)


def topic_preview(value: Any) -> TopicShown:
    """A topic alone, for the preview of its block."""
    topic = topic_alone(value)
    return shown_topic(topic, queries.names(None), {})


def shown_topic(
    topic: TopicRead, names: Names, came: "dict[str, list[Came]]", asked: Sequence[Asked] = ()
) -> TopicShown:
    """A topic as the page prints it."""
    return TopicShown(
        key=topic.key,
        anchor=f"topic-{topic.key}",
        title=topic.title,
        introduction=topic.introduction,
        points=[shown_point(point, names, came.get(point.key, ())) for point in topic.points],
        asked=asked,
    )


def shown_block(page_id: int, block: Any) -> PartShown:
    """Another block of a record as the page prints it: running text with an address for each paragraph."""
    if block.block_type == "text":
        label = _("Address of this paragraph")
        return PartShown(text=paragraphs.with_addresses(page_id, block.id or "", block.value.source, label))
    return PartShown(block=block, anchor=paragraphs.anchor_of(key_of(page_id, block.id or "")))


def shown_point(point: PointRead, names: Names, came: Sequence[Came]) -> PointShown:
    """A point as the page prints it."""
    stage = names.stages.get(point.stage)
    return PointShown(
        key=point.key,
        anchor=anchor_of(point.key),
        text=point.text,
        shared=shared_text(point.strength, point.said_by, get_language() or ""),
        address=point_address(point.key),
        stage=(stage, search_address("stage", point.stage)) if stage else None,
        themes=[
            (names.themes[slug], search_address("theme", slug))
            for slug in point.themes
            if slug in names.themes
        ],
        places=[
            (names.places[slug], search_address("place", slug))
            for slug in (point.custody, point.release)
            if slug in names.places
        ],
        came=came,
    )


def anchor_of(key: str) -> str:
    """The id of a point on its page."""
    return f"point-{key}"


def point_address(key: str) -> str:
    """The permanent address of a point, wherever its page is moved."""
    before, _key, after = _point_address_around(get_language() or "").partition(_ANY_KEY)
    return f"{before}{key}{after}"


@lru_cache(maxsize=8)
def _point_address_around(language: str) -> str:
    return reverse("events:point", args=[_ANY_KEY])


def search_address(facet: str, value: str) -> str:
    """Where everything else on a theme, stage or place is."""
    return _search_address(facet, value, get_language() or "")


@lru_cache(maxsize=2048)
def _search_address(facet: str, value: str, language: str) -> str:
    return f"{reverse('search')}?{urlencode({facet: value})}"


@lru_cache(maxsize=512)
def shared_text(strength: str, said_by: tuple[str, ...], language: str) -> str:
    """How widely a point was shared and by whom, as far as the record tells, in ``language``."""
    known = Strength(strength) if strength in Strength.values else None
    groups = [str(group.label) for group in RoleGroup if group.value in said_by]
    who = get_text_list(groups, _("and")) if groups else ""
    if known is None:
        return _("Said by %(groups)s") % {"groups": who} if who else ""
    if not who:
        return str(known.label)
    match known:
        case Strength.BROAD_AGREEMENT:
            return _("Broad agreement among %(groups)s") % {"groups": who}
        case Strength.SAID_MORE_THAN_ONCE:
            return _("Said more than once, by %(groups)s") % {"groups": who}
        case Strength.SOME:
            return _("Said by some %(groups)s") % {"groups": who}
        case Strength.DISPUTED:
            return _("Disputed among %(groups)s") % {"groups": who}
        case _:
            return _("A question raised by %(groups)s") % {"groups": who}
