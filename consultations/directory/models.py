"""Rows of the directory: who offers what where, and the teams of link workers. All public, but for owners.

An entry belongs to an organisation. No column is for a person to call or write to (`contacts` refuses what
looks like one).
"""

import uuid
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.directory.enums import ActivityKind, Sort
from vocabulary.models import Place, PlaceKind

LONGEST_NAME = 120
LONGEST_LINE = 200
LONGEST_WORDS = 1000
#: A team can be asked at most so many weeks before release.
LONGEST_WEEKS = 52
#: An entry that nobody checked for longer than this is out of date.
OLD_AFTER = timedelta(days=182)

_person: dict[str, Any] = {
    "to": settings.AUTH_USER_MODEL,
    "null": True,
    "blank": True,
    "on_delete": models.SET_NULL,
    "related_name": "+",
}


def old_before(today: date | None = None) -> date:
    """What was checked last before this day is out of date."""
    return (today or timezone.localdate()) - OLD_AFTER


class Organisation(models.Model):
    """Who runs something: a charity, a council, a practice, a prison's team. Never a person."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    website = models.URLField(_("website"), max_length=LONGEST_LINE, blank=True)

    class Meta:
        ordering = ("name", "key")
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [models.UniqueConstraint(Lower("name"), name="directory_organisation_once")]

    def __str__(self) -> str:
        return str(self.name)


class EntryQuerySet(models.QuerySet[Any]):
    """Questions about entries of either sort."""

    def there(self) -> "EntryQuerySet":
        """Those that are not taken out."""
        return self.filter(ended_on__isnull=True)

    def old(self, today: date | None = None) -> "EntryQuerySet":
        """Those that nobody checked for too long."""
        return self.there().filter(checked_on__lt=old_before(today))

    def owned_by(self, person: Any) -> "EntryQuerySet":
        return self.filter(owner=person)


class Entry(models.Model):
    """What both sorts of entry have."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("who runs it"), on_delete=models.PROTECT, related_name="%(class)ss"
    )
    #: The team's, never a person's.
    email = models.EmailField(_("address of the team"), max_length=LONGEST_LINE, blank=True)
    phone = models.CharField(_("telephone of the team"), max_length=30, blank=True)
    checked_on = models.DateField(_("last checked"))
    #: Whoever is asked whether it still holds; shown to nobody outside.
    owner: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        verbose_name=_("who keeps it up to date"), **_person
    )
    #: When its owner was asked last: once in a month.
    asked_on = models.DateField(null=True, editable=False)
    ended_on = models.DateField(_("taken out on"), null=True, editable=False)
    #: Raised with every save: one made from an older text is refused.
    version = models.PositiveIntegerField(default=0)

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_old(self) -> bool:
        """Whether nobody checked it for too long."""
        return self.checked_on < old_before()


class Offer(Entry):
    """Something people can go to in a place."""

    place = models.ForeignKey(
        Place, verbose_name=_("place"), on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ActivityKind)
    name = models.CharField(_("what it is"), max_length=LONGEST_NAME)
    for_whom = models.CharField(_("for whom"), max_length=LONGEST_LINE)
    how_often = models.CharField(_("how often"), max_length=LONGEST_LINE)
    about = models.TextField(_("in a few words"), max_length=LONGEST_WORDS, blank=True)

    class Meta:
        ordering = ("kind", "name", "key")
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        constraints = [
            models.UniqueConstraint(
                "place",
                "organisation",
                Lower("name"),
                condition=models.Q(ended_on__isnull=True),
                name="directory_offer_once_in_a_place",
            )
        ]
        indexes = [
            models.Index(fields=["place", "kind", "name", "key"], name="directory_offers_of_place"),
            models.Index(fields=["owner", "checked_on"], name="directory_offers_to_check"),
        ]

    def __str__(self) -> str:
        return str(self.name)


class LinkWorkers(Entry):
    """A team of link workers for people who are released to an area."""

    area = models.ForeignKey(
        Place,
        verbose_name=_("area of release"),
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"kind__in": [PlaceKind.RELEASE_AREA, PlaceKind.REGION]},
    )
    how_to_refer = models.TextField(_("how to refer somebody"), max_length=LONGEST_WORDS)
    #: How many weeks before release they can begin; 0: from the day of release.
    weeks_before = models.PositiveSmallIntegerField(
        _("weeks before release from which they can be asked"), default=0
    )

    class Meta:
        ordering = ("area__name", "key")
        verbose_name = _("team of link workers")
        verbose_name_plural = _("teams of link workers")
        constraints = [
            models.UniqueConstraint(
                fields=["area", "organisation"],
                condition=models.Q(ended_on__isnull=True),
                name="directory_link_workers_once_in_an_area",
            ),
            models.CheckConstraint(
                condition=models.Q(weeks_before__lte=LONGEST_WEEKS), name="directory_at_most_a_year_before"
            ),
        ]
        indexes = [models.Index(fields=["owner", "checked_on"], name="directory_teams_to_check")]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.area}"


class PlaceWords(models.Model):
    """The words with which the page of a place opens."""

    place = models.OneToOneField(Place, primary_key=True, on_delete=models.CASCADE, related_name="+")
    opening = models.TextField(_("opening words"), max_length=2000, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("opening words of a place")
        verbose_name_plural = _("opening words of places")

    def __str__(self) -> str:
        return str(self.place)


class UploadedList(models.Model):
    """A list of services or of teams that is being looked at before it is taken in.

    It goes when it is taken in or dropped, or by itself the next day.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    day = models.DateField()
    #: What its rows are.
    sort = models.CharField(max_length=12, choices=Sort, default=Sort.OFFER)
    #: The file as text, as it was uploaded.
    text = models.TextField()

    class Meta:
        verbose_name = _("uploaded list")
        verbose_name_plural = _("uploaded lists")

    def __str__(self) -> str:
        return str(self.key)
