"""What a plan or a report is refused, in words that say what to do instead."""

from html import unescape
from typing import Any

from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from consultations.pilots.enums import Basis, EvaluationKind
from consultations.pilots.evaluation_blocks import CYCLE, MEASURE, QUESTION
from consultations.pilots.rows import Cycle, Measure

Errors = dict[str, "str | Promise"]


def of_page(page: Any) -> Errors:
    """What is wrong with a page, by the field where it stands. At most two queries."""
    errors: Errors = {}
    if page.kind != EvaluationKind.PLAN and page.report_by:
        errors["report_by"] = _("A report has no day by which the report comes. Leave this empty.")
    if page.pilot_id and _of_another_pilot(page):
        errors["record"] = _("A measure or a cycle is one of another pilot. Choose those of this one.")
    return errors if page.unfinished else errors | _before_everybody_reads(page)


def _before_everybody_reads(page: Any) -> Errors:
    errors: Errors = {}
    if not len(page.record):
        errors["record"] = _("Nothing stands here yet. Say what you want to know, or what you found.")
    if page.basis == Basis.RESEARCH and not len(page.approvals):
        errors["approvals"] = _("Research needs approvals first. Give them, or choose another basis.")
    elif not len(page.approvals) and not page.without_approval.strip():
        errors["without_approval"] = _("Say who approved it, or why nobody had to.")
    return errors


def _of_another_pilot(page: Any) -> bool:
    """What is not there at all any more is no mistake of whoever writes now."""
    measures, cycles = named_in(page.record)
    others = (
        rows.objects.filter(pk__in=wanted).exclude(pilot=page.pilot_id)
        for rows, wanted in ((Measure, measures), (Cycle, cycles))
        if wanted
    )
    return any(found.exists() for found in others)


def named_in(record: Any) -> tuple[set[str], set[str]]:
    """The numbers of the measures and of the cycles that a record names. Pure."""
    measures = {str(block.value) for block in record if block.block_type == MEASURE and block.value}
    for block in record:
        if block.block_type == QUESTION:
            measures.update(block.value["measures"] or ())
    return measures, {str(block.value) for block in record if block.block_type == CYCLE and block.value}


def substance(page: Any) -> Any:
    """What a plan says, without marks of its editor: the same for two texts that read the same. Pure."""
    return _plain(page.record.get_prep_value()), page.report_by


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items() if name != "id"}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return " ".join(unescape(strip_tags(value)).split()) if isinstance(value, str) else value
