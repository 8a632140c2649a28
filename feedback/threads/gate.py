"""The one gate through which a contribution changes its state, and the only place that moves its words.

Words wait locked (`held_words`), stand open only while they are published, and are gone once withdrawn.
Every function refuses first, with a sentence; takes the row by a conditional UPDATE, so that of two who act
at once one is refused; and makes copies of public pages stale where readers saw something. Who acted and
why is the log of whoever calls, in the same transaction.

Called with a contribution as it was read; its fields are set to what they are afterwards.
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from edge import content_version
from feedback.threads import held_words, sockets
from feedback.threads.enums import ALLOWED, Reason, State
from feedback.threads.models import Contribution, ContributionTheme, Message, Report


class RefusedError(Exception):
    """The gate refuses. ``sentence`` says why, to people."""

    sentence: "str | Promise" = _("This cannot be done with it as it stands.")

    def __str__(self) -> str:
        return str(self.sentence)


class NotAllowedError(RefusedError):
    """Its state does not allow this; perhaps somebody else was quicker."""

    sentence = _("It is not where you saw it any more. Somebody else has dealt with it, or its author has.")


class WithdrawnError(NotAllowedError):
    """Its author has withdrawn it: nothing can be done with it any more."""

    sentence = _("Its author has withdrawn it. The words are gone.")


class AlreadyLetGoError(RefusedError):
    """It is ready to leave; it has to be taken back before anything else is decided about its words."""

    sentence = _("It is ready already. Take it back first if the words should be different.")


class NotReadyError(RefusedError):
    """It was not let go, or it has left with a batch."""

    sentence = _("It has not been let go, or it has left already.")


class NotForShowingError(RefusedError):
    """Its author did not allow it to be shown."""

    sentence = _("Its author does not want it shown. Close it as read instead.")


class ForShowingError(RefusedError):
    """Its author wants it shown, so reading it is not enough."""

    sentence = _("Its author wants it shown. Let it go, return it or say why it is not shown.")


class NoWordsError(RefusedError):
    """There would be nothing to read."""

    sentence = _("There is nothing left to show. Return it or say why it is not shown.")


class WordsOverError(RefusedError):
    """Its words were kept long enough and are gone."""

    sentence = _("Its words were kept as long as we keep them. They are gone.")


class NoReasonError(RefusedError):
    """The reason is none of the published rules."""

    sentence = _("Choose one of the reasons from the rules.")


# --- On the way to being shown ------------------------------------------------------------


@transaction.atomic
def let_go(contribution: Contribution, *, words: str) -> None:
    """It leaves with the next batch of its thread (`batches`), with these words.

    What was taken out stands as ⟦kind⟧ (`bars.written`). Until it leaves, the words to show wait locked
    beside the ones that were written. They may be none only where a face or a short answer was chosen.

    Raises:
        NotForShowingError: its author did not allow it.
        AlreadyLetGoError, NoWordsError, NotAllowedError.
    """
    if not contribution.may_show:
        raise NotForShowingError
    now = _as_it_is(contribution)
    if now.state == State.HELD and now.ready:
        raise AlreadyLetGoError
    if not words.strip() and now.face is None and not now.choices:
        raise NoWordsError
    said = held_words.unlock(now.held) if now.state == State.HELD else {}
    _move(
        contribution,
        State.HELD,
        among=(State.HELD,),
        where={"ready": False, "may_show": True},
        ready=True,
        held=held_words.lock({**said, "shown": words}),
    )


@transaction.atomic
def take_back(contribution: Contribution) -> None:
    """It was let go and has not left yet: it waits again.

    Raises:
        NotReadyError: it was not let go, or has left.
    """
    now = _as_it_is(contribution)
    if now.state != State.HELD or not now.ready:
        raise NotReadyError
    said = held_words.unlock(now.held)
    said.pop("shown", None)
    _move(
        contribution,
        State.HELD,
        among=(State.HELD,),
        where={"ready": True},
        error=NotReadyError,
        held=held_words.lock(said),
    )


@transaction.atomic
def close_as_read(contribution: Contribution) -> None:
    """Its author wants it read but not shown; it has been read. It stays locked, without its day.

    Raises:
        ForShowingError: its author wants it shown.
    """
    if contribution.may_show:
        raise ForShowingError
    _move(contribution, State.HELD, among=(State.HELD,), where={"may_show": False}, was_read=True, day=None)


# --- Other ways it can go ------------------------------------------------------------------


@transaction.atomic
def return_to_author(contribution: Contribution) -> None:
    """Its author is asked to change something; the message is a row of its own."""
    _move(contribution, State.RETURNED)


@transaction.atomic
def decline(contribution: Contribution, reason: Reason | str) -> None:
    """It is not shown; a line with the reason takes its place, with the next batch if it was never shown.

    Raises:
        NoReasonError: the reason is none of the published rules.
    """
    if reason not in Reason.values:
        raise NoReasonError
    _move(contribution, State.DECLINED, reason=str(reason))


@transaction.atomic
def escalate(contribution: Contribution) -> None:
    """Only the safeguarding lead and the deputy see it from now on."""
    _move(contribution, State.ESCALATED)


@transaction.atomic
def settle(contribution: Contribution) -> None:
    """Safeguarding is done with it: it waits like any other."""
    _move(contribution, State.HELD, among=(State.ESCALATED,))


@transaction.atomic
def reconsider(contribution: Contribution) -> None:
    """What was declined or returned is taken up again by a moderator.

    Raises:
        WordsOverError: there are no words any more (`let_words_go`).
    """
    now = _as_it_is(contribution)
    if now.state in (State.DECLINED, State.RETURNED) and not now.held:
        raise WordsOverError
    _move(contribution, State.HELD, among=(State.DECLINED, State.RETURNED), reason="")


@transaction.atomic
def take_down(contribution: Contribution) -> None:
    """It was published and is read again: readers see a line that says so, at once."""
    _move(contribution, State.HELD, among=(State.PUBLISHED,))


# --- What its author does -------------------------------------------------------------------


@transaction.atomic
def bring_back(contribution: Contribution, words: str, *, day: date) -> None:
    """Its author changed it: the new words wait for a moderator, the old ones are gone.

    What is escalated stays so, and keeps the words before beside the new ones until it has been acted
    on (key "before" in `held_words.unlock`).

    Raises:
        WithdrawnError: there is nothing to change any more.
        NoWordsError: the new words are none, and neither a face nor a short answer was chosen.
    """
    now = _as_it_is(contribution)
    if not words.strip() and now.face is None and not now.choices:
        raise NoWordsError
    said: dict[str, Any] = {"words": words}
    to = State.HELD
    if now.state == State.ESCALATED:
        before = held_words.unlock(now.held)
        said["before"] = [*before.get("before", []), before.get("words", "")]
        to = State.ESCALATED
    _move(
        contribution,
        to,
        among=tuple(state for state in State if state != State.WITHDRAWN),
        held=held_words.lock(said),
        day=day,
        reason="",
        was_changed=True,
        was_read=False,
    )


@transaction.atomic
def withdraw(contributions: Iterable[Contribution]) -> list[int]:
    """The words of these are gone for good; gives the keys of those that were still there, sorted.

    With the words goes everything their author gave beside them and every message and report about
    them. The row stays: that there was an answer counts, and its receipt shows that it is done.
    """
    asked = {contribution.pk: contribution for contribution in contributions}
    # No row locks: on PostgreSQL they would leave a mark of the order in which they were taken.
    there = Contribution.objects.filter(pk__in=sorted(asked)).exclude(state=State.WITHDRAWN)
    keys = sorted(there.values_list("pk", flat=True))
    if not keys:
        return []
    # The contribution before what rooms above keep about it, as every act takes them: else two wait for ever.
    Contribution.objects.filter(pk__in=keys).update(state=State.WITHDRAWN, **_NOTHING_LEFT)
    for tell in sockets.gone.all():
        tell(keys)
    ContributionTheme.objects.filter(content_object__in=keys).delete()
    Message.objects.filter(contribution__in=keys).delete()
    Report.objects.filter(contribution__in=keys).update(held=b"", settled=True)
    content_version.bump()
    for key in keys:
        _set(asked[key], {"state": State.WITHDRAWN, **_NOTHING_LEFT})
    return keys


#: What its author gave, as it is once it is withdrawn.
_NOTHING_LEFT: dict[str, Any] = {
    "ready": False, "held": b"", "words": "", "role_group": "", "stage": None, "for_somebody_else": False,
    "face": None, "choices": {}, "may_research": False, "day": None, "warnings": [], "reason": "",
    "asks_for_change": False, "looks_repeated": False, "happened_too": 0,
}  # fmt: skip


# --- When its time is over ------------------------------------------------------------------


@transaction.atomic
def let_words_go(keys: Iterable[int]) -> int:
    """The words of these were kept long enough: they go for good, with all that was given beside them.

    Where it stands stays, and why it is not shown. What is published, ready, escalated or not decided yet is
    left alone, whatever was asked. Returns how many there were. May be repeated.
    """
    over = 0
    in_order = sorted(set(keys))
    for start in range(0, len(in_order), _AT_ONCE):
        some = Contribution.objects.filter(_DECIDED, pk__in=in_order[start : start + _AT_ONCE])
        gone = sorted(some.exclude(held=b"").values_list("pk", flat=True))
        if not gone:
            continue
        Contribution.objects.filter(_DECIDED, pk__in=gone).update(**_NO_WORDS_LEFT)
        # Whatever its author took up again at this moment keeps its words.
        left = Contribution.objects.filter(pk__in=gone, held=b"")
        gone = sorted(left.values_list("pk", flat=True))
        for tell in sockets.gone.all():
            tell(gone)
        ContributionTheme.objects.filter(content_object__in=gone).delete()
        over += len(gone)
    if over:
        content_version.bump()
    return over


_AT_ONCE = 500
#: Nobody decides about these any more, unless their author says something new.
_DECIDED = Q(state__in=(State.DECLINED, State.RETURNED)) | Q(
    state=State.HELD, was_read=True, ready=False, may_show=False
)
_NO_WORDS_LEFT = {name: value for name, value in _NOTHING_LEFT.items() if name not in ("reason", "ready")}


# --- How ------------------------------------------------------------------------------------


def _as_it_is(contribution: Contribution) -> Contribution:
    """The row as it stands now, nobody else's until this transaction ends.

    Raises:
        WithdrawnError: there is nothing left of it.
    """
    now = Contribution.objects.select_for_update().filter(pk=contribution.pk).first()
    if now is None or now.state == State.WITHDRAWN:
        raise WithdrawnError
    return now


def _move(
    contribution: Contribution,
    to: State,
    *,
    among: Collection[State] | None = None,
    where: dict[str, Any] | None = None,
    error: type[RefusedError] = NotAllowedError,
    **fields: Any,
) -> None:
    """Change the state if it still is one from which this is allowed. Words that were open are locked."""
    now = _as_it_is(contribution)
    before = State(now.state)
    allowed = among if among is not None else [state for state in State if to in ALLOWED[state]]
    if before not in allowed:
        raise error
    if before == State.PUBLISHED:
        fields.setdefault("held", held_words.lock({"words": now.words}))
        fields.setdefault("day", timezone.localdate())
    changed: dict[str, Any] = {"ready": False, **fields, "state": to, "words": ""}
    row = Contribution.objects.filter(pk=contribution.pk, state=before, **(where or {}))
    if not row.update(**changed):
        raise error
    if now.batch is not None:
        content_version.bump()
    _set(contribution, changed)


def _set(contribution: Contribution, fields: dict[str, Any]) -> None:
    """What the caller holds is as the row is."""
    for name, value in fields.items():
        setattr(contribution, name, value)
