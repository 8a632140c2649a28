"""The events index: what is coming up, what was held, a page at a time, by theme and stage."""

import datetime
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from consultations.events.enums import EventFormat, Standing
from consultations.events.queries import names_in_use

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

    @property
    def narrowed(self) -> str:
        """The names of what it is narrowed down to; empty if to nothing."""
        return ", ".join(filter(None, [self.stage, self.theme]))


def listing(events: Any, page: Any, request: HttpRequest, today: datetime.date) -> Listing:
    """What the index shows for a request; whatever stands in its query, no error comes of it.

    An unknown theme or stage finds nothing, a broken cursor shows the newest.
    """
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
    upcoming = [] if cursor else list(chosen.upcoming(today)[:MOST_UPCOMING])
    return Listing(
        upcoming=[_row(event, request, today) for event in upcoming],
        past=[_row(event, request, today) for event in rows[:PAGE_LENGTH]],
        older=older,
        newest=_address(address, theme=theme, stage=stage) if cursor else "",
        themes=[(name, _address(address, theme=slug)) for slug, name in names.themes.items()],
        stages=[(name, _address(address, stage=key)) for key, name in names.stages.items()],
        theme=_name(names.themes, theme),
        stage=_name(names.stages, stage),
        everything=address,
    )


def _name(names: dict[str, str], value: str) -> str:
    return names.get(value, _("something we do not have")) if value else ""


def _address(address: str, **query: str) -> str:
    asked = urlencode({name: value for name, value in query.items() if value})
    return f"{address}?{asked}" if asked else address


def _row(event: Any, request: HttpRequest, today: datetime.date) -> Row:
    standing = event.standing(today)
    return Row(
        when=capfirst(event.when.text),
        title=event.title,
        url=event.get_url(request) or "",
        note=_("Cancelled") if standing is Standing.CANCELLED else str(EventFormat(event.format).label),
        introduction=event.introduction,
        cancelled=standing is Standing.CANCELLED,
    )
