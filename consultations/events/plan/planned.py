"""The plan of an event: what is promised, who can come and how, what is asked and agreed to.

Everything here is public. How to join (a link, a number to dial in) never stands on the page: a
page has revisions and caches. It is kept by the room that registers people.
"""

import datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from consultations.events.enums import Basis
from consultations.events.plan.blocks import AgendaBlock, ConsentsBlock, FacilitatorsBlock, ReservedBlock


class Planned(models.Model):
    """What an event's page knows of its plan. Mixed into `EventPage`, which brings the date."""

    #: Words beside the blocks that are read before anybody comes, and counted for the reading grade.
    also_graded: ClassVar[tuple[str, ...]] = (
        "purpose", "what_happens", "without_internet", "can_change", "who_decides", "access", "expenses",
        "payment", "payment_inside",
    )  # fmt: skip

    agenda: Any = StreamField(AgendaBlock(), blank=True, verbose_name=_("what will be talked about"))
    can_change = models.TextField(
        _("what can change because of it"),
        max_length=600,
        blank=True,
        help_text=_("Say it as it is. If little can change, people should know that first."),
    )
    who_decides = models.TextField(
        _("who decides"),
        max_length=300,
        blank=True,
        help_text=_("Who decides, by name or by office: “The governor of …”, “The team of the pilot”."),
    )
    answer_by = models.DateField(
        _("people hear what came of it by"),
        null=True,
        blank=True,
        help_text=_("The day by which those who came are told. Choose one that you can keep."),
    )
    basis = models.CharField(
        _("on what basis it is held"),
        max_length=12,
        choices=Basis,
        default=Basis.INVOLVEMENT,
        help_text=_(
            "Involvement: people help to shape something. Evaluation: they say how something that exists "
            "works. Research: needs approvals first."
        ),
    )
    basis_references = models.TextField(
        _("approvals and their numbers"),
        max_length=600,
        blank=True,
        help_text=_("Research cannot be announced without them."),
    )
    facilitators: Any = StreamField(FacilitatorsBlock(), blank=True, verbose_name=_("who leads it"))

    access = models.TextField(
        _("getting there and getting in"),
        max_length=1200,
        blank=True,
        help_text=_(
            "Steps, lifts, toilets, parking, a quiet room, where to get off the bus. Online: captions, "
            "whether one can dial in, whether a camera has to be on."
        ),
    )
    expenses = models.TextField(
        _("expenses"),
        max_length=600,
        blank=True,
        help_text=_("What is paid back, such as fares or child care, and how to ask for it."),
    )
    payment = models.TextField(
        _("payment for taking part"),
        max_length=600,
        blank=True,
        help_text=_("Rates change: name where the rate of the day stands, and what it means for benefits."),
    )
    payment_inside = models.TextField(
        _("what people in prison get instead"),
        max_length=600,
        blank=True,
        help_text=_("People in prison can often not be paid. Say what they get, if anything."),
    )

    takes_registrations = models.BooleanField(
        _("people register here"),
        default=False,
        help_text=_("Then this page has a form. Say below how many can come and until when."),
    )
    capacity = models.PositiveSmallIntegerField(
        _("places in all"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Leave empty if everybody can come."),
    )
    reserved: Any = StreamField(
        ReservedBlock(),
        blank=True,
        verbose_name=_("places kept for groups"),
        help_text=_("Part of the places in all. What is not taken goes to others shortly before."),
    )
    registration_opens = models.DateTimeField(
        _("registration opens"), null=True, blank=True, help_text=_("Leave empty to open it at once.")
    )
    registration_closes = models.DateTimeField(
        _("registration closes"), null=True, blank=True, help_text=_("Leave empty to close it at the start.")
    )
    consents: Any = StreamField(
        ConsentsBlock(),
        blank=True,
        verbose_name=_("what people are asked to agree to"),
        help_text=_("Each is asked by itself, and nobody has to say yes."),
    )

    #: Raised when the date, the place or the state of the live page changes: calendars go by it.
    sequence = models.PositiveIntegerField(default=0, editable=False)

    #: Written at every save, so that lists need not read the record: whether anything stands in it.
    recorded = models.BooleanField(default=False, editable=False)

    #: Said by the form while a draft is saved: what has to be there when it is published may be missing.
    unfinished = False

    # What `EventPage` brings.
    day: Any
    time: Any
    minutes: Any
    time_zone: Any

    class Meta:
        abstract = True

    @property
    def zone(self) -> ZoneInfo:
        """The zone whose clock its times are read by."""
        return ZoneInfo(self.time_zone or settings.TIME_ZONE)

    @property
    def begins(self) -> datetime.datetime | None:
        """The moment it begins, in its own zone; nothing if the time is not known."""
        if self.time is None:
            return None
        return datetime.datetime.combine(self.day, self.time, self.zone)

    @property
    def ends(self) -> datetime.datetime | None:
        """The moment it ends, in its own zone; nothing if the time or its length is not known."""
        if self.begins is None or not self.minutes:
            return None
        # Through UTC: the clocks may change in the meantime.
        ends = self.begins.astimezone(datetime.UTC) + datetime.timedelta(minutes=self.minutes)
        return ends.astimezone(self.begins.tzinfo)
