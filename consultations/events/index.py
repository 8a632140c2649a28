"""The events index: what is coming up, what was held, a page at a time, by theme and stage."""

import datetime
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from consultations.events.enums import EventFormat, EventStanding, EventState, RegistrationStanding
from consultations.events.queries import names_in_use
from consultations.events.sockets import ComingShown, how_to_come
from consultations.events.standing import standing_of, until
from edge import page_cache

#: Events listed at a time.
PAGE_LENGTH = 20
#: Upcoming events listed; more than so many at once, and the later ones can wait.
MOST_UPCOMING = 40

_CURSOR = re.compile(r"(?P<sort_key>\d{4}-\d\d-\d\dT\d\d:\d\d)\.(?P<pk>\d{1,18})")


@dataclass(frozen=True)
class Row:
    """An event in the list."""

    when: str
    title: str
    url: str
    note: str
    #: Whether one can come, or how far its summary is; empty if that goes without saying.
    standing: str
    introduction: str
    cancelled: bool


@dataclass(frozen=True)
class Listing:
    """All that the index shows."""

    upcoming: list[Row]
    past: list[Row]
    #: Address of the page with older events, and of the first page; empty if there is none.
    older: str
    newest: str
    #: Facets to narrow down by, (name, address), and the one that is chosen.
    themes: list[tuple[str, str]]
    stages: list[tuple[str, str]]
    theme: str
    stage: str
    everything: str
    #: The whole address of all events as a calendar.
    calendar: str

    @property
    def narrowed(self) -> str:
        """The names of what it is narrowed down to; empty if to nothing."""
        return ", ".join(filter(None, [self.stage, self.theme]))


def listing(events: Any, page: Any, request: HttpRequest) -> Listing:
    """What the index shows for a request; whatever stands in its query, no error comes of it.

    An unknown theme or stage finds nothing, a broken cursor shows the newest. What ended today stands among
    those that were held, before the first page of these.
    """
    now, today = timezone.now(), timezone.localdate()
    theme, stage = request.GET.get("theme", "")[:100], request.GET.get("stage", "")[:40]
    names = names_in_use()
    address = page.get_url(request) or ""
    chosen = events.about(theme=theme, stage=stage)
    cursor = _CURSOR.fullmatch(request.GET.get("page", ""))
    past = chosen.past(today)
    if cursor:
        past = past.before(cursor["sort_key"], int(cursor["pk"]))
    rows = list(past[: PAGE_LENGTH + 1])
    older = ""
    if len(rows) > PAGE_LENGTH:
        last = rows[PAGE_LENGTH - 1]
        older = _address(address, theme=theme, stage=stage, page=f"{last.sort_key}.{last.pk}")
    not_yet_past = [] if cursor else list(chosen.upcoming(today)[:MOST_UPCOMING])
    upcoming = [event for event in not_yet_past if not standing_of(event, now).over]
    ended_today = [event for event in reversed(not_yet_past) if standing_of(event, now).over]
    page_cache.holds_until(request, until(upcoming, now))
    coming = how_to_come([event.pk for event in upcoming if standing_of(event, now).takes_names])
    return Listing(
        upcoming=[_row(event, request, now, coming.get(event.pk)) for event in upcoming],
        past=[_row(event, request, now) for event in [*ended_today, *rows[:PAGE_LENGTH]]],
        older=older,
        newest=_address(address, theme=theme, stage=stage) if cursor else "",
        themes=[(name, _address(address, theme=slug)) for slug, name in names.themes.items()],
        stages=[(name, _address(address, stage=key)) for key, name in names.stages.items()],
        theme=_name(names.themes, theme),
        stage=_name(names.stages, stage),
        everything=address,
        calendar=request.build_absolute_uri(reverse("events:calendar-of-all")),
    )


def _name(names: dict[str, str], value: str) -> str:
    return names.get(value, _("something we do not have")) if value else ""


def _address(address: str, **query: str) -> str:
    asked = urlencode({name: value for name, value in query.items() if value})
    return f"{address}?{asked}" if asked else address


def _row(event: Any, request: HttpRequest, now: datetime.datetime, coming: ComingShown | None = None) -> Row:
    cancelled = event.state == EventState.CANCELLED
    return Row(
        when=capfirst(event.when.text),
        title=event.title,
        url=event.get_url(request) or "",
        note=_("Cancelled") if cancelled else str(EventFormat(event.format).label),
        standing=_standing_text(event, now, coming),
        introduction=event.introduction,
        cancelled=cancelled,
    )


def _standing_text(event: Any, now: datetime.datetime, coming: ComingShown | None) -> str:
    """What is worth knowing beyond the date: whether one can come, or how far the summary is."""
    state = standing_of(event, now)
    if state.takes_names:
        return coming.text if coming else ""
    if state.ahead and state.registration is RegistrationStanding.NOT_YET:
        return str(RegistrationStanding.NOT_YET.label)
    if state.standing in (EventStanding.RUNNING, EventStanding.SUMMARY_IN_PROGRESS):
        return state.text
    return ""
