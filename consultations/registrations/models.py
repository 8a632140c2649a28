"""Rows of registrations. Who somebody is stands in one locked column alone (`words`); what can be asked of
the database says only how many, which group, and in which order.

All of it goes some days after the event (`forgetting`).
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.registrations import words
from consultations.registrations.enums import ON_THE_LIST, Matter, RegistrationState, Source, Way
from consultations.registrations.words import Told
from sealing.random_keys import random_key
from vocabulary.models import Place
from vocabulary.role_groups import RoleGroup

_EVENT = "events.EventPage"


class Register(models.Model):
    """The list of one event. Every act takes this row first, so that places are given one at a time."""

    page: "models.OneToOneField[Any, Any]" = models.OneToOneField(
        _EVENT, on_delete=models.CASCADE, primary_key=True, related_name="+", verbose_name=_("event")
    )
    #: The last place in the order of coming that was given out.
    last_position = models.PositiveIntegerField(default=0)
    #: People who have a place, and who wait for one: what follows from the registrations, for lists.
    taken = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    #: The day on which all registrations were deleted.
    forgotten_on = models.DateField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("list of an event")
        verbose_name_plural = _("lists of events")

    def __str__(self) -> str:
        return str(self.pk)


class JoiningQuerySet(models.QuerySet["Joining"]):
    """Questions about how to join."""

    def details_of(self, page_id: int) -> str:
        """How to join this event; nothing if nobody said. One query. Ask first who may see it."""
        row = self.filter(pk=page_id).first()
        return row.details if row is not None else ""


class Joining(models.Model):
    """How to join an event online or by phone, for those who have a place and nobody else.

    Never on the page, which has revisions, copies and a search.
    """

    page: "models.OneToOneField[Any, Any]" = models.OneToOneField(
        _EVENT, on_delete=models.CASCADE, primary_key=True, related_name="+", verbose_name=_("event")
    )
    sealed = models.BinaryField(default=b"")

    objects = JoiningQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("joining details")
        verbose_name_plural = _("joining details")

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def details(self) -> str:
        """The link, the number to dial, or whatever it takes."""
        return words.unlock_details(self.sealed, page=self.pk)

    @details.setter
    def details(self, details: str) -> None:
        self.sealed = words.lock_details(details, page=self.pk)


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Questions about registrations."""

    def coming(self) -> "RegistrationQuerySet":
        """Those that have a place, in the order in which they registered."""
        return self.filter(state=RegistrationState.IN).order_by("position")

    def waiting(self) -> "RegistrationQuerySet":
        """Those on the waiting list, in the order in which they are asked."""
        return self.filter(state=RegistrationState.WAITING).order_by("position")

    def on_the_list(self) -> "RegistrationQuerySet":
        """All that have a place or wait for one."""
        return self.filter(state__in=sorted(ON_THE_LIST)).order_by("position")

    def reachable_by_mail(self) -> "RegistrationQuerySet":
        """Those that can be written to (`Registration.address`)."""
        return self.filter(by_mail=True)

    def to_write_or_call(self) -> "RegistrationQuerySet":
        """Those that no mail reaches: somebody writes to them or calls them."""
        return self.filter(by_mail=False)

    def people(self) -> int:
        """How many people they are. One query."""
        return self.aggregate(people=models.Sum("people"))["people"] or 0


class Registration(models.Model):
    """Somebody who comes to an event or would like to: a member, a guest with a code, a group by number."""

    id = models.BigIntegerField(primary_key=True, default=random_key)
    page: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        _EVENT, on_delete=models.CASCADE, related_name="+", verbose_name=_("event")
    )
    source = models.CharField(max_length=8, choices=Source)
    person: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    #: Slow hash of the guest's code (`codes.indexes`, its own kind).
    code_index = models.BinaryField(max_length=32, null=True, unique=True)
    state = models.CharField(max_length=10, choices=RegistrationState)
    #: The order of coming, from 1. It tells no time.
    position = models.PositiveIntegerField()
    #: How many people it stands for: one, except for a group.
    people = models.PositiveSmallIntegerField(_("people"), default=1)
    #: Empty for somebody who would rather not say.
    role_group = models.CharField(_("role group"), max_length=20, choices=RoleGroup, blank=True)
    #: Where a group comes from.
    place: "models.ForeignKey[Place | None, Any]" = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("place")
    )
    #: Everything else that was told (`words.Told`), locked.
    sealed = models.BinaryField(default=b"")
    #: What they agreed to: key of the text that was asked (`consenting.key_of`) to yes or no. A text that
    #: was reworded has another key, so nobody has agreed to what they did not read.
    consents = models.JSONField(default=dict)
    expenses_claimed = models.BooleanField(_("asks for expenses"), default=False)
    #: Whether mail reaches them, and the language in which they registered.
    by_mail = models.BooleanField(default=False)
    language = models.CharField(max_length=10, default="en-gb")
    #: How many of them came; nothing until somebody looked.
    came = models.PositiveSmallIntegerField(_("came"), null=True)
    #: The facilitator who put a group down.
    put_down_by: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = RegistrationQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("page", "position")
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        constraints = [
            models.UniqueConstraint("page", "position", name="registrations_position_once"),
            models.UniqueConstraint(
                "page",
                "person",
                condition=Q(person__isnull=False, state__in=["in", "waiting"]),
                name="registrations_person_once",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(code_index__isnull=True),
                name="registrations_person_or_code",
            ),
            models.CheckConstraint(condition=Q(people__gte=1), name="registrations_at_least_one"),
        ]
        indexes = [models.Index("page", "state", "position", name="registrations_in_order")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def told(self) -> Told:
        """What they told about themselves."""
        return words.unlock(self.sealed, row=self.pk)

    @told.setter
    def told(self, told: Told) -> None:
        self.sealed = words.lock(told, row=self.pk)

    @property
    def name(self) -> str:
        """What they are called here; nothing for a group. A member's name is that of their account."""
        return str(self.person.display_name) if self.person is not None else self.told.name

    @property
    def address(self) -> str:
        """Where mail reaches them, if they want any; a member's is that of their account."""
        if not self.by_mail:
            return ""
        return str(self.person.email) if self.person is not None else self.told.email

    @property
    def is_in(self) -> bool:
        """Whether they have a place."""
        return self.state == RegistrationState.IN


class NewsQuerySet(models.QuerySet["News"]):
    """Questions about what people are told."""

    def to_do(self) -> "NewsQuerySet":
        """What somebody still has to write or say to people whom no mail reaches."""
        return self.filter(way=Way.BY_HAND, done_on__isnull=True)


class News(models.Model):
    """That somebody who registered is told of something: once, whoever asks for it, and however often.

    It holds no words. It goes with the registration.
    """

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="news")
    matter = models.CharField(max_length=12, choices=Matter)
    #: For what can happen more than once: the state of the plan that they are told of (`page.sequence`), the
    #: day they are reminded of, how often they were told that how to join had changed.
    number = models.PositiveIntegerField(default=0)
    way = models.CharField(max_length=8, choices=Way)
    day = models.DateField()
    #: When somebody wrote to them or called them, and who did.
    done_on = models.DateField(null=True)
    done_by: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = NewsQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("news of an event")
        verbose_name_plural = _("news of events")
        constraints = [
            models.UniqueConstraint("registration", "matter", "number", name="registrations_told_once")
        ]
        indexes = [
            models.Index(
                "registration",
                condition=Q(way="by-hand", done_on__isnull=True),
                name="registrations_to_tell",
            )
        ]

    def __str__(self) -> str:
        return str(self.matter)
