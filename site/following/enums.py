"""What can be followed, what is told, and how often."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Followable(models.TextChoices):
    """What a member can follow."""

    PROPOSAL = "proposal", _("a proposal")
    THREAD = "thread", _("a question")
    THEME = "theme", _("a theme")
    STAGE = "stage", _("a part of the journey")
    PLACE = "place", _("a place")


class HowOften(models.TextChoices):
    """How often a member gets mail about what they follow."""

    AT_ONCE = "at-once", _("at the next set time")
    DAILY = "daily", _("once a day")
    WEEKLY = "weekly", _("once a week")
    NONE = "none", _("not at all")


class What(models.TextChoices):
    """What is told. The words of the mail hang on it; never words that people wrote."""

    INVITED = "invited", _("You are asked to write a proposal together with others")
    AMENDMENT = "amendment", _("Somebody suggests a change to a proposal of yours")
    SETTLED = "settled", _("The authors answered a change that you suggested")
    MOVED = "moved", _("Something that you follow has got further")
    ASKED = "asked", _("A question is asked about something that you follow")
    ANSWERED = "answered", _("A question that you follow has a response")
    BALLOT_OPEN = "ballot-open", _("A vote is open")
    BALLOT_CLOSES = "ballot-closes", _("A vote closes within 48 hours")
    BALLOT_CLOSED = "ballot-closed", _("A vote is over")


#: Told at the next set time whatever a member chose, unless they chose no mail: a vote does not wait for
#: Monday. Everybody on the roll alike, whoever has voted already (docs/trust.md, rule 23).
AT_THE_NEXT_ROUND = frozenset({What.BALLOT_OPEN, What.BALLOT_CLOSES})
