"""What waits for a response, and which promises are overdue."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from feedback.moderation.enums import DraftState
from feedback.moderation.models import Item, ResponseDraft
from feedback.threads import bars, keys, telling
from feedback.threads.enums import ResponseKind
from feedback.threads.models import Contribution, ContributionQuerySet, Response
from people.models import Person

#: Rows of a list; no count looks further than this.
ROWS, MANY = 25, 200


@dataclass(frozen=True)
class Unanswered:
    """A published answer without a response, as the list shows it."""

    key: str
    words: str
    question: str
    note: str
    lang: str


def unanswered() -> ContributionQuerySet:
    """Published answers that nobody has responded to one by one."""
    answered = Response.contributions.through.objects.filter(contribution=OuterRef("pk"))
    return Contribution.objects.published().filter(~Exists(answered))


def about_places_of(person: Person) -> Q:
    """What concerns a place that this person is tied to: they know it, so they are asked first."""
    places = person.place_ties.values("place")
    named = Item.places.through.objects.filter(item=OuterRef("pk"), place__in=places)
    return Q(thread__place__in=places) | Q(Exists(named))


def first_for(person: Person) -> list[Unanswered]:
    """What concerns their own places, the oldest batch first. One query."""
    return _rows(unanswered().filter(about_places_of(person)).order_by("batch", "pk"), ROWS)


def for_anybody(person: Person, after: str = "") -> tuple[list[Unanswered], str]:
    """All others, the oldest batch first, and the mark of the next page (empty on the last). One query.

    ``after`` is the mark that the page before gave; what is none begins at the beginning.
    """
    rows = unanswered().exclude(about_places_of(person)).order_by("batch", "pk")
    batch, _dot, key = after.partition(".")
    if batch.isdecimal() and len(batch) < 19 and (number := _key(key)) is not None:
        rows = rows.filter(Q(batch__gt=int(batch)) | Q(batch=int(batch), pk__gt=number))
    found = list(_with_threads(rows)[: ROWS + 1])
    mark = f"{found[ROWS - 1].batch}.{keys.written(found[ROWS - 1].pk)}" if len(found) > ROWS else ""
    return [_shown(row) for row in found[:ROWS]], mark


def count_unanswered() -> int:
    """How many wait for a response, up to `MANY`. One query."""
    return len(unanswered().order_by().values_list("pk", flat=True)[:MANY])


def overdue(today: date) -> QuerySet[ResponseDraft]:
    """Promises whose day is over and that nobody has marked done."""
    return ResponseDraft.objects.filter(
        response__kind=ResponseKind.WILL_DO, response__due_on__lt=today
    ).exclude(state=DraftState.DROPPED)


def waiting_for_approval(person: Person) -> QuerySet[ResponseDraft]:
    """Drafts that a publisher has to read; nobody approves their own."""
    return ResponseDraft.objects.filter(state=DraftState.WAITING).exclude(drafted_by=person)


def own_drafts(person: Person) -> QuerySet[ResponseDraft]:
    """What this person has begun and not finished, or waits to be read."""
    begun = (DraftState.DRAFT, DraftState.WAITING)
    return ResponseDraft.objects.filter(drafted_by=person, state__in=begun).select_related("thread")


def chosen(written: list[str]) -> list[Contribution]:
    """The published answers of these keys, all of the first one's thread. One query."""
    numbers = [number for key in written[:50] if (number := _key(key)) is not None]
    found = list(_with_threads(Contribution.objects.published().filter(pk__in=numbers)).order_by("pk"))
    return [one for one in found if one.thread_id == found[0].thread_id]


def _key(text: str) -> int | None:
    try:
        return keys.read(text)
    except keys.NoSuchKeyError:
        return None


def _with_threads(rows: ContributionQuerySet) -> ContributionQuerySet:
    return rows.select_related("thread").defer("held", "receipt_index")


def _rows(rows: ContributionQuerySet, limit: int) -> list[Unanswered]:
    return [_shown(row) for row in _with_threads(rows)[:limit]]


def _shown(row: Contribution) -> Unanswered:
    return Unanswered(
        key=keys.written(row.pk),
        words=bars.told(row.words) or str(NO_WORDS),
        question=str(row.thread.question),
        note=telling.month_text(row.week),
        lang=str(row.thread.language),
    )


#: Where somebody chose a face or a short answer and wrote nothing.
NO_WORDS: "str | Promise" = _("(no words, only choices)")
