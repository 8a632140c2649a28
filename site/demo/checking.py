"""The event whose summary is being written: a part is public, and those who took part check the draft.

Made once, by the acts of the site. Only a check whose last day is over is opened again, so that the code that
`make run` prints leads somewhere; what somebody did with it while trying stays as it is.
"""

import datetime
from contextlib import suppress
from typing import Any

from django.db import transaction
from django.utils import timezone

from codes.check_digits import with_check_digits
from codes.indexes import index_of
from codes.slow_hash import Kind
from consultations.events.check import checking
from consultations.events.check.refusals import RefusedError
from consultations.events.enums import EventFormat
from consultations.events.models import Check, EventPage, EventsIndexPage
from consultations.events.summary import SummaryState
from consultations.events.when import Precision
from demo import answering, first_night
from demo.pretending import it_is
from demo.stream import block, stream, topic_block
from feedback.threads import published
from feedback.threads.models import Contribution
from people.models import Person

#: The one code of a check that is the same in every demo: whoever has it reads the draft.
CODE = with_check_digits("1414213562")
#: How long ago it was held, and how long it is shown to those who took part.
_AGO, _SHOWN = datetime.timedelta(days=19), datetime.timedelta(days=21)
_NOON = datetime.time(12, 0)


def make_checked(index: EventsIndexPage, *, publisher: Person, researcher: Person) -> EventPage:
    """Make it if it is not there, and show its draft again if the last day was over. May be repeated.

    The answers have to be there, since it quotes one. Call it outside every transaction.
    """
    event = EventPage.objects.child_of(index).filter(slug=first_night.SLUG).first()
    if event is None:
        with transaction.atomic():
            event = _made(index, publisher)
            _draft(event, by=researcher)
    newest = Check.objects.filter(page=event).newest_first().first()
    if newest is None or _ran_out(newest):
        # Whoever tries the demo may have left nothing to check.
        with suppress(RefusedError):
            _show(event, by=researcher)
    return event


def _ran_out(check: Check) -> bool:
    """Whether its last day is over, and nobody ended it."""
    return check.closed_on is None and check.closes_on < timezone.localdate()


def _made(index: EventsIndexPage, publisher: Person) -> EventPage:
    """Announced before, held, and a week later its first part was published."""
    text, day = first_night, timezone.localdate() - _AGO
    with it_is(day - datetime.timedelta(days=14), _NOON):
        event = EventPage(
            title=text.TITLE, slug=text.SLUG, introduction=text.INTRODUCTION,
            search_description=text.SEARCH_DESCRIPTION, owner=publisher, live=False,
            precision=Precision.DAY, day=day, minutes=text.MINUTES, format=EventFormat.IN_PERSON,
            where=text.WHERE, purpose=text.PURPOSE, can_change=text.CAN_CHANGE,
            who_decides=text.WHO_DECIDES, answer_by=timezone.localdate() + datetime.timedelta(days=60),
        )  # fmt: skip
        index.add_child(instance=event)
        _publish(event, by=publisher)
    with it_is(day + datetime.timedelta(days=7), _NOON):
        event.people_total = text.PEOPLE_TOTAL
        event.took_part = _groups()
        event.record, event.version = stream(*_first_part()), text.VERSION
        event.summary_state = SummaryState.BEING_WRITTEN
        _publish(event, by=publisher)
    return EventPage.objects.get(pk=event.pk)


def _publish(event: EventPage, *, by: Person) -> None:
    event.save_revision(user=by).publish(user=by)


def _draft(event: EventPage, *, by: Person) -> None:
    """All of it, handed in: it stands with those who took part."""
    topics = (topic_block(first_night.SLUG, topic) for topic in first_night.TOPICS)
    event.record = stream(*_first_part(), *topics)
    event.save_revision(user=by)
    workflow = event.get_workflow()
    if workflow is not None:
        workflow.start(event, by)


def _show(event: EventPage, *, by: Person) -> None:
    """With the code that is printed: a real one is drawn at random and stored nowhere."""
    opened = checking.open_check(event, closes_on=timezone.localdate() + _SHOWN, by=by)
    Check.objects.filter(pk=opened.check.pk).update(code_index=index_of(CODE, Kind.CHECK))


def _first_part() -> list[dict[str, Any]]:
    slug, text = first_night.SLUG, first_night
    about = block(slug, "about", "text", " ".join(text.ABOUT.split()))
    index = answering.receipt_index_of(text.QUOTED)
    key = Contribution.objects.published().filter(receipt_index=index).values_list("pk", flat=True).first()
    if key is None:  # whoever tries the demo may have taken it back
        return [about]
    return [
        about,
        block(slug, "leads", "text", text.LEADS_TO_IT),
        block(slug, "quoted", "answer", published.key_text(key)),
    ]


def _groups() -> str:
    """Who took part, without numbers."""
    slug = first_night.SLUG
    return stream(
        *(
            block(slug, f"groups/{group.value}", "group", {"group": group.value, "number": None})
            for group in first_night.GROUPS
        )
    )
