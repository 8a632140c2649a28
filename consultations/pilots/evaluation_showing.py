"""Everything the pages of a plan or a report print, ready: templates compute nothing.

What the pilot knows is read where it stands, by the rules of its own page (rule 24 of docs/trust.md).
"""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from consultations.events import showing as of_events
from consultations.events.credits import FundingShown, PersonShown, funding_in, people_in
from consultations.events.quoting import Quoted, keys_in, quoted
from consultations.pilots import measures_shown, showing
from consultations.pilots.enums import ApprovalKind, Basis, EvaluationKind
from consultations.pilots.evaluation_blocks import CRITERIA, CYCLE, MEASURE, QUESTION
from consultations.pilots.measures_shown import MeasureShown, Table
from consultations.pilots.rows import Measure, Pilot
from consultations.pilots.showing import CycleShown, address_of, day_text

Link = tuple[str, str]


@dataclass(frozen=True)
class QuestionShown:
    """A question of the evaluation, and the measures that say something about it."""

    question: str
    answer: str
    measures: list[Link]


@dataclass(frozen=True)
class PartShown:
    """A part of what is said: one of these is there."""

    anchor: str = ""
    #: Running text with an address for each paragraph.
    text: str = ""
    #: Another block, to be rendered by its own template.
    block: Any = None
    question: QuestionShown | None = None
    measure: MeasureShown | None = None
    criteria: Table | None = None
    cycle: CycleShown | None = None


@dataclass(frozen=True)
class ApprovalShown:
    """Who approved what, when, and under which number."""

    kind: str
    who: str
    what: str
    day: str
    reference: str
    link: str


@dataclass(frozen=True)
class OtherShown:
    """Another page about the same pilot."""

    kind: str
    title: str
    url: str
    note: str
    lang: str
    #: Its kind as it is stored.
    stored: str
    #: The day since which it can be read here.
    day: datetime.date | None


class EvaluationShown:
    """A plan or a report as its page prints it. What costs a query is read when first asked for."""

    language = showing.LANGUAGE

    def __init__(self, page: Any, request: HttpRequest | None, today: datetime.date) -> None:
        self.page = page
        self.request = request
        self.today = today
        self.pilot = page.pilot
        self.pilot_address = address_of(page.pilot)

    @property
    def is_plan(self) -> bool:
        """Whether it is the plan."""
        return self.page.kind == EvaluationKind.PLAN

    @property
    def kind(self) -> str:
        """What it is called above its title."""
        return kind_name(self.page.kind)

    @property
    def can_be_cited(self) -> bool:
        """Whether there is anything to cite."""
        return bool(self.page.record)

    @property
    def in_a_line(self) -> str:
        """What it is, for a sheet or a short page."""
        return f"{self.kind}. {self.pilot.title}."

    @property
    def theme_names(self) -> list[str]:
        """None: what a pilot is about, its proposals say."""
        return []

    @property
    def asked_now(self) -> list[Any]:
        """None: questions are asked about proposals and events."""
        return []

    @cached_property
    def people(self) -> list[PersonShown]:
        """Those who agreed to be named."""
        return people_in(self.page.credits)

    @cached_property
    def funding(self) -> list[FundingShown]:
        """Who paid, with disclaimers."""
        return funding_in(self.page.credits)

    @property
    def basis(self) -> str:
        """On what basis people take part in the evaluation."""
        return str(Basis(self.page.basis).label)

    @cached_property
    def approvals(self) -> list[ApprovalShown]:
        """Who approved what, the latest first."""
        values = [block.value for block in self.page.approvals if block.value["day"]]
        return [_approval(value) for value in sorted(values, key=lambda value: value["day"], reverse=True)]

    @cached_property
    def standing(self) -> str:
        """Whether a plan was here before there was anything to see. It is reckoned, nobody writes it."""
        if not self.is_plan:
            return ""
        first = first_value(self._measures)
        is_told = first and self.page.corrections and self.page.last_published_at > first
        told = _("What was changed stands under “Corrections”.") if is_told else ""
        return " ".join(filter(None, [plan_standing(self.page, first), told]))

    @cached_property
    def others(self) -> list[OtherShown]:
        """The plan and the reports of the same pilot. One query."""
        rows = self.pilot.evaluations.live().for_lists().exclude(pk=self.page.pk)
        return [other_shown(row, self.request) for row in in_order(rows)]

    @property
    def report_text(self) -> str:
        """Whether the report that a plan promises has come, and in time."""
        return promised_text(self.page.report_by, self.others, self.today) if self.is_plan else ""

    # --- What it says ---------------------------------------------------------------------------

    @cached_property
    def parts(self) -> list[PartShown]:
        """What it says, part by part; what the pilot does not have any more is left out."""
        shown = (self._part(block) for block in self.page.record)
        return [part for part in shown if part is not None]

    @property
    def contents(self) -> list[Link]:
        """Its questions with their anchors."""
        return [(part.question.question, f"#{part.anchor}") for part in self.parts if part.question]

    @cached_property
    def quoted(self) -> Mapping[str, Quoted]:
        """The answers that it quotes, as they are shown now. One query, or none for none."""
        return quoted(keys_in(self.page.record))

    def _part(self, block: Any) -> PartShown | None:
        of_event = of_events.shown_block(self.page.pk or 0, block)
        if of_event.text:
            return PartShown(text=of_event.text)
        made: Callable[[str, Any], PartShown | None] | None = {
            QUESTION: self._question,
            MEASURE: self._measure,
            CRITERIA: self._criteria,
            CYCLE: self._cycle,
        }.get(block.block_type)
        if made is None:
            return PartShown(of_event.anchor, block=block)
        return made(of_event.anchor, block.value)

    def _question(self, anchor: str, value: Any) -> PartShown:
        chosen = set(value["measures"] or ())
        measures = [
            (one.name, f"{self.pilot_address}#{measures_shown.anchor_of(one)}")
            for one in self._measures
            if str(one.pk) in chosen
        ]
        return PartShown(
            anchor, question=QuestionShown(value["question"] or "", value["answer"] or "", measures)
        )

    def _measure(self, anchor: str, value: Any) -> PartShown | None:
        shown = self._measures_shown.get(str(value))
        return PartShown(anchor, measure=replace(shown, anchor=anchor)) if shown else None

    def _criteria(self, anchor: str, value: Any) -> PartShown | None:
        rows = [
            [one.name, one.go, one.stop, one.light or _("No number yet")]
            for one in self._measures_shown.values()
            if one.go
        ]
        head = [_("Measure"), _("Go on at"), _("Stop at"), _("The newest number says")]
        table = Table(_("Go on, change something or stop"), head, rows)
        return PartShown(anchor, criteria=table) if rows else None

    def _cycle(self, anchor: str, value: Any) -> PartShown | None:
        shown = self._cycles.get(str(value))
        return PartShown(anchor, cycle=shown) if shown else None

    @cached_property
    def _measures(self) -> list[Measure]:
        """One query."""
        return list(self.pilot.measures.all())

    @cached_property
    def _measures_shown(self) -> dict[str, MeasureShown]:
        """By number, as the page of the pilot prints them. One query more."""
        shown = showing.measures(self.pilot, self._measures)
        return {str(one.pk): told for one, told in zip(self._measures, shown, strict=True)}

    @cached_property
    def _cycles(self) -> dict[str, CycleShown]:
        """By number. As many queries as on the page of the pilot."""
        found = showing.cycles(self.pilot, self._measures, self.pilot_address)
        return {str(pk): told for pk, told in found.items()}


@dataclass(frozen=True)
class EvaluationOfPilot:
    """What the page of a pilot says of its evaluation: what there is, and plainly what there is not."""

    pages: list[OtherShown]
    plan_text: str
    report_text: str


def of_pilot(
    pilot: Pilot, measures: Sequence[Measure], request: HttpRequest | None, today: datetime.date
) -> EvaluationOfPilot:
    """The plan and the reports of a pilot. One query; ``measures`` are its own."""
    rows: Any = pilot.evaluations
    pages = in_order(rows.live().for_lists())
    shown = [other_shown(page, request) for page in pages]
    plan = next((page for page in pages if page.kind == EvaluationKind.PLAN), None)
    first = first_value(measures)
    return EvaluationOfPilot(
        pages=shown,
        plan_text=plan_standing(plan, first) if plan else _no_plan(first),
        report_text=promised_text(plan.report_by if plan else None, shown, today),
    )


def _no_plan(first: datetime.datetime | None) -> str:
    if first is None:
        return _("There is no plan yet. It should be here before the first number comes in.")
    return _("There is no plan yet, and numbers have come in since %(day)s.") % {"day": moment_text(first)}


def kind_name(kind: str) -> str:
    """What such a page is called in lists."""
    names = {
        EvaluationKind.PLAN: _("Evaluation plan"),
        EvaluationKind.EARLY: _("Early report"),
        EvaluationKind.REPORT: _("Evaluation report"),
    }
    return names[EvaluationKind(kind)]


def _approval(value: Any) -> ApprovalShown:
    known = value["kind"] in ApprovalKind.values
    return ApprovalShown(
        kind=str(ApprovalKind(value["kind"]).label) if known else "",
        who=value["who"],
        what=value["what"],
        day=day_text(value["day"]),
        reference=value["reference"] or "",
        link=value["link"] or "",
    )


def other_shown(page: Any, request: HttpRequest | None) -> OtherShown:
    """A plan or a report in a list."""
    since = page.appeared.text if page.appeared else ""
    address = page.get_url(request) or ""
    kind = kind_name(page.kind)
    return OtherShown(kind, page.title, address, since, page.lang, page.kind, page.summarised_on)


def in_order(pages: Iterable[Any]) -> list[Any]:
    """Plans first, then reports from the oldest on."""
    return sorted(pages, key=lambda page: (page.kind != EvaluationKind.PLAN, page.pk))


def first_value(measures: Sequence[Measure]) -> datetime.datetime | None:
    """When the first number of any of these came in."""
    return min((one.first_value_at for one in measures if one.first_value_at), default=None)


def plan_standing(plan: Any, first: datetime.datetime | None) -> str:
    """Whether a plan was here before the first number, as its page and the pilot's say it."""
    published = plan.first_published_at
    if published is None:
        return ""
    days = {"plan": moment_text(published)}
    if first is None:
        return _("The plan was published here on %(plan)s. No number has come in yet.") % days
    days["first"] = moment_text(first)
    if published > first:
        after = _("The first number came in on %(first)s. The plan was published here later, on %(plan)s.")
        return after % days
    before = (
        _("The plan was published here on %(plan)s, before the first number came in on %(first)s.") % days
    )
    if plan.last_published_at <= first:
        return before
    again = _("It was published again on %(day)s.") % {"day": moment_text(plan.last_published_at)}
    return f"{before} {again}"


def promised_text(report_by: datetime.date | None, others: Sequence[OtherShown], today: datetime.date) -> str:
    """Whether the report has come, and in time: an early one is not it. ``others`` are of the same pilot."""
    came = [other.day for other in others if other.stored == EvaluationKind.REPORT and other.day]
    if came:
        first = min(came)
        if report_by is None:
            return _("The report came on %(day)s.") % {"day": day_text(first)}
        in_time, late = (
            _("The report came on %(day)s, in time."),
            _("The report came on %(day)s. It was late."),
        )
        return (in_time if first <= report_by else late) % {"day": day_text(first)}
    if report_by is None:
        return _("There is no report yet.")
    ahead, overdue = (
        _("The report comes by %(day)s."),
        _("The report should have come by %(day)s. There is none yet."),
    )
    return (ahead if today <= report_by else overdue) % {"day": day_text(report_by)}


def moment_text(moment: datetime.datetime) -> str:
    """The day of a moment."""
    return day_text(timezone.localdate(moment))
