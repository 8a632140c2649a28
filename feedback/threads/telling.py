"""Sentences about a thread: whether it is open, what is promised and whether that was kept, what the
numbers are. In words of grade 4, since people read them before and after they say something.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from feedback.threads.enums import Basis
from feedback.threads.models import Thread
from feedback.threads.said import AMENDMENT, ANSWER, REASON, REMARK
from vocabulary.role_groups import RoleGroup


class Standing(StrEnum):
    """Where a thread stands on a day, for readers."""

    SOON = "soon"
    OPEN = "open"
    CLOSED = "closed"


class Promise(StrEnum):
    """Where the promise of an answer stands on a day."""

    WAITING = "waiting"
    KEPT = "kept"
    #: An answer came, after the day that was promised.
    CAME_LATE = "came-late"
    #: The day is over, and there is no answer yet.
    LATE = "late"


def day_text(day: date) -> str:
    """A whole date: "14 December 2026"."""
    return date_format(day, "j F Y")


def month_text(day: date) -> str:
    """A month, as exactly as anything written is ever dated: "October 2026"."""
    return date_format(day, "F Y")


def standing(thread: Thread, today: date) -> Standing:
    """Whether one can answer it."""
    if thread.handed_in:
        return Standing.CLOSED
    if today < thread.opens_on:
        return Standing.SOON
    return Standing.CLOSED if today > thread.closes_on else Standing.OPEN


def when_text(thread: Thread, today: date) -> str:
    """Until when one can answer, as a sentence."""
    if thread.handed_in:
        return _("Nobody can answer here. These words came from somewhere else.")
    match standing(thread, today):
        case Standing.SOON:
            return _("Opens on %(day)s.") % {"day": day_text(thread.opens_on)}
        case Standing.CLOSED:
            return _("Closed on %(day)s.") % {"day": day_text(thread.closes_on)}
    if thread.closes_on == today:
        return _("Open until tonight.")
    return _("Open until %(day)s.") % {"day": day_text(thread.closes_on)}


def promise(thread: Thread, today: date) -> Promise:
    """Whether the answer that was promised came, and in time."""
    if thread.answered_on:
        return Promise.KEPT if thread.answered_on <= thread.answer_by else Promise.CAME_LATE
    return Promise.LATE if today > thread.answer_by else Promise.WAITING


def promise_text(thread: Thread, today: date) -> str:
    """The same in words."""
    days = {
        "day": day_text(thread.answer_by),
        "answered": day_text(thread.answered_on) if thread.answered_on else "",
    }
    match promise(thread, today):
        case Promise.KEPT:
            return _("It came on %(answered)s. We said by %(day)s.") % days
        case Promise.CAME_LATE:
            return _("It came on %(answered)s. We had said by %(day)s.") % days
        case Promise.LATE:
            return _("We said by %(day)s. There is no answer yet.") % days
    return _("By %(day)s. It is put on this page.") % days


def promise_word(thread: Thread, today: date) -> str:
    """Kept or late, in a word; nothing while it can still be kept."""
    words = {
        Promise.WAITING: "",
        Promise.KEPT: _("Kept."),
        Promise.CAME_LATE: _("Late."),
        Promise.LATE: _("Late."),
    }
    return words[promise(thread, today)]


def for_whom(thread: Thread) -> str:
    """Whom we ask."""
    groups = [str(group.label) for group in RoleGroup if group.value in thread.for_groups]
    return get_text_list(groups, _("and")) if groups else _("everybody")


def readers(thread: Thread) -> list[str]:
    """Who reads, each with their role."""
    return [f"{reader['name']}, {reader['role']}" for reader in thread.readers]


def from_a_prison(thread: Thread) -> str:
    """Whether anybody who reads works in a prison: people have to know before they write."""
    there = [str(reader["name"]) for reader in thread.readers if reader.get("from_prison")]
    if there:
        return ngettext(
            "%(names)s works in a prison.", "%(names)s work in a prison.", len(there)
        ) % {"names": get_text_list(there, _("and"))}  # fmt: skip
    return ngettext("They do not work in a prison.", "None of them works in a prison.", len(thread.readers))


def basis_text(thread: Thread) -> str:
    """On what basis people are asked, with what that means for them."""
    meanings = {
        Basis.INVOLVEMENT: _("This is involvement: you help to shape something. It is not research."),
        Basis.EVALUATION: _("This is an evaluation: you say how something works. It is not research."),
        Basis.RESEARCH: _("This is research. It has been checked before we ask."),
    }
    return meanings[Basis(thread.basis)]


@dataclass(frozen=True)
class Change:
    """What of the question or the promise was changed after people could answer."""

    day: str
    what: str
    before: str
    why: str


def changes(thread: Thread) -> list[Change]:
    """What was changed, the newest first."""
    names = {
        "question": _("The question"),
        "can_change": _("What can change"),
        "who_decides": _("Who decides"),
        "answer_by": _("When an answer comes"),
        "readers": _("Who reads it"),
    }
    return [
        Change(
            day=day_text(date.fromisoformat(entry["day"])),
            what=names.get(entry["what"], entry["what"]),
            before=entry["before"],
            why=entry["why"],
        )
        for entry in reversed(thread.changes)
    ]


def kind_text(kind: str) -> str:
    """What somebody said is: an answer, or what other rooms take."""
    names = {
        ANSWER: _("An answer"),
        AMENDMENT: _("A change to a part"),
        REMARK: _("A remark"),
        REASON: _("A reason for a vote"),
    }
    return names.get(kind, kind)


def about_text(kind: str, about: str, labels: Mapping[str, str]) -> str:
    """What somebody said something about, as a sentence; empty for an answer to the question itself."""
    if kind == AMENDMENT and about:
        return _("A change to: %(part)s.") % {"part": labels.get(about, about)}
    if kind == REMARK and about:
        return _("About: %(part)s.") % {"part": labels.get(about, _("a part that is no longer there"))}
    if kind == REMARK:
        return _("About all of it.")
    return _("Given with a vote.") if kind == REASON else ""


# --- Numbers ---------------------------------------------------------------------------


def answers_text(thread: Thread) -> str:
    """How many answers can be read."""
    return ngettext("%(count)d answer", "%(count)d answers", thread.published) % {"count": thread.published}


def came_of_it(thread: Thread) -> list[str]:
    """What came of the answers, as whole sentences; only what asked for a change counts as one to change."""
    if not thread.published:
        return []
    told = [
        ngettext("%(count)d has a response.", "%(count)d have a response.", thread.answered)
        % {"count": thread.answered}
        if thread.answered
        else _("None has a response yet.")
    ]
    if thread.asked_for_change and not thread.led_to_change:
        told.append(
            ngettext(
                "%(asked)d asked for a change. It has not led to one yet.",
                "%(asked)d asked for a change. None has led to one yet.",
                thread.asked_for_change,
            )
            % {"asked": thread.asked_for_change}
        )
    elif thread.asked_for_change:
        told.append(
            ngettext(
                "%(led)d of %(asked)d that asked for a change led to one.",
                "%(led)d of %(asked)d that asked for a change led to one.",
                thread.led_to_change,
            )
            % {"led": thread.led_to_change, "asked": thread.asked_for_change}
        )
    return told
