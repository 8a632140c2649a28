"""Blocks of a plan or a report: questions, and what the pilot itself knows.

A measure, a cycle and what was set before the first value are never typed again. A block holds which one is
meant; what it says is read when the page is drawn, by the rules by which the pilot's own page shows it.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import CharBlock, DateBlock, StaticBlock, StreamBlock, StructBlock, TextBlock, URLBlock

from cms.blocks import BodyBlock
from consultations.events.blocks import StoredChoiceBlock, StoredChoicesBlock
from consultations.events.quoting import AnswerQuotedBlock
from consultations.pilots.enums import ApprovalKind
from consultations.pilots.rows import Cycle, Measure

Choices = Iterable[tuple[str, str]]
#: Blocks that name something of the pilot.
MEASURE, CYCLE, CRITERIA, QUESTION = "measure", "cycle", "criteria", "question"


def measures_to_choose() -> Choices:
    """All measures, by the pilot they belong to."""
    rows = Measure.objects.select_related("pilot").order_by("pilot__title", "pilot", "position")
    return [(str(one.pk), f"{one.pilot}: {one.name}") for one in rows]


def cycles_to_choose() -> Choices:
    """All cycles, by the pilot they belong to."""
    rows = Cycle.objects.select_related("pilot").order_by("pilot__title", "pilot", "number")
    name = _("Cycle %(number)s")
    return [(str(one.pk), f"{one.pilot}: {name % {'number': one.number}}") for one in rows]


class QuestionBlock(StructBlock):
    """A question of the evaluation. A plan says how it is answered, a report what the answer is."""

    question = CharBlock(label=gettext_lazy("Question"), max_length=200)
    answer = TextBlock(
        label=gettext_lazy("In a plan: how we find out. In a report: what we found"), rows=3, max_length=1500
    )
    measures = StoredChoicesBlock(
        label=gettext_lazy("Measures that say something about it"),
        required=False,
        choices=measures_to_choose,
        widget=CheckboxSelectMultiple,
        help_text=gettext_lazy("Of this pilot. The page leads to them."),
    )

    class Meta:
        label = gettext_lazy("Question")
        icon = "help"
        label_format = "{question}"


class EvaluationBlock(BodyBlock):
    """What a plan or a report says: an ordinary body, questions, and what the pilot knows."""

    question = QuestionBlock(group=gettext_lazy("The evaluation"))
    measure = StoredChoiceBlock(
        label=gettext_lazy("A measure, as it stands"),
        choices=measures_to_choose,
        icon="order",
        group=gettext_lazy("The evaluation"),
        help_text=gettext_lazy("Its chart and its table come from the pilot, and change with it."),
    )
    criteria = StaticBlock(
        label=gettext_lazy("Go on, change or stop: all measures"),
        icon="tasks",
        group=gettext_lazy("The evaluation"),
        admin_text=gettext_lazy(
            "A table of what was set before the first value, and of what the newest one says."
        ),
    )
    cycle = StoredChoiceBlock(
        label=gettext_lazy("A cycle, as it stands"),
        choices=cycles_to_choose,
        icon="rotate",
        group=gettext_lazy("The evaluation"),
    )
    answer = AnswerQuotedBlock(group=gettext_lazy("The evaluation"))

    class Meta:
        label = gettext_lazy("What it says")


class ApprovalBlock(StructBlock):
    """Who approved what, when, and under which number."""

    kind = StoredChoiceBlock(label=gettext_lazy("Who approved it"), choices=ApprovalKind.choices)
    who = CharBlock(
        label=gettext_lazy("Its name"),
        max_length=200,
        help_text=gettext_lazy("A committee or an office. Name nobody."),
    )
    what = CharBlock(
        label=gettext_lazy("What it approved"),
        max_length=300,
        help_text=gettext_lazy("For example “Asking people on two wings three questions on paper”."),
    )
    day = DateBlock(label=gettext_lazy("On which day"))
    reference = CharBlock(label=gettext_lazy("Its number"), required=False, max_length=100)
    link = URLBlock(label=gettext_lazy("Where it can be read"), required=False)

    class Meta:
        label = gettext_lazy("Approval")
        icon = "check"
        label_format = "{who}: {what}"
        #: Said for the record, in the words of those who approve.
        graded = False

    def clean(self, value: Any) -> Any:
        """Refuse a day that has not come yet."""
        cleaned = super().clean(value)
        if cleaned["day"] > timezone.localdate():
            raise ValidationError(gettext_lazy("Nobody can have approved anything on a day to come."))
        return cleaned


class ApprovalsBlock(StreamBlock):
    """All approvals, in any order."""

    approval = ApprovalBlock()

    class Meta:
        label = gettext_lazy("Approvals")
