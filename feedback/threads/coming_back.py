"""What a receipt leads to: where its words are, what was said about them, what came of it. Only read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from feedback.threads import bars, held_words, keys, showing, sockets, telling
from feedback.threads.enums import WAITING, Face, Reason, State, Warns
from feedback.threads.models import Contribution, Message, Response
from feedback.threads.showing import ResponseShown, Step
from feedback.threads.small_numbers import happened_too
from feedback.threads.sockets import Became
from feedback.threads.wording import Wording, worded
from sealing.held import CannotOpenError
from vocabulary.role_groups import RoleGroup

#: What something is, and what is held of it.
Pair = tuple[str, str]


@dataclass(frozen=True)
class Said:
    """A message, from one side or the other."""

    words: str
    from_author: bool
    who: str
    day: str


@dataclass(frozen=True)
class Found:
    """What a receipt leads to. Empty where nothing came out of the box under it, whatever the reason."""

    contribution: Contribution | None = None
    messages: Sequence[Said] = ()
    responses: Sequence[ResponseShown] = ()
    came: Sequence[Became] = ()
    line: Sequence[Step] = ()

    @property
    def state(self) -> str:
        """Where it stands, as the templates ask."""
        row = self.contribution
        if row is None:
            return "not-here"
        if row.state == State.HELD and row.was_read:
            return "read"
        return "ready" if row.state == State.HELD and row.ready else str(row.state)

    @property
    def is_withdrawn(self) -> bool:
        """Whether the words are gone for good."""
        return self.state == State.WITHDRAWN

    @property
    def reason(self) -> str:
        """Why it is not shown."""
        row = self.contribution
        return str(Reason(row.reason).label) if row is not None and row.reason in Reason.values else ""

    @property
    def address(self) -> str:
        """Where everybody can read it."""
        row = self.contribution
        shown = row is not None and row.state == State.PUBLISHED and not row.thread.hidden
        return showing.address_of_words(keys.written(row.pk)) if row is not None and shown else ""

    @property
    def words(self) -> str:
        """The words as they are kept now, without bars; empty where none are kept."""
        return _words_of(self.contribution) if self.contribution is not None else ""

    @property
    def wording(self) -> Wording:
        """The words as a page prints them."""
        row = self.contribution
        return worded(row.words if row is not None and row.words else self.words)

    @property
    def is_unlisted(self) -> bool:
        """Whether it was said to those who gave out a code, and stands on no page."""
        return self.contribution is not None and self.contribution.thread.unlisted

    @property
    def about(self) -> str:
        """What it is about, as a sentence; empty for an answer to the question. One query at most."""
        row = self.contribution
        if row is None:
            return ""
        return telling.about_text(
            row.kind, row.about, sockets.labels_of_parts(row.thread) if row.about else {}
        )

    @property
    def is_received(self) -> bool:
        """Whether it came out of the box."""
        return self.contribution is not None


def find(index: bytes, today: date) -> Found:
    """What this index of a receipt leads to: one query that finds nothing, or that and a few more."""
    row = (
        Contribution.objects.select_related("thread", "stage", "thread__stage")
        .filter(receipt_index=index)
        .first()
    )
    if row is None:
        return Found()
    # Nothing comes of what nobody has read yet but those who look through it.
    came = [] if row.batch is None else sockets.what_became([row.pk]).get(row.pk, [])
    responses = _responses(row)
    shown = [showing.response_shown(one, today) for one in responses]
    return Found(row, _messages(row), shown, came, _line(row, responses, came, today))


def _line(
    row: Contribution, responses: Sequence[Response], came: Sequence[Became], today: date
) -> list[Step]:
    """How far it has got; what is not shown is drawn as a gap."""
    line = showing.line_of(row.week, responses, came, today)
    if row.thread.unlisted:
        line[1] = Step(_("Passed on"), line[1].note, line[1].state)
    if row.state != State.PUBLISHED:
        line[1] = Step(line[1].text, _("not yet") if row.state in WAITING else _("no"), "nothing")
    return line


def _responses(row: Contribution) -> list[Response]:
    """To these words, then to the whole thread."""
    to_these = Response.objects.filter(contributions=row.pk)
    to_all = Response.objects.filter(thread=row.thread_id, to_all=True)
    return [*to_these, *to_all]


def _messages(row: Contribution) -> list[Said]:
    found = []
    for message in Message.objects.filter(contribution=row).order_by("day", "pk"):
        try:
            words = str(held_words.unlock(message.held).get("words", ""))
        except CannotOpenError:
            continue
        found.append(Said(words, message.from_author, message.signed, telling.day_text(message.day)))
    return found


def _words_of(row: Contribution) -> str:
    if row.words:
        return bars.told(row.words)
    return held_words.words_in(row.held)


# --- Everything we hold about it -----------------------------------------------------------------


def everything(found: Found) -> list[Pair]:
    """The stored row in words, what is empty too; then what other rooms hold about it."""
    row = found.contribution
    return [*columns(row, found).values(), *held_elsewhere(row)] if row is not None else []


def columns(row: Contribution, found: Found) -> dict[str, Pair]:
    """What each column of the row says. A new column has to be told here: a test compares them."""
    nothing, yes, no = _("Nothing"), _("Yes"), _("No")

    def yes_or_no(value: bool) -> str:
        return yes if value else no

    return {
        "thread": (_("The question"), row.thread.question),
        "kind": (_("What kind of answer it is"), telling.kind_text(row.kind)),
        "about": (_("What part it is about"), _part(row) or nothing),
        "held": (_("Your words, while they wait"), nothing if row.words else found.words or nothing),
        "words": (_("Your words, as they are shown"), bars.told(row.words) or nothing),
        "face": (_("The face you chose"), str(Face(row.face).label) if row.face else nothing),
        "choices": (_("Your short answers"), _short_answers(row) or nothing),
        "role_group": (_("Your group"), str(RoleGroup(row.role_group).label) if row.role_group else nothing),
        "stage": (_("The part of the way"), str(row.stage) if row.stage_id else nothing),
        "for_somebody_else": (_("You told it for somebody else"), yes_or_no(row.for_somebody_else)),
        "may_show": (_may_show_text(row), yes_or_no(row.may_show)),
        "may_research": (_("We may use it in research"), yes_or_no(row.may_research)),
        "on_paper": (_("It came on paper"), yes_or_no(row.on_paper)),
        "week": (_("The week it came out of the box"), _week(row.week)),
        "day": (_("The day it came out of the box"), telling.day_text(row.day) if row.day else nothing),
        "state": (_("Where it stands"), str(State(row.state).label)),
        "ready": (_("We have read it, and it goes on the page next"), yes_or_no(row.ready)),
        "was_read": (_("We have read it, and it is not shown"), yes_or_no(row.was_read)),
        "batch": (_("With which opening of the box it was first shown"), str(row.batch or nothing)),
        "reason": (_("Why it is not shown"), found.reason or nothing),
        "themes": (_("What it is about, as we see it"), _themes(row) or nothing),
        "asks_for_change": (_("It asks for a change"), yes_or_no(row.asks_for_change)),
        "warnings": (_("We warn readers about"), _warnings(row) or nothing),
        "was_changed": (_("You changed it"), yes_or_no(row.was_changed)),
        "looks_repeated": (_("The same words came more than once"), yes_or_no(row.looks_repeated)),
        "happened_too": (_("How many say it happened to them too"), _too(row) or nothing),
        "receipt_index": (_("Your number"), _("Only a mixed-up form, from which nobody can read the number")),
        "id": (_("The chance number we find it by"), keys.written(row.pk)),
        "messages": (_("Your messages and ours"), str(len(found.messages))),
        "responses": (_("Answers to it"), str(len(found.responses))),
    }


def held_elsewhere(row: Contribution) -> list[Pair]:
    """What rooms above hold about it."""
    return [pair for source in sockets.held_about.all() for pair in source(row.pk)]


def _may_show_text(row: Contribution) -> str:
    return _("We may show it to those who write it") if row.thread.unlisted else _("We may show it")


def _part(row: Contribution) -> str:
    return sockets.labels_of_parts(row.thread).get(row.about, row.about) if row.about else ""


def _short_answers(row: Contribution) -> str:
    told = []
    for asked in row.thread.choices:
        options = {str(value): str(label) for value, label in asked["options"]}
        if answer := options.get(str(row.choices.get(asked["key"], ""))):
            told.append(f"{asked['question']} {answer}")
    return "; ".join(told)


def _themes(row: Contribution) -> str:
    return ", ".join(str(one) for one in row.themes.all())


def _warnings(row: Contribution) -> str:
    return ", ".join(str(Warns(one).label) for one in row.warnings if one in Warns.values)


def _week(monday: date) -> str:
    return _("the week from Monday %(day)s") % {"day": telling.day_text(monday)}


def _too(row: Contribution) -> str:
    told = happened_too(row.happened_too)
    return str(told.label) if told else ""


def may_change(found: Found) -> bool:
    """Whether there is something that its author can still change."""
    return found.contribution is not None and not found.is_withdrawn
