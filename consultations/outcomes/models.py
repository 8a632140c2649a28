"""Rows of outcomes: what was decided about proposals, what is done next, and how far that is. All public."""

import secrets
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.outcomes.enums import UNFINISHED, AnswerTo, DecisionKind, Stand, StepState
from consultations.proposals.enums import PUBLIC
from consultations.proposals.models import Proposal

_person: dict[str, Any] = {
    "to": settings.AUTH_USER_MODEL,
    "null": True,
    "blank": True,
    "on_delete": models.SET_NULL,
    "related_name": "+",
}
#: Crockford's base 32: no i, l, o, u.
_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
KEY_LENGTH = 10


def new_key() -> str:
    """A key of ten letters and digits, 50 bits, that says nothing of order."""
    return "".join(secrets.choice(_DIGITS) for _n in range(KEY_LENGTH))


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Questions about decisions."""

    def standing(self) -> "DecisionQuerySet":
        """Those that hold: not replaced by a later one."""
        return self.filter(replaced_on__isnull=True)

    def newest_first(self) -> "DecisionQuerySet":
        return self.order_by("-decided_on", "key")

    def listed(self) -> "DecisionQuerySet":
        """Those that hold, about proposals that everybody reads."""
        return self.standing().filter(proposal__state__in=sorted(PUBLIC), proposal__opened_on__isnull=False)

    def with_stand(self) -> "DecisionQuerySet":
        """Each with how far its line has got, as ``stand`` (`enums.Stand`)."""

        def some(*states: StepState) -> models.Exists:
            return models.Exists(Step.objects.filter(decision=models.OuterRef("pk"), state__in=states))

        return self.annotate(
            stand=models.Case(
                models.When(kind=DecisionKind.NOT_TAKEN_FORWARD, then=models.Value(Stand.NO.value)),
                models.When(kind=DecisionKind.MORE_WORK, then=models.Value(Stand.MORE_WORK.value)),
                models.When(some(StepState.DONE), then=models.Value(Stand.DONE.value)),
                models.When(some(StepState.UNDER_WAY), then=models.Value(Stand.GOING.value)),
                models.When(some(StepState.NOT_STARTED), then=models.Value(Stand.NOTHING.value)),
                models.When(some(StepState.STOPPED), then=models.Value(Stand.STOPPED.value)),
                default=models.Value(Stand.NOTHING.value),
                output_field=models.CharField(),
            )
        )

    def to_be_reviewed(self, day: date) -> "DecisionQuerySet":
        """Those whose day of review has come."""
        return self.standing().filter(review_on__lte=day)


class Decision(models.Model):
    """What was decided about a proposal, why, by whom and by what right.

    A later decision about the same proposal replaces it; the earlier one stays to be read.
    """

    key = models.CharField(max_length=KEY_LENGTH, primary_key=True, default=new_key)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="decisions")
    #: The address of the ballot it follows (`consultations.ballots`); empty for a decision without one.
    ballot = models.SlugField(max_length=80, blank=True)
    kind = models.CharField(_("what was decided"), max_length=20, choices=DecisionKind)
    #: Said before everything else.
    against_ballot = models.BooleanField(_("it goes against the vote"), default=False)
    reasons = models.TextField(_("why"), max_length=4000)
    decided_by = models.CharField(_("who decided"), max_length=200)
    by_right = models.CharField(_("by what right"), max_length=300)
    decided_on = models.DateField(_("decided on"))
    review_on = models.DateField(_("looked at again on"), null=True, blank=True)
    replaced_on = models.DateField(_("replaced on"), null=True, editable=False)
    #: Raised with every saved text: a save made from an older one is refused.
    version = models.PositiveIntegerField(default=0)
    noted_by: "models.ForeignKey[Any, Any]" = models.ForeignKey(**_person)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ("-decided_on", "key")
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.UniqueConstraint(
                fields=["proposal"],
                condition=Q(replaced_on__isnull=True),
                name="outcomes_one_decision_stands",
            ),
            models.CheckConstraint(
                condition=Q(review_on__isnull=True) | Q(review_on__gt=models.F("decided_on")),
                name="outcomes_reviewed_after_it_was_decided",
            ),
            models.CheckConstraint(
                condition=Q(against_ballot=False) | ~Q(ballot=""), name="outcomes_against_a_ballot_there_was"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.proposal}"


class Answer(models.Model):
    """What a decision says to a block or a main concern of the ballot."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="answers")
    position = models.PositiveSmallIntegerField()
    to = models.CharField(_("what is answered"), max_length=8, choices=AnswerTo, default=AnswerTo.CONCERN)
    #: In the facilitator's words. A reason that was published is named by its key below and never copied.
    about = models.CharField(_("what people were worried about"), max_length=300)
    contribution = models.BigIntegerField(null=True, blank=True)
    words = models.TextField(_("the answer"), max_length=2000)

    class Meta:
        ordering = ("decision", "position")
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [models.UniqueConstraint("decision", "position", name="outcomes_answer_position_once")]

    def __str__(self) -> str:
        return str(self.about)


class StepQuerySet(models.QuerySet["Step"]):
    """Questions about steps."""

    def standing(self) -> "StepQuerySet":
        """Steps of decisions that hold."""
        return self.filter(decision__replaced_on__isnull=True)

    def unfinished(self) -> "StepQuerySet":
        return self.filter(state__in=sorted(UNFINISHED))

    def overdue(self, today: date) -> "StepQuerySet":
        """Not done, and the day is over."""
        return self.standing().unfinished().filter(due_on__lt=today)

    def owned_by(self, person: Any) -> "StepQuerySet":
        return self.filter(owner=person)


class Step(models.Model):
    """Something that is done because of a decision."""

    key = models.CharField(max_length=KEY_LENGTH, primary_key=True, default=new_key)
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    what = models.CharField(_("what is done"), max_length=300)
    #: As everybody reads it: a name and a role, or an office.
    responsible = models.CharField(_("who sees to it"), max_length=200)
    #: Who writes how far it is, and is reminded; shown to nobody.
    owner: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        verbose_name=_("who writes how far it is"), **_person
    )
    due_on = models.DateField(_("by when"))
    state = models.CharField(_("how far"), max_length=12, choices=StepState, default=StepState.NOT_STARTED)
    moved_on = models.DateField(_("since"), null=True, editable=False)
    #: What came of it, or why it stopped.
    result = models.TextField(_("what came of it"), max_length=1000, blank=True)
    #: Done, and people notice: it counts as "led to a change".
    is_change = models.BooleanField(_("people notice it: it is a change, not a plan for one"), default=False)
    #: The day for which its owner was reminded last: once for each.
    reminded_for = models.DateField(null=True, editable=False)
    version = models.PositiveIntegerField(default=0)

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ("decision", "position")
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        constraints = [
            models.UniqueConstraint("decision", "position", name="outcomes_step_position_once"),
            models.CheckConstraint(
                condition=Q(state__in=["not-started", "under-way"]) | ~Q(result=""),
                name="outcomes_end_of_a_step_is_told",
            ),
            models.CheckConstraint(
                condition=Q(is_change=False) | Q(state="done"), name="outcomes_a_change_is_done"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_on"], name="outcomes_steps_by_due"),
            # How far a decision has got is asked of its own steps, not of all in that state.
            models.Index(fields=["decision", "state"], name="outcomes_steps_of_a_decision"),
        ]

    def __str__(self) -> str:
        return str(self.what)


class StepUpdate(models.Model):
    """How far a step was on a day, in the words of who sees to it."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="updates")
    day = models.DateField(_("day"))
    state = models.CharField(_("how far"), max_length=12, choices=StepState)
    words = models.TextField(_("in words"), max_length=1000)
    #: The name as it was shown; empty once an account is closed.
    by_name = models.CharField(max_length=150, blank=True)
    by: "models.ForeignKey[Any, Any]" = models.ForeignKey(**_person)

    class Meta:
        ordering = ("-day", "-pk")
        verbose_name = _("update")
        verbose_name_plural = _("updates")

    def __str__(self) -> str:
        return f"{self.step}, {self.day}"
