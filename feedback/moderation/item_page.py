"""What the page of one contribution prints, and what can be done with it by whoever reads it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _

from feedback.detection import findings, risk
from feedback.detection.enums import RISK_LABELS
from feedback.detection.redaction import Piece, marked
from feedback.moderation import looking, words
from feedback.moderation.enums import Attention, ModerationAct
from feedback.moderation.looking import Prisons
from feedback.moderation.models import Item
from feedback.moderation.permissions import Act, by_groups, is_escalated
from feedback.moderation.showing import Text, Warned, named, warnings_of
from feedback.threads import bars, batches, keys, sockets, telling
from feedback.threads.enums import Reason, ReportReason, State
from people.models import Person
from people.names import shown_name
from vocabulary.role_groups import RoleGroup


@dataclass(frozen=True)
class Word:
    """A message, a note, a report or something passed on."""

    who: str
    day: Any
    words: str
    gone: bool = False


@dataclass(frozen=True)
class Done:
    """An act of the log."""

    what: Text
    who: str
    day: date
    reason: Text = ""


@dataclass
class ItemShown:
    """A contribution as its own page prints it. What costs a query is read when it is first asked for."""

    item: Item
    person: Person
    today: date

    def __post_init__(self) -> None:
        self.contribution = self.item.contribution
        self.thread = self.contribution.thread
        self.key = keys.written(self.item.pk)
        self.said = words.opened(self.contribution)
        if not self.item.looked_at:  # for this page alone: the task that writes it down has not come here yet
            looking.note_on(self.item, looking.look_at(self.said.words, self.prisons))

    @cached_property
    def prisons(self) -> Prisons:
        """The prisons that are known. One query."""
        return Prisons()

    @cached_property
    def findings(self) -> list[findings.Finding]:
        """What was found in the words."""
        return findings.find(self.said.words, places=self.prisons.slugs)

    @cached_property
    def pieces(self) -> list[Piece]:
        """The words with what was found in them; of published ones what readers see."""
        if self.contribution.state == State.PUBLISHED:
            return bars.read(self.said.shown)
        signs = risk.signs(self.said.words)
        return marked(self.said.words, [*signs, *self.findings])

    @property
    def shown_pieces(self) -> list[Piece]:
        """The words that leave with the next batch, with their bars."""
        return bars.read(self.said.shown) if self.contribution.ready else []

    @property
    def leaves(self) -> str:
        """When what was let go leaves. One query."""
        return batches.leaves_when(self.thread, self.today).sentence

    @cached_property
    def unsettled(self) -> list[Any]:
        """Reports that nobody has looked at. One query."""
        return list(self.contribution.reports.filter(settled=False).order_by("day", "pk"))

    @property
    def warnings(self) -> list[Warned]:
        """What to know before reading; risk is told above, in words of its own, where one can act on it."""
        found = warnings_of(self.item, self.today, self.unsettled)
        told = self.is_urgent and self.may["escalate"]
        return [one for one in found if not (told and one.is_risk)]

    @property
    def risks(self) -> str:
        """What somebody may be at risk of."""
        return named(self.item.risks, RISK_LABELS) or str(_("a reader says so"))

    @property
    def state(self) -> Text:
        """Where it stands, in words."""
        if self.contribution.ready:
            return _("Let go; it leaves with the next batch")
        if self.contribution.was_read:
            return _("Read; not for showing")
        return str(State(self.contribution.state).label)

    @property
    def about(self) -> str:
        """What of a proposal it would change, or that it is about all of it. One query."""
        row = self.contribution
        return telling.about_text(
            row.kind, row.about, sockets.labels_of_parts(self.thread) if row.about else {}
        )

    @property
    def part_as_it_is(self) -> str:
        """Of something on no page, the words it is about: without them nobody can tell what is meant."""
        if not self.thread.unlisted or not self.contribution.about:
            return ""
        parts = sockets.parts_of(self.thread)
        return next((part.words for part in parts if part.about == self.contribution.about), "")

    @property
    def _who_may_see(self) -> Text:
        if not self.contribution.may_show:
            return _("No, only read")
        return _("To those who write it. It stands on no page.") if self.thread.unlisted else _("Yes")

    @cached_property
    def facts(self) -> list[tuple[Text, Text]]:
        """What is known of it: nothing but what its author gave, and the week."""
        contribution = self.contribution
        group = capfirst(str(RoleGroup(contribution.role_group).label)) if contribution.role_group else ""
        found: list[tuple[Text, Text]] = [(_("Where it stands"), self.state)]
        found.append((_("Waiting since"), date_format(self.item.since, "j F Y")))
        if about := self.about:
            found.append((_("What it is"), about))
        if part := self.part_as_it_is:
            found.append((_("The part as it is"), part))
        found.append((_("Who wrote it"), group or _("They did not say")))
        if contribution.for_somebody_else:
            found.append((_("For whom"), _("Told for somebody else")))
        if contribution.stage is not None:
            found.append((_("Part of the journey"), contribution.stage.name))
        if contribution.face is not None:
            found.append((_("Face"), contribution.get_face_display()))
        found.append((_("May be shown"), self._who_may_see))
        found.append((_("For research"), _("Yes") if contribution.may_research else _("No")))
        if contribution.on_paper:
            found.append((_("How it came"), _("On paper")))
        if self.places:
            found.append((_("Concerns"), get_text_list([place.name for place in self.places], _("and"))))
        return found

    @cached_property
    def places(self) -> list[Any]:
        """The prisons it concerns. One query."""
        place = self.thread.place
        found = {one.pk: one for one in [*self.item.places.all(), *([place] if place else [])]}
        return sorted(found.values(), key=lambda one: one.name)

    @cached_property
    def messages(self) -> list[Word]:
        """What was written between its author and those who moderate. One query."""
        rows = self.contribution.messages.order_by("day", "from_author", "pk")
        return [
            Word(_("Its author") if row.from_author else row.signed, row.day, words.of_row(row))
            for row in rows
        ]

    @cached_property
    def reports(self) -> list[Word]:
        """What readers who reported it said."""
        return [
            Word(str(ReportReason(row.reason).label), row.day, words.of_row(row)) for row in self.unsettled
        ]

    @cached_property
    def notes(self) -> list[Word]:
        """Private notes. One query."""
        rows = self.item.notes.select_related("by").order_by("day", "pk")
        return [Word(shown_name(row.by), row.day, words.of_row(row), gone=not row.held) for row in rows]

    @cached_property
    def passed_on(self) -> list[dict[str, Any]]:
        """What was passed on, to whom, when. One query."""
        rows = self.item.passed_on.select_related("by").order_by("at", "pk")
        return [
            {"to": row.to, "at": row.at, "who": shown_name(row.by), "words": words.of_row(row)}
            for row in rows
        ]

    @cached_property
    def log(self) -> list[Done]:
        """What was done with it, day by day; within a day in the order of the table of acts. One query."""
        order = {act.value: place for place, act in enumerate(ModerationAct)}
        rows = sorted(
            self.contribution.log.select_related("by"), key=lambda row: (row.day, order.get(row.act, 0))
        )
        return [
            Done(
                row.get_act_display(),
                shown_name(row.by) if row.by_id or row.act not in _BY_NOBODY else "",
                row.day,
                Reason(row.reason).label if row.reason in Reason.values else "",
            )
            for row in rows
        ]

    @cached_property
    def may(self) -> dict[str, bool]:
        """What this person may do with it as it stands: what is offered, and what the acts would refuse."""
        state, contribution = State(self.contribution.state), self.contribution
        held, escalated = state == State.HELD, state == State.ESCALATED
        free = self.item.claimed_by_id in (None, self.person.pk)
        asks = {
            "publish": (Act.PUBLISH, held and not contribution.ready and contribution.may_show),
            "undo": (Act.PUBLISH, held and contribution.ready),
            "write": (Act.WRITE_TO_AUTHOR, bool(contribution.receipt_index) and state != State.WITHDRAWN),
            "decline": (
                Act.DECLINE,
                contribution.may_show
                and not contribution.ready
                and state in (State.HELD, State.RETURNED, State.ESCALATED, State.PUBLISHED),
            ),
            "close": (
                Act.DECLINE,
                not contribution.may_show and not contribution.was_read and (held or escalated),
            ),
            "reopen": (
                Act.DECLINE,
                not is_escalated(self.item)
                and bool(contribution.held)
                and (state in (State.RETURNED, State.DECLINED) or (held and contribution.was_read)),
            ),
            "escalate": (Act.ESCALATE, state in (State.HELD, State.RETURNED, State.PUBLISHED)),
            "safeguard": (Act.SAFEGUARD, True),
            "settle": (Act.SAFEGUARD, escalated),
            "take_down": (Act.TAKE_DOWN, state == State.PUBLISHED),
            "keep": (Act.TAKE_DOWN, state == State.PUBLISHED and bool(self.unsettled)),
            "tag": (Act.TAG, state != State.WITHDRAWN),
            "note": (Act.NOTE, True),
            "claim": (Act.CLAIM, self.item.open),
        }  # fmt: skip
        found = {name: fits and self._allowed[act] for name, (act, fits) in asks.items()}
        blocked = {"publish", "write", "decline", "close", "reopen", "escalate", "take_down", "keep", "tag"}
        return {name: yes and (free or name not in blocked) for name, yes in found.items()}

    @cached_property
    def _allowed(self) -> dict[Act, bool]:
        """Asked once: whoever reached this page is tied to none of the prisons it concerns."""
        return {act: by_groups(self.person, act, self.item) for act in _OF_ITEMS}

    @property
    def claimed_by_other(self) -> str:
        """Who is at work on it, if that is somebody else."""
        if self.item.claimed_by_id in (None, self.person.pk):
            return ""
        return shown_name(self.item.claimed_by)

    @property
    def is_mine(self) -> bool:
        """Whether this person has taken it on."""
        return self.item.claimed_by_id == self.person.pk

    @property
    def offers_escalating_first(self) -> bool:
        """Whether giving it to safeguarding is the main button."""
        return self.is_urgent and self.may["publish"]

    @property
    def is_urgent(self) -> bool:
        """Whether somebody may be at risk and it is not with safeguarding yet."""
        return self.item.attention == Attention.RISK and self.item.open


_BY_NOBODY = frozenset(
    {
        ModerationAct.CHANGED.value,
        ModerationAct.MESSAGE.value,
        ModerationAct.REPORTED.value,
        ModerationAct.GONE.value,
    }
)
_OF_ITEMS = (
    Act.PUBLISH, Act.WRITE_TO_AUTHOR, Act.DECLINE, Act.ESCALATE, Act.SAFEGUARD, Act.TAKE_DOWN, Act.TAG,
    Act.NOTE, Act.CLAIM,
)  # fmt: skip
