"""Those whom no mail reaches: what each is to be told, and that somebody wrote to them or called them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.events.enums import EventFormat, EventState
from consultations.registrations import mails, registers
from consultations.registrations.enums import Matter, Source
from consultations.registrations.lists import name_of
from consultations.registrations.models import News, Registration
from consultations.registrations.permissions import Act, refuse_unless
from people.models import Person

#: What is still worth saying: before the event is over, and afterwards.
_BEFORE = frozenset({Matter.MOVED_UP, Matter.CHANGED, Matter.WEEK_BEFORE, Matter.DAY_BEFORE, Matter.JOINING})
_AFTER = frozenset({Matter.SUMMARY})
_REMINDERS = frozenset({Matter.WEEK_BEFORE, Matter.DAY_BEFORE})


@dataclass(frozen=True)
class ToTell:
    """Somebody whom no mail reaches, and what they are to be told."""

    key: int
    name: str
    phone: str
    #: What was noted of a group: whom to ask for. Who put it down knows more.
    note: str
    put_down_by: str
    is_in: bool
    #: Sentences to write or to read out; nothing if they know all there is to know.
    words: tuple[str, ...]


def without_mail(page: Any) -> list[ToTell]:
    """Everybody on the list of an event who has to be written to or called. Two queries."""
    rows = (
        Registration.objects.on_the_list()
        .to_write_or_call()
        .filter(page=page)
        .exclude(source=Source.WALK_IN)
        .select_related("person", "place", "put_down_by")
        .prefetch_related(Prefetch("news", News.objects.to_do(), to_attr="to_do"))
    )
    said = _still_said(page)
    return [_to_tell(row, page, {news.matter for news in row.to_do if news.matter in said}) for row in rows]


def waiting(today: date) -> list[tuple[int, str, int]]:
    """Events on whose list somebody is to be written to or called: key, title, how many. One query."""
    worth_saying = Q(matter__in=sorted(_AFTER)) | Q(
        matter__in=sorted(_BEFORE), registration__page__last_day__gte=today
    )
    rows = News.objects.to_do().filter(worth_saying).order_by("registration__page__sort_key")
    counted = rows.values_list("registration__page", "registration__page__title").annotate(
        Count("registration", distinct=True)
    )
    return list(counted)


@transaction.atomic
def done(registration: Registration, *, by: Person) -> int:
    """Note that somebody wrote to them or called them; returns how much of it was new. Repeating it changes
    nothing.

    Raises:
        MayNotError.
    """
    refuse_unless(by, Act.TELL)
    return registration.news.to_do().update(done_on=timezone.localdate(), done_by=by)


def _still_said(page: Any) -> frozenset[Matter]:
    return _AFTER if registers.is_over(page) else _BEFORE


def _to_tell(row: Registration, page: Any, matters: set[str]) -> ToTell:
    told = row.told
    return ToTell(
        key=row.pk,
        name=name_of(row),
        phone=told.phone,
        note=told.note,
        put_down_by=str(row.put_down_by.display_name) if row.put_down_by is not None else "",
        is_in=row.is_in,
        words=tuple(_sentences(page, matters, is_in=row.is_in)) if matters else (),
    )


def _sentences(page: Any, matters: set[str], *, is_in: bool) -> list[str]:
    if Matter.SUMMARY in matters:
        return [_("What people said is written down now. We can send it to you on paper.")]
    if page.state == EventState.CANCELLED:
        why = _("Why: %(why)s") % {"why": page.cancelled_because}
        return [_("The event does not take place."), why]
    said = []
    if Matter.MOVED_UP in matters:
        said.append(_("You have a place now."))
    if Matter.CHANGED in matters:
        said.append(_("The day, the time or the place has changed."))
    elif matters & _REMINDERS and is_in and not said:
        said.append(_("We remind you that you have a place."))
    if Matter.DAY_BEFORE in matters and not is_in:
        said.append(_("You are still on the waiting list. There is no place for you so far."))
    if Matter.JOINING in matters:
        said.append(_("How to join has changed."))
    how = str(EventFormat(page.format).label)
    return [*said, mails.when_text(page) + ".", (f"{how}, {page.where}" if page.where else how) + "."]
