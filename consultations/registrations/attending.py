"""How many came, by role group, and putting the numbers into the draft of the event.

Exact numbers are read by who runs the event. What the page tells of them in public is for
`events.attendance` to say (rule 24 of docs/trust.md): the whole table rounded, or the total alone.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Sum
from wagtail.models import Page

from consultations.events.models import EventPage
from consultations.registrations.models import Registration
from consultations.registrations.permissions import Act, refuse_unless
from consultations.registrations.refusals import LockedError, NobodyCameError
from people.models import Person
from vocabulary.role_groups import RoleGroup


@dataclass(frozen=True)
class Attended:
    """How many came. ``groups`` are in the order of role groups; ``not_said`` are of no known group."""

    groups: dict[RoleGroup, int]
    not_said: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.groups.values()) + self.not_said


def attended(page: Any) -> Attended:
    """How many came to an event, as noted at the door. One query."""
    rows = Registration.objects.coming().filter(page=page, came__gt=0).order_by()
    counted = Counter(dict(rows.values_list("role_group").annotate(Sum("came"))))
    return Attended({group: counted[group.value] for group in RoleGroup if counted[group.value]}, counted[""])


@transaction.atomic
def put_into_draft(page: Any, *, by: Person) -> Attended:
    """Write how many came into the newest draft of an event's page, in place of what stands there.

    What is published does not change. Where some did not say which group they are in, no group gets a
    number: a table without them would be wrong. Repeating it changes nothing.

    Raises:
        MayNotError.
        NobodyCameError: nobody has noted who came.
        LockedError: somebody has locked the page, or a publisher is reading it.
    """
    refuse_unless(by, Act.COUNT)
    live = _held(page)
    if live.permissions_for_user(by).page_locked():
        raise LockedError
    counted = attended(live)
    if not counted.total:
        raise NobodyCameError
    draft = live.get_latest_revision_as_object()
    if _write(draft, counted):
        draft.save_revision(user=by, log_action=True, clean=False)
    return counted


@transaction.atomic
def keep_numbers(page_id: int) -> bool:
    """Before the list of an event is deleted: write the numbers into its draft, if nobody has; whether it
    was needed. For the schedule.
    """
    live = _held(EventPage(pk=page_id))
    counted = attended(live)
    draft = live.get_latest_revision_as_object()
    if not counted.total or live.people_total is not None or draft.people_total is not None:
        return False
    _write(draft, counted)
    draft.save_revision(log_action=True, clean=False)
    return True


def _held(page: Any) -> EventPage:
    """The published page, its row locked, so that nobody else saves a draft meanwhile."""
    Page.objects.select_for_update().only("pk").get(pk=page.pk)
    return EventPage.objects.get(pk=page.pk)


def _write(draft: Any, counted: Attended) -> bool:
    groups = [
        ("group", {"group": group.value, "number": None if counted.not_said else number})
        for group, number in counted.groups.items()
    ]
    there = [(block.value["group"], block.value["number"]) for block in draft.took_part]
    new = [(value["group"], value["number"]) for _name, value in groups]
    if draft.people_total == counted.total and there == new:
        return False
    draft.people_total, draft.took_part = counted.total, groups
    return True
