"""Persons: who signs in, what ties them to a place, and who has been asked to join."""

from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import Group, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from people.permission_groups import MODERATES_OR_ADMINISTERS, PermissionGroup
from vocabulary.models import Place
from vocabulary.role_groups import RoleGroup


class PersonQuerySet(models.QuerySet["Person"]):
    """Questions about persons."""

    def active(self) -> "PersonQuerySet":
        return self.filter(is_active=True)

    def in_group(self, group: PermissionGroup) -> "PersonQuerySet":
        return self.filter(groups__name=group)

    def found_by(self, words: str) -> "PersonQuerySet":
        """Whose name or email holds these words; everybody, if there are none."""
        for word in words.split():
            self = self.filter(models.Q(display_name__icontains=word) | models.Q(email__icontains=word))
        return self

    def after(self, name: str, pk: int) -> "PersonQuerySet":
        """Who comes after this name in the list (paging by key)."""
        return self.filter(models.Q(display_name__gt=name) | models.Q(display_name=name, pk__gt=pk))


class PersonManager(BaseUserManager["Person"]):
    """Makes persons; an email is kept in lower case, so that it signs in however it is typed."""

    def get_queryset(self) -> PersonQuerySet:
        return PersonQuerySet(self.model, using=self._db)

    def active(self) -> PersonQuerySet:
        return self.get_queryset().active()

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").lower())

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """A person who may sign in; without a password, only after setting one by mail."""
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """Somebody who passes every permission of Wagtail. We make none: an administrator is enough."""
        person = self.create_user(email, password, is_superuser=True, **fields)
        person.groups.add(Group.objects.get_or_create(name=PermissionGroup.ADMINISTRATOR)[0])
        return person


class Person(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]
    """Somebody with an account. Others see the display name and role group, never the email."""

    email = models.EmailField(_("email address"), unique=True)
    display_name = models.CharField(_("name others see"), max_length=80)
    role_group = models.CharField(_("role group"), max_length=20, choices=RoleGroup)
    language = models.CharField(_("language"), max_length=10, default="en-gb")
    is_active = models.BooleanField(_("may sign in"), default=True)
    #: Raised by "sign out everywhere": every session made before it is refused.
    session_epoch = models.PositiveIntegerField(default=0, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name", "role_group"]

    objects = PersonManager()

    class Meta:
        ordering = ("display_name",)
        verbose_name = _("person")
        verbose_name_plural = _("people")
        indexes = [models.Index("display_name", "id", name="people_listed_by_name")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="people_email_in_lower_case"
            ),
        ]

    def __str__(self) -> str:
        return str(self.display_name)

    def get_full_name(self) -> str:
        return str(self.display_name)

    def get_short_name(self) -> str:
        return str(self.display_name)

    @cached_property
    def group_names(self) -> frozenset[str]:
        """The names of the permission groups; read once for each copy of the person."""
        return frozenset(group.name for group in self.groups.all())

    def belongs_to(self, *groups: PermissionGroup) -> bool:
        """Whether the person is in any of these permission groups."""
        return not self.group_names.isdisjoint(groups)

    @property
    def needs_second_step(self) -> bool:
        """Whether this person must sign in with a second step."""
        return self.is_superuser or self.belongs_to(*MODERATES_OR_ADMINISTERS)

    def get_session_auth_hash(self) -> str:
        return self._session_hash()

    def get_session_auth_fallback_hash(self) -> Any:
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._session_hash(str(secret))

    def _session_hash(self, secret: str | None = None) -> str:
        """What a session must carry: another password or another epoch ends it."""
        return salted_hmac(
            "people.Person.session",
            f"{self.session_epoch}:{self.password}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()


class PlaceTie(models.Model):
    """A person belongs to a place: works in a prison, knows an area of release."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="place_ties")
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("tie to a place")
        verbose_name_plural = _("ties to places")
        constraints = [models.UniqueConstraint("person", "place", name="people_tied_once")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.place_id}"


class InvitationState(models.TextChoices):
    """Where an invitation stands. Whether it is too old follows from its date."""

    WAITING = "waiting", _("waiting for an answer")
    JOINED = "joined", _("joined")
    WITHDRAWN = "withdrawn", _("withdrawn")


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Questions about invitations."""

    def waiting(self) -> "InvitationQuerySet":
        return self.filter(state=InvitationState.WAITING)

    def open(self) -> "InvitationQuerySet":
        """Those that can still be answered."""
        return self.waiting().filter(expires_on__gte=timezone.localdate())


class Invitation(models.Model):
    """Somebody has been asked to join. The link in the mail is kept only as its hash."""

    email = models.EmailField(_("email address"))
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    role_group = models.CharField(_("role group"), max_length=20, choices=RoleGroup)
    groups = models.ManyToManyField(Group, verbose_name=_("permission groups"), related_name="+")
    places = models.ManyToManyField(Place, verbose_name=_("places"), related_name="+", blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en-gb")
    invited_by: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        Person, verbose_name=_("invited by"), null=True, on_delete=models.SET_NULL, related_name="invitations"
    )
    state = models.CharField(max_length=10, choices=InvitationState, default=InvitationState.WAITING)
    expires_on = models.DateField(_("can be used until"))
    times_sent = models.PositiveSmallIntegerField(default=1)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="people_invitation_email_in_lower_case"
            ),
        ]

    def __str__(self) -> str:
        return str(self.email)

    @property
    def is_waiting(self) -> bool:
        return self.state == InvitationState.WAITING

    def is_open_on(self, day: date) -> bool:
        """Whether the invitation can be used on a day; its last day counts."""
        return self.is_waiting and self.expires_on >= day
