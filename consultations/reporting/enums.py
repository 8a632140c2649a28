"""What a report has, and how far it is. Values are stored; never change them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Item(models.TextChoices):
    """The five items of the short form of GRIPP2, the guidance on reporting involvement.

    Staniszewska S et al. GRIPP2 reporting checklists. Research Involvement and Engagement 2017;3:13,
    doi:10.1186/s40900-017-0062-2. What each asks is said in our words (`Part`).
    """

    AIM = "1", _("Aim")
    METHODS = "2", _("Methods")
    RESULTS = "3", _("Study results")
    DISCUSSION = "4", _("Discussion and conclusions")
    REFLECTIONS = "5", _("Reflections and critical perspective")


class Part(models.TextChoices):
    """What is written. Items 3 and 4 ask for good and bad alike, so each of them has two parts.

    Values are names of columns.
    """

    AIM = "aim", _("What people were involved for")
    METHODS = "methods", _("How people were involved")
    RESULTS_GOOD = "results_good", _("What came of it that was good")
    RESULTS_BAD = "results_bad", _("What came of it that was not good, or did not come")
    INFLUENCE_GOOD = "influence_good", _("How far it changed the work, for the better")
    INFLUENCE_BAD = "influence_bad", _("Where it changed nothing, or made something worse")
    REFLECTIONS = "reflections", _("What went well, what did not, and what others can learn")

    @property
    def item(self) -> Item:
        """The item it belongs to."""
        return ITEM_OF[self]


ITEM_OF = {
    Part.AIM: Item.AIM,
    Part.METHODS: Item.METHODS,
    Part.RESULTS_GOOD: Item.RESULTS,
    Part.RESULTS_BAD: Item.RESULTS,
    Part.INFLUENCE_GOOD: Item.DISCUSSION,
    Part.INFLUENCE_BAD: Item.DISCUSSION,
    Part.REFLECTIONS: Item.REFLECTIONS,
}


class ReportState(models.TextChoices):
    """How far a report is. An event without a row has none yet."""

    DRAFT = "draft", _("Draft")
    COMPLETE = "complete", _("Complete")
