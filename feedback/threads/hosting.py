"""The door through which rooms above open threads of their own: a proposal that is open for ideas has one,
a vote that asked for reasons, a draft that those who took part are asked about.

Such a thread has no page that an editor writes. What it asks and promises is handed over here, once for each
thing (`kind` and `key`, as in `sockets.comes_from`), and it opens without a rehearsal, since its form is
always the same. What is said in it is a contribution like any other: the locked box, the queue, a receipt.
What people may say it is about is told by `sockets.parts`.

A thread that is ``unlisted`` stands in no list, has no page, and what is said in it is published nowhere:
its host reads it (`remarks`), once moderators have let it go, at emptyings like everything. It is found by
whoever typed in a code that the host looked up (`admit`).

Nothing here knows people. Whether somebody may open or close a thread is asked by whoever calls, whose log
holds who it was.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from edge import content_version
from feedback.letterbox import nonces, posting
from feedback.letterbox.posting import BoxShutError
from feedback.threads import admitting, bars, counts, letters, published, saying, sockets
from feedback.threads.enums import State
from feedback.threads.models import Contribution, Thread, ThreadTheme
from feedback.threads.said import AMENDMENT, LONGEST, REASON, REMARK, Said
from feedback.threads.saying import RefusedError
from vocabulary.models import JourneyStage, Place, Theme

__all__ = [
    "AMENDMENT",
    "LONGEST",
    "REASON",
    "REMARK",
    "BoxShutError",
    "NoSuchThreadError",
    "RefusedError",
    "Remark",
    "Said",
    "Suggestion",
    "address_taken",
    "admit",
    "admitted",
    "answered",
    "close",
    "fresh",
    "hand_in",
    "host",
    "published_suggestions",
    "remarks",
    "reopen",
    "slug_of",
    "type_in",
]

#: Addresses below /feedback/ that are no thread's.
_RESERVED = frozenset({"receipt", "words", "how-we-do", "say", "easy-read", "feed", "cy"})
_LONGEST_SLUG = 80
#: What is noted, with what stood there before, when it changes after people could answer.
_NOTED = ("question", "can_change", "who_decides", "answer_by")


class NoSuchThreadError(LookupError):
    """Nobody opened a thread for this thing, or none at this address."""


@dataclass(frozen=True)
class Suggestion:
    """What somebody said in a hosted thread, once it is published: its words are read through `published`."""

    #: Key of the contribution.
    key: int
    #: `AMENDMENT` (a change to a part) or `REMARK` (about the whole).
    kind: str
    #: The part, as `sockets.parts` called it; empty for the whole.
    about: str
    #: Key of the thing that hosts the thread.
    host: str


@dataclass(frozen=True)
class Remark:
    """What somebody said in an unlisted thread, for its host: its words, or why there are none any more."""

    #: Key of the contribution.
    key: int
    #: The part, as `sockets.parts` called it; empty for the whole.
    about: str
    #: Plain text, what was taken out as "[taken out: a name]"; empty where there is none any more.
    words: str
    #: "Withdrawn by its author"; empty where there are words.
    gone: str = ""


# --- Opening and closing ---------------------------------------------------------


@transaction.atomic
def host(
    kind: str,
    key: str,
    *,
    slug: str,
    question: str,
    why: str,
    can_change: str,
    who_decides: str,
    answer_by: date,
    opens_on: date,
    closes_on: date,
    readers: Sequence[Mapping[str, Any]] = (),
    stage: JourneyStage | None = None,
    place: Place | None = None,
    themes: Iterable[Theme] = (),
    handed_in: bool = False,
    unlisted: bool = False,
    language: str = "en-GB",
) -> str:
    """Open the thread of a thing, or hand over anew what it asks and promises; returns its address.

    Repeating it changes nothing. An address that another thread has gets a number. What changes of the
    question and the promise after the first day is noted for readers with what stood there before. A thread
    that was closed stays closed (`reopen`). With ``handed_in`` nobody answers on its page: its words come by
    `hand_in`. With ``unlisted`` nobody finds it who was not let in (`admit`); that stays as it began.
    ``readers`` are values like {"name": "Rhys Morgan", "role": "facilitator", "from_prison": False}; without
    any they are those named with the question that was opened last, since the same people read everything.

    The caller holds the row of the thing, so that no two open its thread at once.
    """
    values: dict[str, Any] = {
        "question": question, "why": why, "can_change": can_change, "who_decides": who_decides,
        "answer_by": answer_by, "readers": [dict(one) for one in readers] or _usual_readers(),
        "stage": stage, "place": place, "language": language, "handed_in": handed_in,
    }  # fmt: skip
    found = _of(kind, key).select_for_update().first()
    if found is None:
        found = Thread.objects.create(
            **values, slug=_free(slug), opens_on=opens_on, closes_on=closes_on, hosted=True,
            unlisted=unlisted, hidden=unlisted,
            opened_on=timezone.localdate(), hangs_on_kind=kind, hangs_on_key=key,
        )  # fmt: skip
    else:
        if not found.closed_because and found.closes_on >= timezone.localdate():
            values["closes_on"] = closes_on
        _hand_over(found, values)
    _write_themes(found, {theme.pk for theme in themes})
    for listener in sockets.hosted.all():
        listener(found)
    content_version.bump()
    return found.slug


@transaction.atomic
def close(kind: str, key: str, *, because: str = "") -> None:
    """Take no more answers from this moment; readers see ``because``, if there is one.

    Repeating it changes nothing. What is in the box was said in time and is delivered.
    """
    today = timezone.localdate()
    open_still = _of(kind, key).filter(closes_on__gte=today)
    if open_still.update(closes_on=today - timedelta(days=1), closed_because=because[:300]):
        content_version.bump()


@transaction.atomic
def reopen(kind: str, key: str, *, closes_on: date) -> None:
    """Take answers again, up to this day. Repeating it changes nothing.

    Raises:
        NoSuchThreadError: it never was opened.
    """
    if not _of(kind, key).update(closes_on=closes_on, closed_because=""):
        raise NoSuchThreadError
    content_version.bump()


@transaction.atomic
def answered(kind: str, key: str, *, on: date) -> None:
    """Something said in it was answered first on this day: its promise is shown as kept, or late."""
    for thread in _of(kind, key).filter(answered_on__isnull=True):
        counts.note_answered(thread, on)


def slug_of(kind: str, key: str) -> str:
    """The address of a thing's thread; empty if it has none. One query."""
    return _of(kind, key).values_list("slug", flat=True).first() or ""


def address_taken(slug: str) -> bool:
    """Whether a thread has this address. One query."""
    return slug in _RESERVED or Thread.objects.filter(slug=slug).exists()


def _usual_readers() -> list[dict[str, Any]]:
    written = Thread.objects.public().filter(page__isnull=False).exclude(readers=[])
    return written.order_by("-opened_on", "-pk").values_list("readers", flat=True).first() or []


def _of(kind: str, key: str) -> Any:
    return Thread.objects.filter(hosted=True, hangs_on_kind=kind, hangs_on_key=key)


def _free(slug: str) -> str:
    """This address, or the next with a number."""
    return next(one for one in _numbered(slug) if not address_taken(one))


def _numbered(slug: str) -> Iterator[str]:
    yield slug[:_LONGEST_SLUG]
    number = 2
    while True:
        yield f"{slug[: _LONGEST_SLUG - 1 - len(str(number))]}-{number}"
        number += 1


def _hand_over(thread: Thread, values: dict[str, Any]) -> None:
    changed = [name for name, value in values.items() if getattr(thread, name) != value]
    noted = [
        {
            "day": timezone.localdate().isoformat(),
            "what": name,
            "before": _told(getattr(thread, name)),
            "why": "",
        }
        for name in changed
        if name in _NOTED
    ]
    for name in changed:
        setattr(thread, name, values[name])
    if noted:
        thread.changes = [*thread.changes, *noted]
        changed.append("changes")
    if changed:
        thread.save(update_fields=changed)


def _told(before: Any) -> str:
    if isinstance(before, date):
        with override("en-gb"):
            return date_format(before, "j F Y")
    return str(before)


def _write_themes(thread: Thread, wanted: set[int]) -> None:
    there = ThreadTheme.objects.filter(content_object=thread)
    there.exclude(tag__in=wanted).delete()
    known = set(there.values_list("tag_id", flat=True))
    ThreadTheme.objects.bulk_create(
        [ThreadTheme(content_object=thread, tag_id=pk) for pk in sorted(wanted - known)]
    )


# --- Threads that stand in no list ---------------------------------------------------


def admit(slug: str, *, back: str) -> str:
    """A proof for somebody whose code was found good: the forms of the way carry it as "admitted".

    ``back`` is an address of ours to which they can go back, with the proof.
    """
    return admitting.proof(slug, back)


def admitted(proof: str) -> str:
    """The address of the thread that a proof is for; empty if it is not ours, or too old."""
    shown = admitting.read(proof)
    return shown.slug if shown is not None else ""


def remarks(kind: str, key: str) -> list[Remark]:
    """What was said in the unlisted thread of a thing and has been let go, as it stands now.

    Sorted by key, which says nothing of order or time. What is still held, or never was let go, is left out;
    of what was taken back or taken down later, that it was there. One query.
    """
    rows = Contribution.objects.filter(
        thread__hosted=True, thread__unlisted=True, thread__hangs_on_kind=kind, thread__hangs_on_key=key,
        batch__isnull=False,
    ).order_by("pk")  # fmt: skip
    told = []
    for pk, about, state, words in rows.values_list("pk", "about", "state", "words"):
        if state == State.PUBLISHED:
            told.append(Remark(pk, about, bars.told(words)))
        else:
            told.append(Remark(pk, about, "", published.gone_text(State(state))))
    return told


# --- Handing in ------------------------------------------------------------------


@transaction.atomic
def hand_in(slug: str, said: Sequence[Said]) -> int:
    """Put what people said elsewhere into the locked box, for this thread; returns how many there were.

    In the caller's transaction: with it, all of them are in the box or none. Each gets fresh random numbers,
    and they lie in the order of those, not in the one in which they were given; nobody gets a receipt. What
    says nothing is left out; words are cut at the length that everybody has. Whether the thread takes answers
    of visitors does not matter. Do this before taking any lock that an emptying may wait for.

    Raises:
        NoSuchThreadError: none at this address.
        BoxShutError: the box has no key just now. Give the transaction up and try again later.
    """
    thread = Thread.objects.filter(slug=slug).values_list("pk", flat=True).first()
    if thread is None:
        raise NoSuchThreadError
    bodies = (
        {**one.with_words(one.words[:LONGEST]).body(), "thread": thread, "paper": False, "code": None}
        for one in said
        if not one.is_empty
    )
    return posting.post_along(letters.CONTRIBUTION, bodies)


def fresh() -> str:
    """A random number for one form, so that sending it twice is one letter (`type_in`)."""
    return str(nonces.new())


def type_in(slug: str, said: Said, *, once: str) -> str:
    """Put into the box what somebody wrote on paper, for this thread; returns the receipt to send back.

    Not in a transaction. ``once`` is what `fresh` gave the form: the same again is the same letter.

    Raises:
        NoSuchThreadError: none at this address.
        RefusedError: nothing is said, it is too long, or the thread takes no more answers.
        BoxShutError: the box has no key just now. Nothing was stored.
    """
    thread = Thread.objects.filter(slug=slug).first()
    if thread is None:
        raise NoSuchThreadError
    try:
        nonce = nonces.read(once)
    except nonces.NotANonceError:
        nonce = nonces.new()
    saying.say(thread, said, nonce=nonce, paper=True)
    return nonces.receipt_of(nonce)


# --- What was said ----------------------------------------------------------------


def published_suggestions(kind: str, key: str | None = None) -> list[Suggestion]:
    """What is published in the threads of this kind of thing, or of one, and is about a part or the whole.

    Sorted by key, which says nothing of order or time. One query.
    """
    here = Q(thread__hosted=True, thread__hangs_on_kind=kind)
    if key is not None:
        here &= Q(thread__hangs_on_key=key)
    rows = (
        Contribution.objects.published()
        .filter(here, kind__in=(AMENDMENT, REMARK), state=State.PUBLISHED)
        .order_by("pk")
    )
    return [Suggestion(*row) for row in rows.values_list("pk", "kind", "about", "thread__hangs_on_key")]
