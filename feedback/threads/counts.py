"""What a thread says in numbers. Counted when the box is emptied and at no other time: a number that
changes in between would tell when somebody wrote (docs/trust.md, rules 11 and 18).
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from edge import content_version
from feedback.threads import sockets
from feedback.threads.enums import ResponseKind, State
from feedback.threads.models import Contribution, Response, Thread
from feedback.threads.small_numbers import LEAST_OF_A_GROUP

_COUNTED = (
    "received", "published", "declined", "withdrawn", "answered", "asked_for_change", "led_to_change",
    "shown_groups", "facets",
)  # fmt: skip
#: Keys asked of the rooms above at a time.
_AT_A_TIME = 500


def recompute() -> None:
    """Count all threads anew. So many queries whatever there is, and one for each room that acts on answers
    and each 500 published answers that asked for a change.
    """
    threads = list(Thread.objects.order_by("pk"))
    totals = _totals()
    groups, themes, stages = _groups(), _by("themes__slug"), _by("stage__key")
    led = _led_to_change()
    changed = []
    for thread in threads:
        counted: dict[str, Any] = {
            **totals[thread.pk],
            "led_to_change": led[thread.pk],
            "shown_groups": groups[thread.pk],
            "facets": {"themes": themes[thread.pk], "stages": stages[thread.pk]},
        }
        if any(getattr(thread, name) != value for name, value in counted.items()):
            for name, value in counted.items():
                setattr(thread, name, value)
            changed.append(thread)
    Thread.objects.bulk_update(changed, _COUNTED, batch_size=100)


def note_answered(thread: Thread, day: date) -> None:
    """The first answer to a thread came on this day; the promise is shown as kept or late from now on."""
    if Thread.objects.filter(pk=thread.pk, answered_on__isnull=True).update(answered_on=day):
        thread.answered_on = day
        content_version.bump()


def _totals() -> "defaultdict[int, dict[str, int]]":
    """How many of each thread there are, by what they are. One query."""
    published = Q(state=State.PUBLISHED)
    has_response = Exists(Response.contributions.through.objects.filter(contribution=OuterRef("pk")))
    rows = (
        Contribution.objects.order_by()
        .values("thread")
        .annotate(
            received=Count("pk"),
            published=Count("pk", filter=published),
            declined=Count("pk", filter=Q(state=State.DECLINED, batch__isnull=False)),
            withdrawn=Count("pk", filter=Q(state=State.WITHDRAWN)),
            answered=Count("pk", filter=published & Q(has_response)),
            asked_for_change=Count("pk", filter=published & Q(asks_for_change=True)),
        )
    )
    none = ("received", "published", "declined", "withdrawn", "answered", "asked_for_change")
    found: defaultdict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(none, 0))
    for row in rows:
        counted: dict[str, Any] = {**row}
        found[counted.pop("thread")] = counted
    return found


def _groups() -> "defaultdict[int, list[str]]":
    """Of each thread, the groups of which enough words are published. One query."""
    rows = (
        Contribution.objects.filter(state=State.PUBLISHED)
        .exclude(role_group="")
        .order_by("thread", "role_group")
        .values_list("thread", "role_group")
        .annotate(there=Count("pk"))
        .filter(there__gte=LEAST_OF_A_GROUP)
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    for thread, group, _there in rows:
        found[thread].append(group)
    return found


def _by(field: str) -> "defaultdict[int, dict[str, int]]":
    """Of each thread, how many published words there are on each theme or stage. One query."""
    rows = (
        Contribution.objects.filter(state=State.PUBLISHED, **{f"{field}__isnull": False})
        .order_by("thread", field)
        .values_list("thread", field)
        .annotate(there=Count("pk"))
    )
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for thread, key, there in rows:
        found[thread][key] = there
    return found


def _led_to_change() -> "defaultdict[int, int]":
    """Of each thread, how many published answers that asked for a change led to one.

    A change is one that a room above tells as such, or a response that says "done". A promise is none.
    """
    asked = dict(
        Contribution.objects.filter(state=State.PUBLISHED, asks_for_change=True)
        .order_by("pk")
        .values_list("pk", "thread")
    )
    done = Response.contributions.through.objects.filter(
        response__kind=ResponseKind.DONE, contribution__asks_for_change=True
    )
    led = asked.keys() & set(done.values_list("contribution", flat=True))
    led |= _told_as_changed(asked.keys() - led)
    found: defaultdict[int, int] = defaultdict(int)
    for key in led:
        found[asked[key]] += 1
    return found


def _told_as_changed(keys: Collection[int]) -> set[int]:
    """Of which a room above says that they changed something."""
    if not sockets.became.all():
        return set()
    return {
        key
        for some in _in_parts(sorted(keys))
        for key, things in sockets.what_became(some).items()
        if any(thing.changed for thing in things)
    }


def _in_parts(keys: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), _AT_A_TIME):
        yield keys[start : start + _AT_A_TIME]
