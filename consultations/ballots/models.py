"""Rows of ballots (docs/trust.md, rules 20 to 24). A paper says nothing but what is sealed inside it; which
paper belongs to whom is known only while a ballot is open, and gone with the papers when it closes.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.ballots.enums import OVER, PUBLIC, BallotState, KeptBy, Method, PassRule
from sealing.random_keys import random_key
from vocabulary.role_groups import RoleGroup

_person: dict[str, Any] = {
    "to": settings.AUTH_USER_MODEL,
    "null": True,
    "blank": True,
    "on_delete": models.SET_NULL,
    "related_name": "+",
}


class BallotQuerySet(models.QuerySet["Ballot"]):
    """Questions about ballots."""

    def public(self) -> "BallotQuerySet":
        return self.filter(state__in=sorted(PUBLIC))

    def open(self) -> "BallotQuerySet":
        return self.filter(state=BallotState.OPEN)

    def over(self) -> "BallotQuerySet":
        return self.filter(state__in=sorted(OVER))


class Ballot(models.Model):
    """A vote that is held. It knows options, never what they are about."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    question = models.CharField(_("question"), max_length=200)
    explanation = models.TextField(_("what it is about"), blank=True)
    method = models.CharField(_("how people vote"), max_length=10, choices=Method, default=Method.CONSENT)
    pass_rule = models.CharField(
        _("when it is agreed"), max_length=12, choices=PassRule, default=PassRule.CONSENT
    )
    state = models.CharField(_("state"), max_length=10, choices=BallotState, default=BallotState.DRAFT)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    #: So many of a hundred on the roll have to vote.
    quorum = models.PositiveSmallIntegerField(_("least turnout, of a hundred"), default=0)
    asks_reasons = models.BooleanField(_("asks for reasons"), default=False)
    kept_by = models.CharField(_("who keeps the key"), max_length=8, choices=KeptBy, default=KeptBy.SERVER)
    #: Values of role groups whose members may vote; none: only those named, and codes.
    groups = models.JSONField(_("who may vote"), default=list, blank=True)
    named: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("people who may vote besides"), blank=True, related_name="+"
    )
    #: Whether slips with voting codes are given out.
    by_code = models.BooleanField(_("voting by code"), default=False)
    holder_one: "models.ForeignKey[Any, Any]" = models.ForeignKey(verbose_name=_("key holder"), **_person)
    holder_two: "models.ForeignKey[Any, Any]" = models.ForeignKey(verbose_name=_("key holder"), **_person)
    set_up_by: "models.ForeignKey[Any, Any]" = models.ForeignKey(**_person)
    #: Raised by every change while it is set up.
    version = models.PositiveIntegerField(default=0)
    # Written at opening.
    #: `sealing.pairs.PublicKey.to_bytes()`; empty before opening and after the key is destroyed.
    public_key = models.BinaryField(default=b"")
    on_roll = models.PositiveIntegerField(_("on the roll"), default=0)
    #: Groups as they are counted, small ones merged beforehand (rule 24):
    #: [["pwle"], ["prison-staff", "probation"]].
    counted_groups = models.JSONField(default=list)
    #: The address of the thread to which reasons are delivered (`feedback.threads`); empty for none.
    reasons_thread = models.SlugField(max_length=80, blank=True)
    opened_on = models.DateField(null=True)
    # Written at the end.
    ended_on = models.DateField(null=True)
    cancelled_because = models.CharField(_("why it was cancelled"), max_length=300, blank=True)

    objects = BallotQuerySet.as_manager()

    class Meta:
        ordering = ("-closes_at", "slug")
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=models.F("opens_at")), name="ballots_closes_after_opening"
            ),
            models.CheckConstraint(condition=Q(quorum__lte=100), name="ballots_quorum_of_a_hundred"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "paused", "counting"]) | Q(public_key=b""),
                name="ballots_key_only_while_it_runs",
            ),
        ]

    def __str__(self) -> str:
        return str(self.question)


class Option(models.Model):
    """What can be chosen. A ballot by consent has one."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="options")
    #: Short and the same in papers, results and downloads: "a", "b", …
    key = models.SlugField(max_length=4)
    position = models.PositiveSmallIntegerField(_("position"))
    label = models.CharField(_("option"), max_length=200)
    explanation = models.TextField(_("explanation"), blank=True)
    #: What it is about, for rooms above: "proposal:12" and its address. Empty for a free one.
    about = models.CharField(max_length=60, blank=True)
    url = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("position",)
        verbose_name = _("option")
        verbose_name_plural = _("options")
        constraints = [
            models.UniqueConstraint("ballot", "key", name="ballots_option_key_once"),
            models.UniqueConstraint("ballot", "position", name="ballots_option_position_once"),
        ]

    def __str__(self) -> str:
        return str(self.label)


class RollEntry(models.Model):
    """Somebody who may vote while a ballot is open: a person, or who holds a code. Gone when it closes."""

    id = models.BigIntegerField(primary_key=True, default=random_key)
    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="roll")
    person: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    #: Slow hash of the voting code (`codes.indexes.index_of`, its own kind); nothing for a person.
    code_index = models.BinaryField(max_length=32, null=True, unique=True)
    #: The code of the slip was exchanged for a fresh one.
    exchanged = models.BooleanField(default=False)
    role_group = models.CharField(max_length=20, choices=RoleGroup)
    #: Key of its paper; no foreign key, so that papers are wiped by themselves.
    paper = models.BigIntegerField(unique=True)
    #: Only its holder is shown this.
    voted = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("entry of a roll")
        verbose_name_plural = _("entries of rolls")
        constraints = [
            models.UniqueConstraint(
                "ballot", "person", condition=Q(person__isnull=False), name="ballots_person_once"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True, code_index__isnull=False)
                | Q(person__isnull=False, code_index__isnull=True),
                name="ballots_person_or_code",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Paper(models.Model):
    """A sealed ballot paper: blank from the opening on, replaced by casting, wiped at the end."""

    id = models.BigIntegerField(primary_key=True, default=random_key)
    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="papers")
    sealed = models.BinaryField()

    class Meta:
        verbose_name = _("ballot paper")
        verbose_name_plural = _("ballot papers")

    def __str__(self) -> str:
        return str(self.pk)


class CodeSheet(models.Model):
    """Slips with voting codes printed together before opening; a code says which group its holder is in."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="sheets")
    name = models.CharField(_("name of the sheet"), max_length=80)
    role_group = models.CharField(_("role group"), max_length=20, choices=RoleGroup)
    slips = models.PositiveSmallIntegerField(_("slips"))
    printed_on = models.DateField()
    printed_by: "models.ForeignKey[Any, Any]" = models.ForeignKey(**_person)

    class Meta:
        ordering = ("ballot", "id")
        verbose_name = _("sheet of voting codes")
        verbose_name_plural = _("sheets of voting codes")

    def __str__(self) -> str:
        return str(self.name)


class VotingCode(models.Model):
    """A code printed before its ballot opened. At opening it becomes an entry of the roll; its row goes."""

    id = models.BigIntegerField(primary_key=True, default=random_key)
    sheet = models.ForeignKey(CodeSheet, on_delete=models.CASCADE, related_name="codes")
    index = models.BinaryField(max_length=32, unique=True)

    class Meta:
        verbose_name = _("voting code")
        verbose_name_plural = _("voting codes")

    def __str__(self) -> str:
        return str(self.pk)


class Result(models.Model):
    """The frozen count of a closed ballot: the smallest numbers that a recount needs, and no others."""

    ballot = models.OneToOneField(Ballot, on_delete=models.CASCADE, primary_key=True, related_name="result")
    #: As `consultations.ballots.counting` makes and reads it.
    count = models.JSONField()

    class Meta:
        verbose_name = _("result")
        verbose_name_plural = _("results")

    def __str__(self) -> str:
        return str(self.pk)


class BallotEvent(models.Model):
    """What was done with a ballot, by whom, on which day. Never a vote."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="events")
    what = models.CharField(max_length=20)
    note = models.CharField(max_length=300, blank=True)
    day = models.DateField()
    by: "models.ForeignKey[Any, Any]" = models.ForeignKey(**_person)

    class Meta:
        ordering = ("id",)
        verbose_name = _("event of a ballot")
        verbose_name_plural = _("events of ballots")

    def __str__(self) -> str:
        return str(self.what)


class Beat(models.Model):
    """How far the worker has counted, with one row. The same number lies beside the keys: a database that is
    behind it was put back from a copy, and votes may be missing (`consultations.ballots.restoring`).
    """

    ONLY = 1
    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    number = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("beat")
        verbose_name_plural = _("beats")

    def __str__(self) -> str:
        return str(self.number)
