"""Persons: who signs in, and what ties them to a place."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from vocabulary.role_groups import RoleGroup


class PersonManager(BaseUserManager["Person"]):
    """Makes persons; an email is kept in lower case, so that it signs in however it is typed."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").lower())

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """A person who may sign in; without a password, only after setting one by mail."""
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """The first person of an installation, who may do everything."""
        return self.create_user(email, password, is_superuser=True, **fields)


class Person(AbstractBaseUser, PermissionsMixin):
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
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="people_email_in_lower_case"),
        ]

    def __str__(self) -> str:
        return str(self.display_name)

    def get_full_name(self) -> str:
        return str(self.display_name)

    def get_short_name(self) -> str:
        return str(self.display_name)
