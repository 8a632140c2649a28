"""What to read after an event: reflections on it, and other events on the same themes or stages.

One statement, written out: made anew by Django's mapper for every page, the same two
questions take a sixth of the time of the whole page. Portable between both databases.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.http import HttpRequest
from wagtail.models import Page

from consultations.events.when import Precision, When

_REFLECTIONS = """
SELECT 'reflection' AS kind, p.id, p.title, p.url_path, r.author_name AS more, '' AS sort_key
FROM cms_reflectionpage r JOIN wagtailcore_page p ON p.id = r.page_ptr_id
WHERE p.live AND r.about_page_id = %s ORDER BY p.first_published_at, p.id
"""
_EVENTS = """
SELECT 'event' AS kind, p.id, p.title, p.url_path, e.precision AS more, e.sort_key
FROM events_eventpage e JOIN wagtailcore_page p ON p.id = e.page_ptr_id
WHERE p.live AND p.id <> %s{sharing} ORDER BY e.sort_key DESC, p.id DESC LIMIT %s
"""
#: Looks at the latest events first and no further than is needed.
_ON_A_THEME = """EXISTS (
SELECT 1 FROM events_point o JOIN events_pointtheme l ON l.content_object_id = o.key
JOIN vocabulary_theme t ON t.id = l.tag_id WHERE o.page_id = p.id AND t.slug IN ({places}))"""
_ON_A_STAGE = """EXISTS (
SELECT 1 FROM events_point o JOIN vocabulary_journeystage s ON s.id = o.stage_id
WHERE o.page_id = p.id AND s.key IN ({places}))"""


@dataclass(frozen=True)
class RelatedPage:
    """A page to read next. ``when`` is an event's date, ``author`` whose reflection it is."""

    title: str
    url: str
    when: When | None = None
    author: str = ""


def related_to(
    page_id: int, themes: Sequence[str], stages: Sequence[str], limit: int, request: HttpRequest | None
) -> list[RelatedPage]:
    """Live reflections on an event, then the latest ``limit`` other events on these themes or stages.

    Without themes and stages simply the latest others. One query, however much there is.
    """
    conditions, wanted = [], list[Any]()
    for condition, slugs in ((_ON_A_THEME, themes), (_ON_A_STAGE, stages)):
        if slugs:
            conditions.append(condition.format(places=", ".join(["%s"] * len(slugs))))
            wanted += slugs
    sharing = f" AND ({' OR '.join(conditions)})" if conditions else ""
    # Only marks for parameters are put into the statement, never a value.
    statement = (
        f"SELECT * FROM ({_REFLECTIONS}) a UNION ALL SELECT * FROM ({_EVENTS.format(sharing=sharing)}) b"  # noqa: S608
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [page_id, page_id, *wanted, limit])
        rows = cursor.fetchall()
    return [_page(*row, request=request) for row in rows]


def _page(
    kind: str, pk: int, title: str, url_path: str, more: str, sort_key: str, *, request: HttpRequest | None
) -> RelatedPage:
    url = Page(pk=pk, url_path=url_path).get_url(request) or ""
    if kind == "reflection":
        return RelatedPage(title, url, author=more)
    begins = datetime.datetime.fromisoformat(sort_key)
    precision = Precision(more)
    return RelatedPage(
        title, url, When(precision, begins.date(), begins.time() if precision is Precision.TIME else None)
    )
