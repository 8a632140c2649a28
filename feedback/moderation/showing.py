"""What a list of the queue prints about a contribution: templates compute nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from feedback.detection.enums import LABELS, RISK_LABELS
from feedback.moderation import words
from feedback.moderation.enums import Attention
from feedback.moderation.models import Item
from feedback.moderation.permissions import is_escalated
from feedback.threads import keys, telling
from feedback.threads.enums import ReportReason
from feedback.threads.said import ANSWER
from people.models import Person
from people.names import shown_name
from vocabulary.role_groups import RoleGroup

Text = str | Promise


@dataclass(frozen=True)
class Warned:
    """Something to know before reading: what, and more exactly what."""

    what: Text
    more: Text = ""
    is_risk: bool = False


def warnings_of(item: Item, today: date, unsettled: Iterable[Any]) -> list[Warned]:
    """What to know before reading, the most urgent first."""
    contribution = item.contribution
    found: list[Warned] = []
    if is_escalated(item):
        found.append(Warned(_("Given to safeguarding")))
    if item.risks:
        found.append(Warned(_("Somebody may be at risk"), named(item.risks, RISK_LABELS), is_risk=True))
    reasons = sorted({report.reason for report in unsettled})
    if reasons:
        labels = [str(ReportReason(reason).label).lower() for reason in reasons]
        found.append(Warned(_("Reported by a reader"), get_text_list(labels, _("and"))))
    if item.details:
        found.append(Warned(_("It may give somebody away"), named(item.details, LABELS)))
    if not item.looked_at:
        found.append(Warned(_("Nothing was looked for in it yet")))
    if not contribution.may_show:
        found.append(Warned(_("Its author does not want it shown")))
    if contribution.looks_repeated:
        found.append(Warned(_("The same words came more than once")))
    if contribution.was_changed:
        found.append(Warned(_("Changed by its author")))
    if item.open and (today - item.since).days > settings.MODERATE_WITHIN_DAYS:
        found.append(Warned(_("It has waited too long")))
    return found


def named(kinds: Sequence[str], labels: Any) -> str:
    """Kinds in plain words, in the order of the table; those it no longer knows are left out."""
    return get_text_list([str(label) for kind, label in labels.items() if kind in set(kinds)], _("and"))


@dataclass(frozen=True)
class Row:
    """An item in a list: its warnings, the beginning of its words, and where it comes from."""

    key: str
    warnings: list[Warned]
    snippet: str
    locked: bool
    question: str
    language: str
    notes: list[str]
    is_urgent: bool


def row(item: Item, person: Person, today: date) -> Row:
    """An item as a list prints it."""
    said = words.opened(item.contribution)
    thread = item.contribution.thread
    return Row(
        key=keys.written(item.pk),
        warnings=warnings_of(item, today, item.contribution.unsettled),  # type: ignore[attr-defined]
        snippet=said.snippet,
        locked=said.locked,
        question=thread.question,
        language=thread.language,
        notes=_notes(item, person),
        is_urgent=item.attention <= Attention.RISK,
    )


def _notes(item: Item, person: Person) -> list[str]:
    found = [_("since %(day)s") % {"day": date_format(item.since, "j F Y")}]
    if item.contribution.kind != ANSWER:
        found.append(telling.kind_text(item.contribution.kind))
    if item.contribution.role_group:
        found.append(str(RoleGroup(item.contribution.role_group).label))
    if item.contribution.on_paper:
        found.append(_("came on paper"))
    if getattr(item, "author_wrote", False):
        found.append(_("its author wrote to us"))
    if item.claimed_by_id == person.pk:
        found.append(_("taken on by you"))
    elif item.claimed_by is not None:
        found.append(_("taken on by %(name)s") % {"name": shown_name(item.claimed_by)})
    return found
