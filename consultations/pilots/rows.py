"""Rows of pilots: what is tried where, its money and seats, its cycles, its measures and their values."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consultations.pilots.enums import Basis, Better, CycleEnd, MoneyKind, Scale, WordsKind
from consultations.proposals.models import Proposal
from vocabulary.models import Place
from vocabulary.role_groups import RoleGroup

_number: dict[str, Any] = {"max_digits": 9, "decimal_places": 2}


class PilotQuerySet(models.QuerySet["Pilot"]):
    """Questions about pilots."""

    def public(self) -> "PilotQuerySet":
        """Those that everybody reads, the newest first."""
        return self.filter(shown_on__isnull=False).order_by("-starts_on", "pk")


class Pilot(models.Model):  # type: ignore[django-manager-missing]  # Wagtail is untyped
    """What is tried, where, for whom, from when to when, with whose money, and who sits at the table."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(_("name"), max_length=120)
    tries = models.TextField(_("what it tries"), max_length=2000)
    for_whom = models.TextField(_("for whom"), max_length=500)
    starts_on = models.DateField(_("begins on"))
    ends_on = models.DateField(_("ends on"))
    evaluation_ends_on = models.DateField(_("we know by"), null=True, blank=True)
    #: One a line, like the lists of the logic model below.
    partners = models.TextField(_("partners"), max_length=2000, blank=True)
    basis = models.CharField(_("basis"), max_length=12, choices=Basis, default=Basis.EVALUATION)
    approvals = models.TextField(_("approvals"), max_length=1000, blank=True)
    proposals: "models.ManyToManyField[Proposal, Any]" = models.ManyToManyField(
        Proposal, related_name="pilots", blank=True
    )
    custody: "models.ManyToManyField[Place, Any]" = models.ManyToManyField(
        Place, related_name="+", blank=True
    )
    release: "models.ManyToManyField[Place, Any]" = models.ManyToManyField(
        Place, related_name="+", blank=True
    )
    #: Which part of a prison, in words: two wings.
    where = models.CharField(_("where exactly"), max_length=200, blank=True)
    inputs = models.TextField(_("what we put in"), max_length=2000, blank=True)
    activities = models.TextField(_("what we do"), max_length=2000, blank=True)
    outputs = models.TextField(_("what comes out at once"), max_length=2000, blank=True)
    outcomes = models.TextField(_("what changes for people"), max_length=2000, blank=True)
    assumptions = models.TextField(_("what we take for granted"), max_length=2000, blank=True)
    #: Empty: facilitators only see it.
    shown_on = models.DateField(null=True, editable=False)
    #: Raised with every saved text: a save made from an older one is refused.
    version = models.PositiveIntegerField(default=0)
    made_by: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = PilotQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_on", "pk")
        verbose_name = _("pilot")
        verbose_name_plural = _("pilots")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="pilots_end_after_beginning"
            ),
            models.CheckConstraint(
                condition=Q(evaluation_ends_on__isnull=True) | Q(evaluation_ends_on__gt=F("starts_on")),
                name="pilots_known_after_beginning",
            ),
            models.CheckConstraint(
                condition=~Q(basis="research") | Q(shown_on__isnull=True) | ~Q(approvals=""),
                name="pilots_public_research_has_approvals",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)


class Money(models.Model):
    """Where money comes from, how, and until when."""

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="money")
    position = models.PositiveSmallIntegerField()
    source = models.CharField(_("who pays"), max_length=200)
    kind = models.CharField(_("how it comes"), max_length=10, choices=MoneyKind)
    until = models.DateField(_("until"))

    class Meta:
        ordering = ("pilot", "position")
        verbose_name = _("money")
        verbose_name_plural = _("money")
        constraints = [models.UniqueConstraint("pilot", "position", name="pilots_money_position_once")]

    def __str__(self) -> str:
        return str(self.source)


class Seat(models.Model):
    """Who with lived experience sits where."""

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="seats")
    position = models.PositiveSmallIntegerField()
    table = models.CharField(_("which group decides"), max_length=200)
    who = models.CharField(_("who sits there"), max_length=300)

    class Meta:
        ordering = ("pilot", "position")
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        constraints = [models.UniqueConstraint("pilot", "position", name="pilots_seat_position_once")]

    def __str__(self) -> str:
        return str(self.table)


class Measure(models.Model):
    """Something that is counted or asked again and again, with what its values will mean."""

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="measures")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=120)
    question = models.CharField(_("what is asked or counted"), max_length=300)
    scale = models.CharField(_("what the numbers are"), max_length=8, choices=Scale)
    better = models.CharField(_("which way is better"), max_length=4, choices=Better)
    source = models.CharField(_("where the numbers come from"), max_length=200)
    how_often = models.CharField(_("how often"), max_length=100)
    baseline = models.DecimalField(_("before the pilot"), null=True, blank=True, **_number)
    target = models.DecimalField(_("what we hope for"), null=True, blank=True, **_number)
    reading_level = models.CharField(_("how hard its words are to read"), max_length=200, blank=True)
    #: At this or better, go on; at this or worse, stop; change something between the two.
    go_at = models.DecimalField(_("go on at"), null=True, blank=True, **_number)
    stop_at = models.DecimalField(_("stop at"), null=True, blank=True, **_number)
    criteria_at = models.DateTimeField(null=True, editable=False)
    first_value_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("pilot", "position")
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        constraints = [
            models.UniqueConstraint("pilot", "position", name="pilots_measure_position_once"),
            models.CheckConstraint(
                condition=Q(first_value_at__isnull=True)
                | Q(criteria_at__isnull=False, criteria_at__lt=F("first_value_at")),
                name="pilots_criteria_before_the_first_value",
            ),
            models.CheckConstraint(
                condition=Q(criteria_at__isnull=True)
                | Q(better="up", go_at__gt=F("stop_at"))
                | Q(better="down", go_at__lt=F("stop_at")),
                name="pilots_go_is_better_than_stop",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Value(models.Model):
    """A number of a measure for the time that begins on a day: of all, of one place or of one group."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="values")
    day = models.DateField(_("from"))
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    group = models.CharField(_("group"), max_length=20, choices=RoleGroup, blank=True)
    number = models.DecimalField(_("value"), **_number)
    #: From how many people it comes; never shown.
    people = models.PositiveIntegerField(_("from how many people"), null=True, blank=True)

    class Meta:
        ordering = ("measure", "day", "pk")
        verbose_name = _("value")
        verbose_name_plural = _("values")
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "day"], condition=Q(place__isnull=True, group=""), name="pilots_value_once"
            ),
            models.UniqueConstraint(
                fields=["measure", "day", "place"],
                condition=Q(place__isnull=False),
                name="pilots_value_of_a_place_once",
            ),
            models.UniqueConstraint(
                fields=["measure", "day", "group"],
                condition=~Q(group=""),
                name="pilots_value_of_a_group_once",
            ),
            models.CheckConstraint(
                condition=Q(place__isnull=True) | Q(group=""), name="pilots_value_of_a_place_or_a_group"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure}, {self.day}"


class Cycle(models.Model):
    """Plan, do, study, act: one small trial inside a pilot."""

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="cycles")
    number = models.PositiveSmallIntegerField()
    starts_on = models.DateField(_("begins on"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    plan = models.TextField(_("plan"), max_length=2000)
    did = models.TextField(_("do"), max_length=2000, blank=True)
    studied = models.TextField(_("study"), max_length=2000, blank=True)
    end = models.CharField(_("act"), max_length=8, choices=CycleEnd, blank=True)
    acted = models.TextField(_("act, in words"), max_length=2000, blank=True)
    measures: "models.ManyToManyField[Measure, Any]" = models.ManyToManyField(
        Measure, related_name="cycles", blank=True
    )
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("pilot", "number")
        verbose_name = _("cycle")
        verbose_name_plural = _("cycles")
        constraints = [
            models.UniqueConstraint("pilot", "number", name="pilots_cycle_number_once"),
            models.CheckConstraint(
                condition=Q(end="", ended_on__isnull=True)
                | (~Q(end="") & ~Q(acted="") & ~Q(studied="") & Q(ended_on__gte=F("starts_on"))),
                name="pilots_end_of_a_cycle_is_told",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pilot}, {self.number}"


class CycleWords(models.Model):
    """Words that led to a cycle, by their key; the words themselves are read where they stand."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="led_by")
    kind = models.CharField(max_length=12, choices=WordsKind)
    key = models.CharField(max_length=40)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("words that led to a cycle")
        verbose_name_plural = _("words that led to cycles")
        constraints = [models.UniqueConstraint("cycle", "kind", "key", name="pilots_cycle_words_once")]
        indexes = [models.Index(fields=["kind", "key"], name="pilots_words_by_key")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
