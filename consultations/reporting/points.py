"""Points raised, to be taken out: as they stand on the events' pages, with what came of them.

Points of an event that is evaluation or research wait until its approvals are noted, as answers do.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from consultations.events.enums import Basis, Strength
from consultations.events.models import Point
from consultations.events.showing import point_address
from consultations.events.sockets import Came, what_came_of
from consultations.reporting.refusals import NothingThereError, TooMuchError, WaitsForApprovalError
from consultations.reporting.tables import Column, Table, Value
from vocabulary.role_groups import RoleGroup

#: Rows in a file: what a spreadsheet opens without effort.
MOST = 20_000
_AT_ONCE = 500
#: What may be studied only with approvals.
_STUDIED = (Basis.EVALUATION, Basis.RESEARCH)

COLUMNS = (
    Column("event", "the event's short name, as in its address", "short name"),
    Column("event_title", "what the event is called", "text", 40),
    Column("date", "when it was, as exactly as it is known", "year-month, or a day, or a day with a time"),
    Column("topic", "the topic under which it was raised", "text", 30),
    Column("point", "key of the point; it stays when the point is reworded", "12 letters and digits"),
    Column("position", "where it stands on the event's page", "number, from 0", 10),
    Column(
        "text",
        "what was said, in the words of the event's page; in CSV an apostrophe stands before what a "
        "spreadsheet would calculate",
        "text",
        60,
    ),
    Column("stage", "part of the journey it belongs to", "short name; empty: the whole, or none"),
    Column("themes", "themes it was given", "short names, with semicolons", 24),
    Column(
        "said_by",
        "groups that said it, only as far as the record tells; never persons",
        f"{', '.join(RoleGroup.values)}; with semicolons",
        24,
    ),
    Column(
        "strength", "how widely it was shared", f"{', '.join(Strength.values)}; empty: not told"
    ),
    Column("custody", "place of custody", "short name; empty: none given"),
    Column("release", "place of release", "short name; empty: none given"),
    Column("came_state", "how far what came of it has got", "going, done, no; empty: nothing so far"),
    Column("came_of_it", "what came of it", "text, with semicolons", 40),
    Column("address", "where it stands; the address stays for good", "web address", 40),
)  # fmt: skip


def waits_for_approval(page: Any) -> bool:
    """Whether its points must stay: it is evaluation or research, and no approvals are noted."""
    return page.basis in _STUDIED and not page.basis_references.strip()


def table(pages: Sequence[Any], absolute: Callable[[str], str]) -> Table:
    """All points of these events, in the order of the events and of their pages.

    ``absolute`` makes a whole address of one of this site. One query, and for every 500 points those of the
    rooms that act on them.

    Raises:
        WaitsForApprovalError: none of the events may be taken out yet.
        NothingThereError: no points.
        TooMuchError: more than `MOST`.
    """
    open_ones = [page for page in pages if not waits_for_approval(page)]
    if pages and not open_ones:
        raise WaitsForApprovalError
    by_number = {page.pk: page for page in open_ones}
    found = _points(list(by_number))[: MOST + 1]
    order = {pk: place for place, pk in enumerate(by_number)}
    rows = sorted(found, key=lambda point: (order[point.page_id], point.position))
    if not rows:
        raise NothingThereError
    if len(rows) > MOST:
        raise TooMuchError(MOST)
    return Table("points", COLUMNS, list(_rows(rows, by_number, absolute)), _about(pages, open_ones))


def _points(pages: Sequence[int]) -> Any:
    points = Point.objects.published().filter(page__in=pages)
    with_rows = points.select_related("topic", "stage", "custody", "release")
    return with_rows.prefetch_related("themes")  # type: ignore[misc] # taggit's manager says no type


def _rows(
    points: Sequence[Point], pages: dict[int, Any], absolute: Callable[[str], str]
) -> Iterator[Sequence[Value]]:
    for start in range(0, len(points), _AT_ONCE):
        some = points[start : start + _AT_ONCE]
        came = what_came_of.points([point.key for point in some])
        for point in some:
            yield _row(point, pages[point.page_id], came.get(point.key, ()), absolute)


def _row(point: Point, page: Any, came: Sequence[Came], absolute: Callable[[str], str]) -> Sequence[Value]:
    return (
        page.slug, page.title, page.when.iso, point.topic.title, point.key, point.position, point.text,
        point.stage.key if point.stage else "",
        "; ".join(sorted(theme.slug for theme in point.themes.all())),
        "; ".join(group.value for group in point.groups),
        point.strength,
        point.custody.slug if point.custody else "",
        point.release.slug if point.release else "",
        "; ".join(one.state for one in came),
        "; ".join(str(one.text) for one in came),
        absolute(point_address(point.key)),
    )  # fmt: skip


def _about(pages: Sequence[Any], open_ones: Sequence[Any]) -> list[tuple[str, str]]:
    about = [
        ("what it is", "points raised at knowledge-exchange events, as everybody can read them"),
        (
            "what is not in it",
            "who said something: only groups are known here, and only where the record tells",
        ),
    ]
    for page in open_ones:
        told = f"{page.title} ({page.when.iso}): {Basis(page.basis).value}"
        about.append(("basis of an event", "; ".join(filter(None, [told, page.basis_references.strip()]))))
    left_out = [page for page in pages if waits_for_approval(page)]
    about += [("left out", f"{page.title}: its approvals are not noted yet") for page in left_out]
    return about
