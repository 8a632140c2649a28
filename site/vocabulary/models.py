"""The words every room shares: journey stages, themes, places."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase


class JourneyStage(models.Model):
    """A part of the way into, through and out of prison.

    ``key`` is what blocks and addresses store; the name may be reworded.
    ``drawing`` names one of the eight drawings made of the two strokes.
    """

    key = models.SlugField(_("key"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=80)
    short_name = models.CharField(
        _("short name"), max_length=40, help_text=_("For charts and narrow places.")
    )
    explanation = models.CharField(_("what it means"), max_length=250, blank=True)
    position = models.PositiveSmallIntegerField(_("position along the journey"), unique=True)

    class Meta:
        ordering = ("position",)
        verbose_name = _("journey stage")
        verbose_name_plural = _("journey stages")

    def __str__(self) -> str:
        return str(self.name)


class Theme(TagBase):
    """What something is about. One list for the whole site (django-taggit)."""

    free_tagging = False

    class Meta:
        ordering = ("name",)
        verbose_name = _("theme")
        verbose_name_plural = _("themes")


class PlaceKind(models.TextChoices):
    """Custody and release are often far apart, so they are different kinds of place."""

    PRISON = "prison", _("prison")
    REGION = "region", _("region")
    RELEASE_AREA = "release-area", _("area of release")


class Place(models.Model):
    """A prison, a region, or an area people are released to."""

    kind = models.CharField(_("kind"), max_length=12, choices=PlaceKind)
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("short address"), max_length=120, unique=True)
    region: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        "self",
        verbose_name=_("region"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="places",
        limit_choices_to={"kind": PlaceKind.REGION},
    )

    class Meta:
        ordering = ("kind", "name")
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            models.UniqueConstraint("kind", "name", name="vocabulary_place_once_per_kind"),
            models.CheckConstraint(
                condition=~models.Q(kind=PlaceKind.REGION) | models.Q(region__isnull=True),
                name="vocabulary_region_has_no_region",
                violation_error_message=_("A region cannot lie in another region."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)
