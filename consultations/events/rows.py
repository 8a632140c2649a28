"""Topics and points of published events as rows, which everything else points to.

They are written by `publishing` alone and exist only while their page is published.
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from consultations.events.enums import STRONGEST_FIRST, Strength
from consultations.events.keys import LENGTH
from vocabulary.models import JourneyStage, Place, Theme
from vocabulary.role_groups import RoleGroup


class Topic(models.Model):
    """A topic of a published event."""

    key = models.CharField(max_length=LENGTH, primary_key=True)
    page = models.ForeignKey("events.EventPage", on_delete=models.CASCADE, related_name="topics")
    block_id = models.UUIDField()
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("topic"), max_length=120)
    introduction = models.TextField(_("introduction"), blank=True)

    class Meta:
        ordering = ("page", "position")
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [models.UniqueConstraint("page", "block_id", name="events_topic_once")]

    def __str__(self) -> str:
        return str(self.title)


class PointQuerySet(models.QuerySet["Point"]):
    """Questions about points."""

    def published(self) -> "PointQuerySet":
        """Those whose page is live; rows of others are removed, this holds even in between."""
        return self.filter(page__live=True)

    def about(self, *, theme: str = "", stage: str = "", place: str = "") -> "PointQuerySet":
        """Points on a theme (slug), a journey stage (key) and a place (slug); empty asks for any."""
        points = self
        if theme:
            points = points.filter(
                models.Exists(
                    PointTheme.objects.filter(content_object=models.OuterRef("pk"), tag__slug=theme)
                )
            )
        if stage:
            points = points.filter(stage__key=stage)
        if place:
            points = points.filter(models.Q(custody__slug=place) | models.Q(release__slug=place))
        return points

    def without_records(self) -> "PointQuerySet":
        """With their page, but without its long fields."""
        return self.defer("page__record", "page__credits", "page__took_part")

    def strongest_first(self, *, offered_before_others: bool = False) -> "PointQuerySet":
        """The most widely shared first, then the newest event, then in the order of its page."""
        whens = [
            models.When(strength=strength, then=position) for position, strength in enumerate(STRONGEST_FIRST)
        ]
        rank = models.Case(
            *whens, default=STRONGEST_FIRST.index(Strength.SOME), output_field=models.IntegerField()
        )
        before = ["-on_front_page"] if offered_before_others else []
        return self.order_by(*before, rank, "-page__sort_key", "page_id", "position")


class Point(models.Model):
    """A point raised at a published event. ``key`` is stable for good (see `keys`)."""

    key = models.CharField(max_length=LENGTH, primary_key=True)
    page = models.ForeignKey("events.EventPage", on_delete=models.CASCADE, related_name="points")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="points")
    block_id = models.UUIDField()
    position = models.PositiveSmallIntegerField(help_text=_("On the whole page, not in its topic."))
    text = models.TextField(_("what was said"))
    stage: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        JourneyStage,
        verbose_name=_("part of the journey"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="points",
    )
    said_by = models.JSONField(_("who said it"), default=list, help_text=_("Values of role groups."))
    strength = models.CharField(_("how widely it was shared"), max_length=20, choices=Strength, blank=True)
    on_front_page = models.BooleanField(_("offered to the front page"), default=False)
    custody: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        Place, verbose_name=_("place of custody"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    release: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        Place, verbose_name=_("place of release"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    themes = TaggableManager(
        through="events.PointTheme", blank=True, related_name="points", verbose_name=_("themes")
    )

    objects = PointQuerySet.as_manager()

    class Meta:
        ordering = ("page", "position")
        verbose_name = _("point raised")
        verbose_name_plural = _("points raised")
        constraints = [models.UniqueConstraint("page", "block_id", name="events_point_once")]

    def __str__(self) -> str:
        return str(self.text)

    @property
    def groups(self) -> list[RoleGroup]:
        """Who said it, in the order of the role groups."""
        return [group for group in RoleGroup if group.value in self.said_by]


class PointTheme(ItemBase):
    """A theme of a point."""

    tag = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="point_themes")
    content_object = models.ForeignKey(Point, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("theme of a point")
        verbose_name_plural = _("themes of points")
        constraints = [models.UniqueConstraint("tag", "content_object", name="events_point_theme_once")]


class EventTheme(ItemBase):
    """What an event is about, before points say it."""

    tag = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="event_themes")
    content_object = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="tagged_themes")

    class Meta:
        verbose_name = _("theme of an event")
        verbose_name_plural = _("themes of events")
