"""Letters for threads: what each kind holds, and what becomes of it when the box is emptied.

- contribution: ``Said.body()`` with "thread" (its key), "paper" and "code" (key of a participation code)
  becomes a contribution that is held.
- change: parts of ``Said.body()``, and "at" (when it was written), becomes what its author said instead.
- message: "words" becomes a message to those who read.
- report: "contribution", "reason", "words" becomes a report.
- too: "contribution" adds one to whom it happened too.
- withdrawal: nothing; the words are gone for good.

``sort_out`` sees all letters before anything is written anywhere: words taken back in the same box are
written nowhere, and what was changed in the same box arrives as changed. "at", which tells the last of two
changes from the first, is dropped there and stored nowhere.

Whatever is written goes table by table, each table's rows in the order of random keys (trust.md, rule 7).
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.models import F

from feedback.letterbox import kinds
from feedback.letterbox.kinds import Delivery, Letter
from feedback.threads import gate, held_words, sockets
from feedback.threads.enums import Face, ReportReason, State
from feedback.threads.models import Contribution, Message, ParticipationCode, Report, Thread
from feedback.threads.repeats import repeated
from sealing.held import CannotOpenError
from vocabulary.models import JourneyStage
from vocabulary.role_groups import RoleGroup

CONTRIBUTION, CHANGE, MESSAGE = "contribution", "change", "message"
REPORT, TOO, WITHDRAWAL = "report", "too", "withdrawal"

#: Keys asked for in one query: both engines take more, neither takes any number.
_AT_ONCE = 10_000
#: What a change may say anew beside the words, as the letter calls it and as the row does.
_CHANGEABLE = {
    "role_group": "role_group",
    "other": "for_somebody_else",
    "face": "face",
    "choices": "choices",
    "may_show": "may_show",
    "may_research": "may_research",
}


def register() -> None:
    """Plug all kinds into the box."""
    kinds.register(CONTRIBUTION, deliver_contributions, turn=0, sort_out=sort_out)
    kinds.register(CHANGE, deliver_changes, turn=1)
    kinds.register(MESSAGE, deliver_messages, turn=1)
    kinds.register(REPORT, deliver_reports, turn=2)
    kinds.register(TOO, deliver_happened_too, turn=2)
    kinds.register(WITHDRAWAL, deliver_withdrawals, turn=3)


# --- Before anything is written -------------------------------------------------


def sort_out(letters: list[Letter]) -> list[Letter]:
    """Apply within the box what authors said last."""
    withdrawn = {one.receipt_index for one in letters if one.kind == WITHDRAWAL}
    fresh = {one.receipt_index for one in letters if one.kind == CONTRIBUTION}
    last = _last_changes(letters)
    kept: list[Letter] = []
    for letter in letters:
        receipt = letter.receipt_index
        if letter.kind == CONTRIBUTION:
            if receipt and receipt in withdrawn:
                letter = _without_words(letter)
            elif receipt and receipt in last:
                letter = replace(letter, body={**letter.body, **_without_time(last[receipt].body)})
        elif letter.kind == CHANGE:
            if receipt in withdrawn or receipt in fresh or last.get(receipt) is not letter:
                continue
            letter = replace(letter, body=_without_time(letter.body))
        elif letter.kind == MESSAGE and receipt in withdrawn:
            continue
        kept.append(letter)
    return kept


def _last_changes(letters: Sequence[Letter]) -> dict[bytes, Letter]:
    """The change that was written last, by receipt."""
    last: dict[bytes, Letter] = {}
    for letter in letters:
        if letter.kind == CHANGE and letter.receipt_index:
            before = last.get(letter.receipt_index)
            if before is None or _at(letter) > _at(before):
                last[letter.receipt_index] = letter
    return last


def _at(letter: Letter) -> float:
    at = letter.body.get("at")
    return float(at) if isinstance(at, int | float) else 0.0


def _without_time(body: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name != "at"}


def _without_words(letter: Letter) -> Letter:
    """What stays of a contribution that its author took back before the box was opened: that it was there."""
    stays = ("thread", "kind", "code")
    kept: dict[str, Any] = {name: letter.body[name] for name in stays if name in letter.body}
    return replace(letter, body={**kept, "withdrawn": True})


# --- Contributions ----------------------------------------------------------------


def deliver_contributions(letters: Sequence[Letter], delivery: Delivery) -> None:
    """Make the rows, tell the rooms above, and forget the codes that were used."""
    letters = _not_there_yet(sorted(letters, key=lambda one: one.key))
    threads = set(Thread.objects.order_by().values_list("pk", flat=True))
    letters = [one for one in letters if one.body.get("thread") in threads]
    stages = dict(JourneyStage.objects.order_by().values_list("key", "pk"))
    again = repeated([(one.body["thread"], str(one.body.get("words", ""))) for one in letters])
    rows = [
        _row(letter, delivery.day, stages, repeated=is_again)
        for letter, is_again in zip(letters, again, strict=True)
    ]
    Contribution.objects.bulk_create(rows, batch_size=500)
    _forget_codes({one.body.get("code") for one in letters})
    arrived = [row for row in rows if row.state == State.HELD]
    if arrived:
        for listener in sockets.delivered.all():
            listener(arrived)


def _not_there_yet(letters: Sequence[Letter]) -> list[Letter]:
    """Those that make a row: the same emptying may be repeated after a restore.

    Two receipts are never the same but by a chance of one in 10**16. Then the second one leads nowhere;
    an emptying that fails for ever would be worse.
    """
    keys = {one.key for one in letters}
    receipts = {one.receipt_index for one in letters if one.receipt_index}
    there: set[int] = set()
    taken: set[bytes] = set()
    for some in _pieces(keys):
        there.update(Contribution.objects.filter(pk__in=some).order_by().values_list("pk", flat=True))
    for some in _pieces(receipts):
        found = Contribution.objects.filter(receipt_index__in=some).order_by()
        taken.update(bytes(one or b"") for one in found.values_list("receipt_index", flat=True))
    kept: list[Letter] = []
    for letter in letters:
        if letter.key in there:
            continue
        if letter.receipt_index in taken:
            letter = replace(letter, receipt_index=b"")
        taken.add(letter.receipt_index)
        kept.append(letter)
    return kept


def _row(letter: Letter, day: date, stages: dict[str, int], *, repeated: bool) -> Contribution:
    body = letter.body
    week = day - timedelta(days=day.weekday())
    row = Contribution(
        pk=letter.key,
        thread_id=body["thread"],
        kind=str(body.get("kind") or "answer"),
        week=week,
        receipt_index=letter.receipt_index or None,
    )
    if body.get("withdrawn"):
        row.state, row.may_show = State.WITHDRAWN, False
        return row
    row.about = str(body.get("about") or "")
    row.day = day
    row.held = held_words.lock({"words": str(body.get("words") or "")})
    row.stage_id = stages.get(str(body.get("stage") or ""))
    row.on_paper = bool(body.get("paper"))
    row.looks_repeated = repeated
    for name, value in _given(body).items():
        setattr(row, name, value)
    return row


def _given(body: dict[str, Any]) -> dict[str, Any]:
    """What a letter says beside the words, by the names of the row; what is no choice of ours is left out."""
    found = {column: body[name] for name, column in _CHANGEABLE.items() if name in body}
    if found.get("role_group") not in RoleGroup.values:
        found.pop("role_group", None)
    if found.get("face") not in Face.values:
        found.pop("face", None)
    for column in ("for_somebody_else", "may_show", "may_research"):
        if column in found:
            found[column] = bool(found[column])
    if not isinstance(found.get("choices"), dict):
        found.pop("choices", None)
    return found


def _forget_codes(used: Collection[Any]) -> None:
    keys = sorted(one for one in used if isinstance(one, int))
    for some in _pieces(keys):
        ParticipationCode.objects.filter(pk__in=some).delete()


# --- What belongs to a receipt ----------------------------------------------------


def deliver_changes(letters: Sequence[Letter], delivery: Delivery) -> None:
    """Bring back what its author changed; where that cannot be any more, the new words become a message."""
    found = _by_receipt(letters)
    changed: list[Contribution] = []
    refused: list[Letter] = []
    pairs = [(found[one.receipt_index], one) for one in letters if one.receipt_index in found]
    for contribution, letter in sorted(pairs, key=lambda pair: pair[0].pk):
        if contribution.state == State.WITHDRAWN:
            continue
        if _change(contribution, letter.body, delivery.day):
            changed.append(contribution)
        else:
            refused.append(letter)
    sockets.tell_heard("changed", changed, delivery.day)
    deliver_messages(refused, delivery)


def _change(contribution: Contribution, body: dict[str, Any], day: date) -> bool:
    """Change one; False if the gate refuses, so that one that cannot be changed holds up no other."""
    words, given = str(body.get("words") or ""), _given(body)
    try:
        # Always: what is shown, or ready to be, has to come back before it may be not for showing.
        gate.bring_back(contribution, words, day=day)
    except (gate.RefusedError, CannotOpenError):
        return False
    if given:
        Contribution.objects.filter(pk=contribution.pk).update(**given)
    return True


def deliver_messages(letters: Sequence[Letter], delivery: Delivery) -> None:
    """Make messages of them, but not about what was withdrawn."""
    found = _by_receipt(letters)
    rows: list[Message] = []
    about: list[Contribution] = []
    for letter in sorted(letters, key=lambda one: one.key):
        contribution = found.get(letter.receipt_index)
        if contribution is None or contribution.state == State.WITHDRAWN:
            continue
        held = held_words.lock({"words": str(letter.body.get("words") or "")})
        rows.append(
            Message(pk=letter.key, contribution=contribution, from_author=True, held=held, day=delivery.day)
        )
        about.append(contribution)
    Message.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    sockets.tell_heard("message", about, delivery.day)


def deliver_withdrawals(letters: Sequence[Letter], delivery: Delivery) -> None:
    """Take the words of these away for good."""
    found = sorted(_by_receipt(letters).values(), key=lambda one: one.pk)
    waiting = [one for one in found if one.state != State.WITHDRAWN]
    for some in _pieces(waiting, lambda one: one.pk):
        gate.withdraw(some)


def _by_receipt(letters: Sequence[Letter]) -> dict[bytes, Contribution]:
    """The contributions to which these letters belong, by the index of their receipt."""
    found: dict[bytes, Contribution] = {}
    for some in _pieces({one.receipt_index for one in letters if one.receipt_index}):
        for row in Contribution.objects.filter(receipt_index__in=some).order_by("pk"):
            found[bytes(row.receipt_index or b"")] = row
    return found


# --- What readers say --------------------------------------------------------------


def deliver_reports(letters: Sequence[Letter], delivery: Delivery) -> None:
    """Make reports of them, for what is still shown."""
    shown = _shown({one.body.get("contribution") for one in letters})
    rows: list[Report] = []
    for letter in sorted(letters, key=lambda one: one.key):
        contribution = shown.get(letter.body.get("contribution"))
        if contribution is None:
            continue
        reason, words = letter.body.get("reason"), str(letter.body.get("words") or "")
        rows.append(
            Report(
                pk=letter.key,
                contribution=contribution,
                reason=reason if reason in ReportReason.values else ReportReason.OTHER,
                held=held_words.lock({"words": words}) if words else b"",
                day=delivery.day,
            )
        )
    Report.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    sockets.tell_heard("reported", [row.contribution for row in rows], delivery.day)


def deliver_happened_too(letters: Sequence[Letter], delivery: Delivery) -> None:
    """Count them, one row at a time in the order of the keys."""
    counts = Counter(one.body.get("contribution") for one in letters)
    for key in sorted(_shown(counts)):
        Contribution.objects.filter(pk=key).update(happened_too=F("happened_too") + counts[key])


def _shown(keys: Collection[Any]) -> dict[Any, Contribution]:
    found: dict[Any, Contribution] = {}
    for some in _pieces({one for one in keys if isinstance(one, int)}):
        found.update({row.pk: row for row in Contribution.objects.published().filter(pk__in=some)})
    return found


def _pieces(keys: Collection[Any], order: Callable[[Any], Any] | None = None) -> Iterator[list[Any]]:
    in_order = sorted(keys, key=order)
    for at in range(0, len(in_order), _AT_ONCE):
        yield in_order[at : at + _AT_ONCE]
