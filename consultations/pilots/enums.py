"""What a pilot, its money, its cycles and its measures can be. Values are stored."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Basis(models.TextChoices):
    """On what basis people take part."""

    INVOLVEMENT = "involvement", pgettext_lazy("basis of a pilot", "Involvement")
    EVALUATION = "evaluation", pgettext_lazy("basis of a pilot", "Service evaluation")
    RESEARCH = "research", pgettext_lazy("basis of a pilot", "Research")


class MoneyKind(models.TextChoices):
    """How money comes."""

    ONCE = "once", pgettext_lazy("money", "Once")
    RECURRING = "recurring", pgettext_lazy("money", "Every year")


class CycleEnd(models.TextChoices):
    """What was done at the end of a cycle."""

    ADOPT = "adopt", pgettext_lazy("a cycle", "Adopt: keep it")
    ADAPT = "adapt", pgettext_lazy("a cycle", "Adapt: change it and try again")
    ABANDON = "abandon", pgettext_lazy("a cycle", "Abandon: stop it")


class WordsKind(models.TextChoices):
    """What kind of words led to a cycle."""

    POINT = "point", _("Point raised")
    CONTRIBUTION = "contribution", _("Answer")


class Scale(models.TextChoices):
    """What the numbers of a measure are."""

    PEOPLE = "people", _("Number of people")
    PERCENT = "percent", _("Out of 100 people")
    SCORE = "score", _("Average of what people told")
    THINGS = "things", _("Number of things or days")


#: Each value is about so many people, and says how many: rule 24.
ABOUT_PEOPLE = frozenset({Scale.PEOPLE, Scale.PERCENT, Scale.SCORE})


class Better(models.TextChoices):
    """Which way is better."""

    UP = "up", _("Higher is better")
    DOWN = "down", _("Lower is better")


class Light(models.TextChoices):
    """What a value means by what was set before the first one."""

    GO = "go", pgettext_lazy("a pilot", "Go on")
    AMEND = "amend", pgettext_lazy("a pilot", "Change something")
    STOP = "stop", pgettext_lazy("a pilot", "Stop")


class EvaluationKind(models.TextChoices):
    """What a page about the evaluation of a pilot is."""

    PLAN = "plan", _("The plan: what we want to know, and how we find out")
    EARLY = "early", _("An early report: what we know so far")
    REPORT = "report", _("The report: what we found")


class ApprovalKind(models.TextChoices):
    """Who approved something; the offices that are asked about work with people in prison."""

    ETHICS = "ethics", _("A research ethics committee")
    NATIONAL = "national", _("The National Research Committee of HMPPS")
    GOVERNOR = "governor", _("A governor or director")
    HEALTH = "health", _("A health service’s research or audit office")
    DATA = "data", _("Somebody responsible for data protection")
    LIVED = "lived", _("A group of people with lived experience of prison")
    OTHER = "other", _("Somebody else")
