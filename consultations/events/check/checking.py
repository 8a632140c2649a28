"""Asking those who took part whether we got it right, before a summary is published.

A check shows one draft to whoever has its code, for some days. What they say goes through the locked box into
a thread that stands in no list (`threads.hosting`): read by moderators first, then by those who write, beside
the paragraph it is about. Nobody knows who read the draft, or who said what.
"""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log
from wagtail.models import Page

from codes.indexes import index_in_turn, index_of
from codes.slow_hash import Kind
from consultations.events.check import codes
from consultations.events.check.drafts import draft_of
from consultations.events.check.refusals import (
    BoxShutError,
    LastDayError,
    MayNotError,
    NothingSaidError,
    NothingToCheckError,
    NotOpenError,
    OpenAlreadyError,
    RefusedError,
    UnknownCodeError,
)
from consultations.events.check.rows import KIND, Check
from consultations.events.check.workflow import has_something_to_check
from consultations.events.permissions import Act, may
from feedback.threads import hosting, sockets
from feedback.threads.hosting import Said
from feedback.threads.sockets import Part

LONGEST = timedelta(days=60)
#: So long after the last day everything that was said is worked in, or it is said why not.
ANSWERED_WITHIN = timedelta(weeks=4)
OPENED, ENDED, NEW_CODE = "events.check.open", "events.check.end", "events.check.code"
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"


@dataclass(frozen=True)
class Opened:
    """A check and its code, which is stored nowhere: shown once, to be passed on."""

    check: Check
    code: str


def plug_in() -> None:
    """Called once, from the room's AppConfig."""
    sockets.parts.register(KIND, parts_told)


# --- Opening and ending -----------------------------------------------------------------


def open_check(page: Any, *, closes_on: date, by: Any) -> Opened:
    """Show the newest draft of a page to whoever has the code, up to a last day.

    Raises:
        MayNotError, LastDayError, NothingToCheckError, OpenAlreadyError.
    """
    _refuse_unless(by, Act.HOLD_CHECK, page)
    today = timezone.localdate()
    if not today < closes_on <= today + LONGEST:
        raise LastDayError
    code = codes.mint()
    index = index_of(code, Kind.CHECK)
    with transaction.atomic():
        _take(page)
        unended = Check.objects.filter(page=page, closed_on__isnull=True).first()
        if unended is not None and unended.is_open(today):
            raise OpenAlreadyError
        if unended is not None:
            _end(unended, unended.closes_on)
        revision = page.get_latest_revision() or page.save_revision(user=by)
        if not has_something_to_check(revision.as_object()):
            raise NothingToCheckError
        check = Check.objects.create(
            page=page, revision=revision, code_index=index, opened_on=today, closes_on=closes_on
        )
        check.thread = _host(check)
        check.save(update_fields=["thread"])
        log(instance=page, action=OPENED, user=by)
    return Opened(check, code)


def new_code(check: Check, *, by: Any) -> str:
    """Another code in place of the one there is, which opens nothing from now on.

    Raises:
        MayNotError, NotOpenError.
    """
    _refuse_unless(by, Act.HOLD_CHECK, check.page)
    code = codes.mint()
    index = index_of(code, Kind.CHECK)
    with transaction.atomic():
        if not Check.objects.open_on(timezone.localdate()).filter(pk=check.pk).update(code_index=index):
            raise NotOpenError
        log(instance=check.page, action=NEW_CODE, user=by)
    return code


@transaction.atomic
def end(check: Check, *, by: Any) -> None:
    """Show the draft to nobody any more. What is in the box was said in time. May be repeated.

    Raises:
        MayNotError.
    """
    _refuse_unless(by, Act.HOLD_CHECK, check.page)
    if _end(check, timezone.localdate()):
        log(instance=check.page, action=ENDED, user=by)


def end_for(page: int, *, by: Any) -> None:
    """End the check of a page by its number, if one is open. May be repeated.

    Raises:
        MayNotError.
    """
    for check in Check.objects.filter(page=page, closed_on__isnull=True).select_related("page"):
        end(check, by=by)


@transaction.atomic
def let_go(page: Any) -> None:
    """Its page is deleted: what was said keeps its receipts, and nobody says more."""
    for check in Check.objects.filter(page=page.pk):
        _end(check, timezone.localdate())


@transaction.atomic
def note_published(page: Any, *, by: Any) -> None:
    """The summary can be read by everybody: nothing is left to be checked, and what was said has its answer.

    One query where no check was held. May be repeated. Wagtail has asked whether ``by`` may publish.
    """
    today = timezone.localdate()
    for check in Check.objects.filter(page=page.pk):
        _end(check, today)
        hosting.answered(KIND, str(check.pk), on=today)


def _end(check: Check, day: date) -> bool:
    """Whether it was this that ended it."""
    ended = Check.objects.filter(pk=check.pk, closed_on__isnull=True).update(closed_on=day, code_index=None)
    if ended:
        check.closed_on, check.code_index = day, None
        hosting.close(KIND, str(check.pk))
    return bool(ended)


def _take(page: Any) -> None:
    """Two who open a check of the same page wait for each other."""
    Page.objects.select_for_update().only("pk").get(pk=page.pk)


def _refuse_unless(person: Any, act: Act, page: Any) -> None:
    if not may(person, act, page):
        raise MayNotError


def _host(check: Check) -> str:
    """Open its thread; returns the address, which says nothing. In English, as summaries are asked about."""
    with override("en-gb"):
        question = _("Did we get it right? %(title)s")
        title = check.page.get_latest_revision_as_object().title
        return hosting.host(
            KIND,
            str(check.pk),
            slug=f"check-{''.join(secrets.choice(_LETTERS) for _n in range(12))}",
            question=Truncator(question % {"title": title}).chars(200),
            why=_("This is a draft. Those who took part say what is not right, before everybody reads it."),
            can_change=_("every word of the draft, before it is published"),
            who_decides=_("Those who write the summary. Their names will stand on it."),
            answer_by=check.closes_on + ANSWERED_WITHIN,
            opens_on=check.opened_on,
            closes_on=check.closes_on,
            unlisted=True,
            language=check.page.lang,
        )


# --- Reading, and saying something --------------------------------------------------------


def find(typed: str, *, address: str) -> Check:
    """The check whose code somebody typed. One query.

    Raises:
        codes.numbers.CodeIncompleteError, CodeMistypedError: how it was typed.
        codes.turns.BusyError: too many ask.
        UnknownCodeError: no check has this code, or it is over.
    """
    index = index_in_turn(codes.check(typed), Kind.CHECK, address=address)
    return _shown(Check.objects.filter(code_index=index))


def again(proof: str) -> Check:
    """The check of somebody who typed its code not long ago, by what the forms carried. One query.

    Raises:
        UnknownCodeError: the proof is not ours, too old, or the check is over.
    """
    return _shown(Check.objects.filter(thread=hosting.admitted(proof)).exclude(thread=""))


def _shown(checks: Any) -> Check:
    found: Check | None = checks.open_on(timezone.localdate()).select_related("page", "revision").first()
    if found is None:
        raise UnknownCodeError
    return found


def proof_for(check: Check) -> str:
    """What the forms on the draft carry, so that nobody types the code twice."""
    return hosting.admit(check.thread, back=reverse("events:check"))


def parts_told(key: str) -> list[Part]:
    """The paragraphs of a check's draft, for the way of saying. Two queries, and those for what it quotes."""
    found = Check.objects.filter(pk=int(key)).select_related("page", "revision") if key.isdecimal() else []
    return [
        Part(one.key, one.label, one.text or one.gone)
        for check in found
        for one in draft_of(check).paragraphs
        if one.key
    ]


def type_in(check: Check, about: str, words: str, *, once: str, by: Any) -> str:
    """Put into the box what somebody wrote on paper about a paragraph (its key; empty: all of it).

    Returns the receipt to send back. ``once`` makes a form that is sent twice one letter (`hosting.fresh`).

    Raises:
        MayNotError, NotOpenError, NothingSaidError, BoxShutError.
    """
    _refuse_unless(by, Act.SEE_CHECK, check.page)
    if not words.strip():
        raise NothingSaidError
    if not check.is_open(timezone.localdate()):
        raise NotOpenError
    said = Said(words=words, kind=hosting.REMARK, about=about, may_show=True)
    try:
        return hosting.type_in(check.thread, said, once=once)
    except hosting.BoxShutError as error:
        raise BoxShutError from error
    except hosting.RefusedError as error:
        raise RefusedError(error.sentence) from error
