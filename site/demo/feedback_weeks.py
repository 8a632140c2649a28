"""The demo's weeks of feedback: questions opened, answered, read, published, responded to.

Ten rounds, the last of them today. Made once; afterwards only the last days of open threads move on.
"""

import datetime
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils import timezone

from cms.models import MadeAtSetUp
from demo import answering, responding, slip, threads
from demo.answers import ANSWERS
from demo.pretending import it_is, working_day, working_days_before
from demo.questions import QUESTIONS, WAITING
from feedback.letterbox import emptying
from feedback.moderation import answer_templates, contacts, hours
from feedback.threads.enums import Access
from feedback.threads.sockets import Hours
from people.models import Person
from vocabulary.models import Place, PlaceKind

#: How many days ago each round but the last three is.
_DAYS_AGO = (50, 43, 36, 29, 22, 15, 8)
_WORKING_DAYS_AGO = (3, 1)
LAST = len(_DAYS_AGO) + len(_WORKING_DAYS_AGO)
_MADE = "demo: weeks of feedback"
_MORNING, _DAY, _AFTERNOON, _EVENING = (datetime.time(h, m) for h, m in ((9, 0), (11, 0), (15, 0), (16, 0)))
#: Slips that nobody has used yet.
SPARE_CODES = 12


@dataclass(frozen=True)
class Cast:
    """Who acts in the demo."""

    publisher: Person
    facilitator: Person
    lead: Person
    responder: Person


def make_feedback(cast: Cast) -> None:
    """Let the weeks happen if they have not; call it outside every transaction, as posting asks."""
    today = timezone.localdate()
    if MadeAtSetUp.objects.filter(key=_MADE).exists():
        threads.keep_open(today)
    else:
        with _quietly():
            _Weeks(cast, today).happen()
        MadeAtSetUp.objects.get_or_create(key=_MADE)
    slip.put_back()


@contextmanager
def _quietly() -> Iterator[None]:
    """Without a line for each of twenty emptyings, which tell whoever starts the demo nothing."""
    logger = logging.getLogger("feedback.letterbox")
    before = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(before)


def day_of(week: int, today: datetime.date) -> datetime.date:
    """The day of a round; the last one is today."""
    if week < len(_DAYS_AGO):
        return working_day(today - datetime.timedelta(days=_DAYS_AGO[week]))
    if week < LAST:
        return working_days_before(today, _WORKING_DAYS_AGO[week - len(_DAYS_AGO)])
    return today


class _Weeks:
    """All rounds, one after the other."""

    def __init__(self, cast: Cast, today: datetime.date) -> None:
        self.cast, self.today = cast, today
        self.desk = answering.Desk(cast.facilitator, cast.lead)
        self.codes: dict[str, list[str]] = {}

    def happen(self) -> None:
        """From the first day to this one."""
        with it_is(day_of(0, self.today), datetime.time(8, 0)):
            self._set_up_the_desk()
        for week in range(LAST):
            self._round(week, day_of(week, self.today))
        self._today()

    def _set_up_the_desk(self) -> None:
        by = self.cast.lead
        hours.set_hours([Hours(day, datetime.time(9), datetime.time(17)) for day in range(5)], by=by)
        for place in Place.objects.filter(kind=PlaceKind.PRISON, name__contains="(invented)"):
            contacts.set_contact(
                place,
                name="Safer custody team (invented)",
                phone="01632 960177",
                email="safer-custody@demo.example",
                checked_on=timezone.localdate(),
                by=by,
            )
        for title, words, for_responses in _TEMPLATES:
            answer_templates.save_template(
                None, title=title, words=words, for_responses=for_responses, by=self.cast.facilitator
            )

    def _round(self, week: int, day: datetime.date) -> None:
        """A day of the demo: the box is opened twice; between, people write; afterwards they are read."""
        with it_is(day, _MORNING):
            emptying.empty(by="hand")
        with it_is(day, _DAY):
            self._open_threads(week)
            answering.say_all(week, self.codes)
            answering.take_back_in_time(week)
            answering.meet_readers(week)
        with it_is(day, _AFTERNOON):
            emptying.empty(by="hand")
        with it_is(day, _EVENING):
            self.desk.read(week)
            responding.respond(week, self.today, self.cast)

    def _open_threads(self, week: int) -> None:
        for question in QUESTIONS:
            if question.opens == -_DAYS_AGO[min(week, len(_DAYS_AGO) - 1)] and week < len(_DAYS_AGO):
                threads.make_page(question, self.today, by=self.cast.publisher)
                threads.open_it(question, by=self.cast.facilitator)
                if question.access == Access.BY_CODE:
                    self._print_codes(question.slug)

    def _print_codes(self, slug: str) -> None:
        needed = sum(answer.thread == slug for answer in ANSWERS)
        by = self.cast.facilitator
        self.codes[slug] = answering.print_codes(threads.thread_of(slug), needed + SPARE_CODES, by=by)

    def _today(self) -> None:
        """What came today is in the queue, unread; a question waits."""
        threads.make_page(WAITING, self.today, by=self.cast.publisher)
        emptying.empty(by="hand")
        answering.say_all(LAST, self.codes)
        emptying.empty(by="hand")


_TEMPLATES = (
    (
        "Please take out a name",
        "Thank you for this. We would like to show it. Could you take out the name? Somebody could work out "
        "who is meant. The rest can stay as it is.",
        False,
    ),
    (
        "Not shown, and why",
        "Thank you for writing. We have not shown this, because it breaks one of our rules. You can see "
        "which one above. If you write it in another way, we will read it again.",
        False,
    ),
    (
        "Thank you, and why",
        "Thank you for saying this so openly. This is why things are as they are: …",
        True,
    ),
    ("We will do this", "You are right. We will … by …, and … sees to it.", True),
)
