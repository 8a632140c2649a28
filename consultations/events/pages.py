"""The events index and an event, as editors write them and everybody reads them."""

import datetime
from typing import Any, ClassVar
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from cms.blocks import FundingBlock, PeopleBlock
from cms.pages import SitePage
from cms.unfinished_drafts import UnfinishedDraftForm
from consultations.events import index, panels, showing, structured_data
from consultations.events.blocks import RecordBlock, TookPartBlock
from consultations.events.enums import EventFormat, EventState, Standing
from consultations.events.plan import refusals, sequences
from consultations.events.plan.planned import Planned
from consultations.events.plan.shown import PlanShown
from consultations.events.publication import NOTICEBOARD, Called
from consultations.events.readings import Readable
from consultations.events.rows import EventTheme, Point, PointTheme
from consultations.events.standing import next_change
from consultations.events.summary import Summarised, SummaryState
from consultations.events.when import YEARS, Precision, When
from edge import page_cache
from vocabulary.models import JourneyStage

#: Addresses below the index that are no event's: the feed, permanent addresses of points, calendars, and
#: where people come back to a registration or check a summary.
RESERVED_SLUGS = frozenset({"feed", "points", "calendar", "place", "check"})
_LONGEST_MINUTES = 7 * 24 * 60


def known_zone(key: str) -> None:
    """Refuse a time zone that the time zone database does not have."""
    if key not in available_timezones():
        raise ValidationError(_("Give a time zone by its name, for example Europe/London."))


def programme_zone() -> str:
    """The time zone of this installation."""
    return str(settings.TIME_ZONE)


class EventPageQuerySet(PageQuerySet):
    """Questions about events."""

    def upcoming(self, today: datetime.date) -> "EventPageQuerySet":
        """Not over on this day, the soonest first; cancelled ones too, so that nobody sets out in vain."""
        return self.filter(last_day__gte=today).order_by("sort_key", "pk")

    def past(self, today: datetime.date) -> "EventPageQuerySet":
        """Over before this day, the latest first."""
        return self.filter(last_day__lt=today).order_by("-sort_key", "-pk")

    def without_summary(self) -> "EventPageQuerySet":
        """Not called off, and without a summary that is said to be whole (`standing.EventStanding`)."""
        unwritten = models.Q(recorded=False) | models.Q(summary_state=SummaryState.BEING_WRITTEN)
        return self.filter(unwritten, state=EventState.PLANNED)

    def before(self, sort_key: str, pk: int) -> "EventPageQuerySet":
        """Those that come after the given one in a list with the latest first (paging by key)."""
        return self.filter(sort_key__lte=sort_key).filter(
            models.Q(sort_key__lt=sort_key) | models.Q(pk__lt=pk)
        )

    def about(self, *, theme: str = "", stage: str = "", place: str = "") -> "EventPageQuerySet":
        """Events on a theme (slug) and a journey stage (key), their own or a point's.

        An empty word asks for any; a place is always a point's.
        """
        events = self
        here = models.OuterRef("pk")
        if theme:
            by_point = PointTheme.objects.filter(content_object__page=here, tag__slug=theme)
            own = EventTheme.objects.filter(content_object=here, tag__slug=theme)
            events = events.filter(models.Exists(by_point) | models.Exists(own))
        if stage:
            by_point = Point.objects.filter(page=here, stage__key=stage)
            own = EventPage.stages.through.objects.filter(eventpage=here, journeystage__key=stage)
            events = events.filter(models.Exists(by_point) | models.Exists(own))
        if place:
            events = events.filter(models.Exists(Point.objects.filter(page=here).about(place=place)))
        return events

    def for_lists(self) -> "EventPageQuerySet":
        """With no more of each than a list shows."""
        return self.defer_streamfields().defer("summary_words")


class EventsIndexPage(SitePage):
    """All events: those to come, and the record of those that were held."""

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["events.EventPage"]
    template = "events/events_index_page.html"

    class Meta:
        verbose_name = _("events index")

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Find an event below in one query, where Wagtail needs one for its name and one for its kind."""
        if path_components:
            event = EventPage.objects.child_of(self).filter(slug=path_components[0]).first()
            if event is not None:
                event._cached_parent_obj = self
                return event.route(request, path_components[1:])
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add ``listing`` (`index.Listing`)."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        events = EventPage.objects.child_of(self).live().for_lists()
        context["listing"] = index.listing(events, self, request)
        return context


class EventPage(Planned, Summarised, Readable, SitePage):  # type: ignore[django-manager-missing]  # taggit
    """A knowledge-exchange event: what is planned, and afterwards what was said."""

    parent_page_types: ClassVar[list[str]] = ["events.EventsIndexPage"]
    subpage_types: ClassVar[list[str]] = ["cms.ReflectionPage"]
    template = "events/event_page.html"
    called = Called(
        genre="Event summary",
        published=_("Summary published: %(date)s."),
        whole=_("Read all that was said"),
        back=_("Back to the event"),
        stands_here=_("All that was said stands here:"),
        cite="events:cite",
        numbered="events:numbered",
    )

    state = models.CharField(
        _("does it take place?"), max_length=20, choices=EventState, default=EventState.PLANNED
    )
    cancelled_because = models.CharField(
        _("why it is cancelled"),
        max_length=300,
        blank=True,
        help_text=_("People who meant to come read this. Say what happens instead, if anything."),
    )

    precision = models.CharField(
        _("how exactly the date is known"), max_length=10, choices=Precision, default=Precision.TIME
    )
    day = models.DateField(_("day"), help_text=_("If only the month is known, any day of it."))
    time = models.TimeField(_("begins at"), null=True, blank=True, help_text=_("Only if the time is known."))
    minutes = models.PositiveSmallIntegerField(
        _("how long, in minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(_LONGEST_MINUTES)],
    )
    time_zone = models.CharField(
        _("time zone"), max_length=60, default=programme_zone, validators=[known_zone]
    )
    #: Written from the fields above at every save, so that lists need not reckon.
    first_day = models.DateField(editable=False)
    last_day = models.DateField(editable=False, db_index=True)
    sort_key = models.CharField(max_length=20, editable=False)

    format = models.CharField(_("how people come together"), max_length=10, choices=EventFormat)
    where = models.CharField(
        _("where"),
        max_length=200,
        blank=True,
        help_text=_("The place, for everybody to read. Never joining details of an online event."),
    )

    purpose = models.TextField(
        _("what it is for"),
        max_length=1200,
        blank=True,
        help_text=_("Why people are asked to come, in a few sentences."),
    )
    what_happens = models.TextField(_("what happens with what people say"), max_length=1200, blank=True)
    without_internet = models.TextField(
        _("how to take part without the internet"), max_length=1200, blank=True
    )

    people_total = models.PositiveSmallIntegerField(_("how many took part"), null=True, blank=True)
    took_part: Any = StreamField(TookPartBlock(), blank=True, verbose_name=_("groups that took part"))

    record: Any = StreamField(RecordBlock(), blank=True, verbose_name=_("what was said"))
    credits: Any = StreamField(
        [("people", PeopleBlock()), ("funding", FundingBlock())],
        blank=True,
        verbose_name=_("people and funding"),
    )
    source_title = models.CharField(_("title of the source"), max_length=200, blank=True)
    source_url = models.URLField(_("address of the source"), blank=True)

    themes = ClusterTaggableManager(through=EventTheme, blank=True, verbose_name=_("themes"))
    stages = ParentalManyToManyField(JourneyStage, blank=True, verbose_name=_("parts of the journey"))

    exclude_fields_in_copy: ClassVar[list[str]] = ["summarised_on"]
    base_form_class = UnfinishedDraftForm
    content_panels = panels.CONTENT_PANELS
    promote_panels = panels.PROMOTE_PANELS

    objects: ClassVar[Any] = PageManager.from_queryset(EventPageQuerySet)()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [models.Index("sort_key", "page_ptr", name="events_listed_by_date")]

    @property
    def when(self) -> When:
        """When it is."""
        return self._when(self.zone)

    def _when(self, zone: datetime.tzinfo | None) -> When:
        precision = Precision(self.precision)
        return When(precision, self.day, self.time if precision is Precision.TIME else None, zone)

    def standing(self, today: datetime.date) -> Standing:
        """Where it stands on a day; until its last possible day is over it lies ahead."""
        if self.state == EventState.CANCELLED:
            return Standing.CANCELLED
        return Standing.UPCOMING if self.last_day >= today else Standing.HELD

    def clean(self) -> None:
        """Refuse what cannot be: a time without one, a cancellation without a reason, a reserved address."""
        super().clean()
        errors: dict[str, Any] = {}
        if self.precision == Precision.TIME and self.time is None:
            errors["time"] = _("Give the time, or say that only the day is known.")
        if self.state == EventState.CANCELLED and not self.cancelled_because:
            errors["cancelled_because"] = _("Say why it is cancelled.")
        if self.format == EventFormat.ONLINE and self.where:
            errors["where"] = _("An online event has no place. Leave this empty.")
        if self.slug in RESERVED_SLUGS or self.slug.isdecimal():
            errors["slug"] = _("This address is taken by the site itself. Choose another.")
        counted = sum(block.value["number"] or 0 for block in self.took_part)
        if self.people_total is not None and counted > self.people_total:
            errors["people_total"] = _("The groups add up to more than this.")
        errors |= refusals.of_plan(self)
        errors |= self.refused_in_summary()
        if errors:
            raise ValidationError(errors)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Reckon first and last day and the sort key before they are checked."""
        self._reckon()
        super().full_clean(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep first and last day and the sort key in step with the date."""
        self._reckon()
        if kwargs.get("update_fields") is None:
            self.sequence = sequences.next_sequence(self)
        self.note_its_day()
        self.note_its_words()
        super().save(*args, **kwargs)

    def _reckon(self) -> None:
        if self.day is None or self.day.year not in YEARS:
            return  # the form will say so
        if self.precision == Precision.TIME and self.time is None:
            return
        if self.precision != Precision.TIME:
            self.time = None
        when = self._when(None)  # the zone may be nonsense still: validation comes later
        self.first_day, self.last_day, self.sort_key = when.first_day, when.last_day, when.sort_key
        if when.time is not None and self.minutes:  # it may go on beyond midnight
            begins = datetime.datetime.combine(when.day, when.time)
            minutes = min(self.minutes, _LONGEST_MINUTES)
            self.last_day = (begins + datetime.timedelta(minutes=minutes, microseconds=-1)).date()
        self.recorded = bool(self.record)

    def as_shown(self, request: HttpRequest | None) -> showing.EventShown:
        """The event as its page prints it today."""
        return showing.show(self, request, timezone.localdate())

    def has_reading(self, way: str) -> bool:
        """A sheet for a noticeboard can be made of the points alone."""
        return super().has_reading(way) or (way == NOTICEBOARD and bool(self.record))

    def breadcrumbs(self) -> list[tuple[str, str]]:
        """Links to the pages above; without a query when the page was found through the index."""
        index_page = getattr(self, "_cached_parent_obj", None)
        if isinstance(index_page, EventsIndexPage):
            return [*index_page.breadcrumbs(), (index_page.title, index_page.get_url() or "")]
        return super().breadcrumbs()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add ``event``, ``plan``, ``publication``: all that the page says; and ``json_ld`` for machines."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        now = timezone.now()
        page_cache.holds_until(request, next_change(self, now))
        context["publication"] = publication = self.publication(request)
        context["event"] = publication.shown
        context["plan"] = plan = PlanShown(self, now)
        context["json_ld"] = structured_data.json_ld(publication, plan, self.get_full_url(request) or "")
        return context
