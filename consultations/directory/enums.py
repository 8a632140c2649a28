"""What kinds of thing are on offer in a place, and the two sorts of entry there are."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActivityKind(models.TextChoices):
    """What is on offer, in the words of the grid. The values are stored; never change them."""

    ARTS = "arts", _("Arts and making")
    MOVING = "moving", _("Sport and moving")
    NATURE = "nature", _("Nature and growing")
    LEARNING = "learning", _("Reading and learning")
    PEOPLE = "people", _("Groups and peer support")
    HEALTH = "health", _("Health and feeling well")
    MONEY = "money", _("Money, home and rights")
    WORK = "work", _("Work and volunteering")


class Sort(models.TextChoices):
    """The two sorts of entry, as addresses of members' pages have them."""

    OFFER = "offers", _("something on offer")
    LINK_WORKERS = "link-workers", _("a team of link workers")
