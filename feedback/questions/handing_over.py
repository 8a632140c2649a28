"""Hands a published question over to `threads`, which shows and asks only what it was handed.

Called whenever the live row of a thread's page is saved, in the same transaction, so that no reader
ever sees a page and a thread that differ. Drafts never come here. Counts, days and words of a thread
are not ours: only the columns named here are written.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from edge import content_version
from feedback.questions import changes, choosers
from feedback.questions.reading import choices_in, readers_in, sentences_in
from feedback.threads.models import Thread, ThreadTheme

#: What people see and answer. Whoever tried the thread tried these.
_ASKED = (
    "question",
    "why",
    "can_change",
    "who_decides",
    "answer_by",
    "readers",
    "basis",
    "references",
    "easy_read",
    "recording",
    "asks_faces",
    "choices",
    "for_groups",
    "place_id",
    "access",
)
_AROUND = ("slug", "stage_id", "opens_on", "closes_on", "hangs_on_kind", "hangs_on_key", "language")


def values_of(page: Any) -> dict[str, Any]:
    """The columns of a thread as its page, published or drafted, has them. One query with a recording."""
    kind, key = choosers.parted(page.hangs_on)
    return {
        "question": page.title,
        "why": page.why,
        "can_change": page.can_change,
        "who_decides": page.who_decides,
        "answer_by": page.answer_by,
        "readers": readers_in(page.readers),
        "basis": page.basis,
        "references": page.references,
        "easy_read": sentences_in(page.easy_read),
        "recording": page.recording.url if page.recording_id and page.recording else "",
        "asks_faces": page.asks_faces,
        "choices": choices_in(page.choices),
        "for_groups": list(page.for_groups or []),
        "place_id": page.place_id,
        "access": page.access,
        "slug": page.slug,
        "stage_id": page.stage_id,
        "opens_on": page.opens_on,
        "closes_on": page.closes_on,
        "hangs_on_kind": kind,
        "hangs_on_key": key,
        "language": page.lang,
    }


@transaction.atomic
def hand_over(page: Any, *, by: Any) -> Thread | None:
    """Make the thread of a page what its live row says, and return it; none for a page that is not live.

    ``by`` is who published (Wagtail has asked whether they may), or the schedule. Repeating it changes
    nothing. A thread that waits to be opened has to be tried again when what people see has changed;
    one that has opened notes what its question and promise said before. One that was closed early
    stays closed.
    """
    if not page.live:
        take_back(page, by=by)
        return None
    # Two who publish the same page wait for each other.
    Page.objects.select_for_update().only("pk").get(pk=page.pk)
    values = values_of(page)
    thread = Thread.objects.select_for_update().filter(page=page.pk).first()
    if thread is None:
        thread = Thread.objects.create(page=page.pk, **values)
    else:
        _change(thread, values, why=page.change_note.strip())
    _write_themes(thread, {theme.pk for theme in page.themes.all()})
    content_version.bump()
    return thread


def _change(thread: Thread, values: dict[str, Any], *, why: str) -> None:
    written = [*_ASKED, *_AROUND, "hidden"]
    if thread.closed_because:
        written.remove("closes_on")
    if thread.opened_on is None:
        if any(getattr(thread, name) != values[name] for name in _ASKED):
            thread.rehearsed_on = None
            written.append("rehearsed_on")
    else:
        found = changes.between(thread, values)
        thread.changes = [*thread.changes, *changes.entries(found, why=why, day=timezone.localdate())]
        written.append("changes")
    for name in written:
        if name in values:
            setattr(thread, name, values[name])
    thread.hidden = False
    thread.save(update_fields=written)


@transaction.atomic
def take_back(page: Any, *, by: Any) -> None:
    """Hide the thread of a page that is no longer public. Repeating it changes nothing.

    What was said in it stays: receipts still open their contributions.
    """
    if Thread.objects.filter(page=page.pk, hidden=False).update(hidden=True):
        content_version.bump()


@transaction.atomic
def let_go(page: Any, *, by: Any) -> None:
    """The page is deleted: a thread that never opened goes too, any other stays, hidden, for its receipts."""
    Thread.objects.filter(page=page.pk, opened_on__isnull=True).delete()
    if Thread.objects.filter(page=page.pk).update(hidden=True, page=None):
        content_version.bump()


def _write_themes(thread: Thread, wanted: set[int]) -> None:
    there = ThreadTheme.objects.filter(content_object=thread)
    there.exclude(tag__in=wanted).delete()
    known = set(there.values_list("tag_id", flat=True))
    ThreadTheme.objects.bulk_create(
        [ThreadTheme(content_object=thread, tag_id=pk) for pk in sorted(wanted - known)]
    )


def as_thread(page: Any) -> Thread:
    """The thread that a draft would become, for its preview: never saved."""
    today = timezone.localdate()
    values = {**values_of(page), "opened_on": today}
    values["slug"] = values["slug"] or "draft"
    for name in ("answer_by", "opens_on", "closes_on"):
        values[name] = values[name] or today
    known = Thread.objects.filter(page=page.pk).first() if page.pk else None
    return Thread(pk=known.pk if known else None, page=page.pk, **values)
