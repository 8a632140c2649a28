"""What comes out of the box, as the queue has it. Called in the transaction of the emptying, and only then.

Rows are made table by table, each table's sorted by its random keys (docs/trust.md, rule 7). What is kept
about the words is what kinds of thing were found in them and which prisons they name, never a word.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from django.db.models import F
from django.utils import timezone

from feedback.moderation import looking
from feedback.moderation.attention import attention_of
from feedback.moderation.enums import Attention, ModerationAct
from feedback.moderation.looking import Prisons, Seen
from feedback.moderation.models import Item, LogEntry, Note
from feedback.moderation.words import of_row, opened
from feedback.threads import gate, sockets
from feedback.threads.enums import State
from feedback.threads.models import Contribution, Thread, random_key
from feedback.threads.sockets import Heard

_AT_ONCE = 500
#: So many are looked at while the box is emptied; of more, only whose prison they concern is found out then,
#: and the rest soon after (`looking.look_closer`).
LOOKED_AT_ONCE = 500
_ACTS: dict[Heard, ModerationAct] = {
    "changed": ModerationAct.CHANGED,
    "message": ModerationAct.MESSAGE,
    "reported": ModerationAct.REPORTED,
}


# --- New contributions --------------------------------------------------------------------


def receive(contributions: Sequence[Contribution]) -> None:
    """Make the queue's rows for new contributions (plugged into `threads.sockets.delivered`)."""
    prisons = Prisons()
    of_threads = _prisons_of_threads({one.thread_id for one in contributions}, prisons)
    items: list[Item] = []
    concerns: list[tuple[int, int]] = []
    for place, contribution in enumerate(sorted(contributions, key=lambda one: one.pk)):
        item, words = Item(contribution=contribution), opened(contribution).words
        item.since = contribution.day or timezone.localdate()
        if place < LOOKED_AT_ONCE:
            looking.note_on(item, looking.look_at(words, prisons))
        else:
            item.looked_at = False
        items.append(item)
        concerned = prisons.named_in(words) | of_threads[contribution.thread_id]
        concerns += [(contribution.pk, prison) for prison in sorted(concerned)]
    Item.objects.bulk_create(items, batch_size=_AT_ONCE)
    _concern(concerns)
    if len(items) > LOOKED_AT_ONCE:
        looking.look_closer.enqueue()


def _prisons_of_threads(threads: Iterable[int], prisons: Prisons) -> Mapping[int, set[int]]:
    rows = list(
        Thread.objects.filter(pk__in=sorted(threads))
        .order_by("pk")
        .only("pk", "place", "hosted", "hangs_on_kind", "hangs_on_key")
    )
    of_hosts = sockets.prisons_of(rows)
    about = {row.pk: {*of_hosts.get(row.pk, ()), *([row.place_id] if row.place_id else [])} for row in rows}
    return {pk: concerned & prisons.all for pk, concerned in about.items()}


def concern(thread: Thread) -> None:
    """All that was said in a thread concerns the prisons that it is about now (`threads.sockets.hosted`).

    What concerned a prison once goes on concerning it: somebody may have written because of that.
    """
    concerned = sorted(_prisons_of_threads([thread.pk], Prisons())[thread.pk])
    if concerned:
        items = Item.objects.filter(contribution__thread=thread).values_list("pk", flat=True)
        _concern((item, prison) for item in items for prison in concerned)


def _concern(pairs: Iterable[tuple[int, int]]) -> None:
    through = Item.places.through
    through.objects.bulk_create(
        [through(item_id=item, place_id=place) for item, place in sorted(pairs)],
        batch_size=_AT_ONCE,
        ignore_conflicts=True,
    )


def _log(items: Iterable[Item], act: ModerationAct) -> None:
    day = timezone.localdate()
    entries = [LogEntry(pk=random_key(), contribution_id=item.pk, act=act, day=day) for item in items]
    LogEntry.objects.bulk_create(sorted(entries, key=lambda entry: entry.pk), batch_size=_AT_ONCE)


# --- What is said about those that are there already --------------------------------------


def hear(what: Heard, contributions: Sequence[Contribution], day: date) -> None:
    """Put into the queue again what was changed, written about or reported (`threads.sockets.heard`)."""
    prisons = Prisons()
    there = {item.pk: item for item in _items([one.pk for one in contributions])}
    concerns: list[tuple[int, int]] = []
    for key, item in sorted(there.items()):
        seen = [looking.look_at(words, prisons) for words in _texts(what, item)]
        for one in seen:
            concerns += [(key, place) for place in sorted(one.prisons)]
        _put_back(what, item, seen, day)
    _concern(concerns)
    _log(there.values(), _ACTS[what])


def _items(keys: list[int]) -> Iterable[Item]:
    found = Item.objects.filter(pk__in=keys).select_related("contribution").order_by("pk")
    return found.prefetch_related("contribution__reports", "contribution__messages")


def _texts(what: Heard, item: Item) -> list[str]:
    """The words to look at: what came now, and for a change what is written now."""
    if what == "reported":
        return [of_row(row) for row in item.contribution.reports.all() if not row.settled]
    if what == "message":
        return [of_row(row) for row in item.contribution.messages.all() if row.from_author]
    return [opened(item.contribution).words]


def _put_back(what: Heard, item: Item, seen: list[Seen], day: date) -> None:
    if what == "changed":
        item.details, item.risks, item.looked_at = seen[0].details, seen[0].risks, True
    else:
        item.risks = sorted({*item.risks, *(sign for one in seen for sign in one.risks)})
    if item.attention != Attention.ESCALATED:
        unsettled = [row.reason for row in item.contribution.reports.all() if not row.settled]
        item.attention = attention_of(item, reported=unsettled)
    elif item.contribution.state == State.HELD:
        gate.escalate(item.contribution)  # safeguarding had returned it: the answer is for them
    Item.objects.filter(pk=item.pk).update(
        details=item.details, risks=item.risks, looked_at=item.looked_at, attention=item.attention, open=True,
        since=day, version=F("version") + 1,
    )  # fmt: skip


# --- When words go ------------------------------------------------------------------------


def forget(keys: Collection[int]) -> None:
    """The words of these are going: so does what was noted about them. What was done stays.

    Plugged into `threads.sockets.gone`. What was passed on to keep somebody from harm stays too: it was
    written without the author's words, and shows what was done in time.
    """
    items = Item.objects.filter(pk__in=sorted(keys))
    Note.objects.filter(item__in=sorted(keys)).exclude(held=b"").update(held=b"")
    items.update(details=[], risks=[], looked_at=True, open=False, claimed_by=None, version=F("version") + 1)
    _log(items.only("pk"), ModerationAct.GONE)
