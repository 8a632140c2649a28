"""Official responses: drafted by a responder, approved by a publisher if the setting says so, shown.

Where a response stands is the state of its draft; what readers see is a row of `threads`, which knows no
person. Both change in one transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import linebreaks
from django.utils.translation import gettext_lazy as _

from feedback.moderation.enums import DraftState
from feedback.moderation.models import ResponseDraft
from feedback.moderation.permissions import Act, may
from feedback.moderation.turns import MayNotError
from feedback.questions import news
from feedback.threads import answering
from feedback.threads.enums import ResponseKind, State
from feedback.threads.gate import RefusedError
from feedback.threads.models import Contribution, Thread
from people.models import Person
from ui.cleaning import clean

#: The longest response, in characters.
LONGEST = 4_000


class NothingSaidError(RefusedError):
    """A response without words answers nothing."""

    sentence = _("Write what you want to say.")


class NoDayError(RefusedError):
    """A promise needs a day and a person."""

    sentence = _("Say by which day it will be done, and who sees to it.")


class DayOverError(RefusedError):
    """The day that is promised is over already."""

    sentence = _("Choose a day that is still to come.")


class NothingToAnswerError(RefusedError):
    """What was to be answered has been taken back, or is not shown any more."""

    sentence = _("These words are not shown any more. There is nothing left to answer.")


class StaleDraftError(RefusedError):
    """Somebody changed the draft meanwhile."""

    sentence = _(
        "Somebody else changed this response while you had it open. Nothing you wrote is lost. "
        "Look at both, then save again."
    )


class WrongStateError(RefusedError):
    """It has been published, or dropped, or waits for somebody already."""

    sentence = _("This response is not where you saw it any more. Somebody else has dealt with it.")


def needs_approval() -> bool:
    """Whether a publisher reads every response before it is shown (setting RESPONSES_NEED_APPROVAL)."""
    return bool(settings.RESPONSES_NEED_APPROVAL)


@dataclass(frozen=True)
class Text:
    """What a response says, and in whose name. ``words`` are as typed."""

    kind: ResponseKind | str
    words: str
    name: str
    role: str
    due_on: date | None = None
    who: str = ""

    def check(self, today: date, *, promised: date | None = None) -> None:
        """Refuse what may not be said so. A day that was promised before may be over.

        Raises:
            NothingSaidError, NoDayError, DayOverError.
        """
        if not (self.words.strip() and self.name.strip() and self.role.strip()):
            raise NothingSaidError
        if self.kind != ResponseKind.WILL_DO:
            return
        if self.due_on is None or not self.who.strip():
            raise NoDayError
        if self.due_on < today and self.due_on != promised:
            raise DayOverError

    @property
    def shown(self) -> str:
        """The words as readers get them: paragraphs, and the few tags that are let through."""
        return str(clean(linebreaks(self.words.strip())))

    @property
    def promise(self) -> tuple[date | None, str]:
        """By when and who; neither unless something is promised."""
        return (self.due_on, self.who.strip()) if self.kind == ResponseKind.WILL_DO else (None, "")


# --- Drafting ---------------------------------------------------------------------


@transaction.atomic
def draft(thread: Thread, contributions: Sequence[Contribution], text: Text, *, by: Person) -> ResponseDraft:
    """Begin a response to some published answers of a thread, or to all of it if none is named.

    Raises:
        MayNotError, NothingToAnswerError, and what `Text.check` raises.
    """
    if not may(by, Act.RESPOND):
        raise MayNotError(_("You may not write responses."))
    today = timezone.localdate()
    text.check(today)
    published = {State.PUBLISHED}
    if any(one.thread_id != thread.pk or one.state not in published for one in contributions):
        raise NothingToAnswerError
    made = ResponseDraft.objects.create(thread=thread, drafted_by=by, drafted_on=today, **_fields(text))
    made.contributions.set(contributions)
    return made


@transaction.atomic
def rewrite(draft: ResponseDraft, text: Text, *, by: Person, version: int) -> None:
    """Change the words, before or after they were published. What stood there before is kept.

    After they were published, what readers see changes when it is handed in, and approved, anew.

    Raises:
        MayNotError, StaleDraftError, WrongStateError, and what `Text.check` raises.
    """
    _refuse_unless(by, Act.CHANGE_RESPONSE, draft)
    if draft.state == DraftState.DROPPED:
        raise WrongStateError
    text.check(timezone.localdate(), promised=draft.due_on)
    former = {
        "day": timezone.localdate().isoformat(),
        "kind": draft.kind,
        "words": draft.words,
        "due_on": draft.due_on.isoformat() if draft.due_on else "",
        "who": draft.who,
    }
    _take(draft, version, state=DraftState.DRAFT, history=[*draft.history, former], **_fields(text))


@transaction.atomic
def hand_in(draft: ResponseDraft, *, by: Person, version: int) -> None:
    """It is done. Where responses need approval it waits for a publisher, elsewhere readers see it now.

    Raises:
        MayNotError, StaleDraftError, WrongStateError, NothingToAnswerError.
    """
    _refuse_unless(by, Act.CHANGE_RESPONSE, draft)
    if draft.state != DraftState.DRAFT:
        raise WrongStateError
    if needs_approval():
        _take(draft, version, state=DraftState.WAITING)
    else:
        _publish(draft, version, approved_by=None)


@transaction.atomic
def drop(draft: ResponseDraft, *, by: Person, version: int) -> None:
    """It will not be published. One that readers see already cannot be dropped: change it.

    Raises:
        MayNotError, StaleDraftError, WrongStateError.
    """
    _refuse_unless(by, Act.CHANGE_RESPONSE, draft)
    if draft.response_id or draft.state not in (DraftState.DRAFT, DraftState.WAITING):
        raise WrongStateError
    _take(draft, version, state=DraftState.DROPPED)


# --- Approving ----------------------------------------------------------------------


@transaction.atomic
def approve(draft: ResponseDraft, *, by: Person, version: int) -> None:
    """Let readers see it.

    Raises:
        MayNotError: they are no publisher, or wrote it themselves.
        StaleDraftError, WrongStateError, NothingToAnswerError.
    """
    _refuse_unless(by, Act.APPROVE, draft)
    if draft.state != DraftState.WAITING:
        raise WrongStateError
    _publish(draft, version, approved_by=by)


@transaction.atomic
def send_back(draft: ResponseDraft, *, by: Person, version: int) -> None:
    """It is not right yet: whoever wrote it changes it.

    Raises:
        MayNotError, StaleDraftError, WrongStateError.
    """
    _refuse_unless(by, Act.APPROVE, draft)
    if draft.state != DraftState.WAITING:
        raise WrongStateError
    _take(draft, version, state=DraftState.DRAFT)


def _publish(draft: ResponseDraft, version: int, *, approved_by: Person | None) -> None:
    today = timezone.localdate()
    text = text_of(draft)
    due_on, who = text.promise
    _take(draft, version, state=DraftState.PUBLISHED, approved_by=approved_by, approved_on=today)
    said: dict[str, Any] = {
        "kind": text.kind, "words": text.shown, "day": today, "due_on": due_on, "who": who,
    }  # fmt: skip
    if draft.response is not None:
        answering.change(draft.response, **said)
        return
    named = list(draft.contributions.all())
    answered = [one for one in named if one.state == State.PUBLISHED]
    if named and not answered:
        raise NothingToAnswerError
    draft.response = answering.answer(draft.thread, answered, name=text.name, role=text.role, **said)
    draft.save(update_fields=["response"])
    news.answered(draft.thread, by=draft.drafted_by)


def text_of(draft: ResponseDraft) -> Text:
    """What a draft says."""
    return Text(draft.kind, draft.words, draft.name, draft.role, draft.due_on, draft.who)


def _fields(text: Text) -> dict[str, object]:
    due_on, who = text.promise
    return {
        "kind": text.kind, "words": text.words.strip(), "name": text.name.strip(), "role": text.role.strip(),
        "due_on": due_on, "who": who,
    }  # fmt: skip


def _refuse_unless(by: Person, act: Act, draft: ResponseDraft) -> None:
    if not may(by, act, draft):
        sentence: str | Promise = _("You may not do this with this response.")
        raise MayNotError(sentence)


def _take(draft: ResponseDraft, version: int, **changes: object) -> None:
    """Change the draft if nobody did since ``version``."""
    still = ResponseDraft.objects.filter(pk=draft.pk, version=version)
    if not still.update(version=F("version") + 1, **changes):
        raise StaleDraftError
    draft.version = version + 1
    for name, value in changes.items():
        setattr(draft, name, value)
