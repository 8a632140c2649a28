"""Rows of what members follow and what they are to be told. No words of anybody, no vote."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from following.enums import Followable, HowOften, What

_person: dict[str, Any] = {"to": settings.AUTH_USER_MODEL, "on_delete": models.CASCADE}


class Following(models.Model):
    """That a member follows something."""

    person: "models.ForeignKey[Any, Any]" = models.ForeignKey(related_name="follows", **_person)
    kind = models.CharField(max_length=10, choices=Followable)
    #: Slug of the proposal, thread, theme or place; key of the stage.
    key = models.CharField(max_length=120)

    class Meta:
        ordering = ("kind", "key")
        verbose_name = _("what a member follows")
        verbose_name_plural = _("what members follow")
        constraints = [models.UniqueConstraint("person", "kind", "key", name="following_once")]
        indexes = [models.Index(fields=["kind", "key"], name="following_by_thing")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Choice(models.Model):
    """How often a member wants mail; no row: once a day."""

    person: "models.OneToOneField[Any, Any]" = models.OneToOneField(
        primary_key=True, related_name="mail_choice", **_person
    )
    how_often = models.CharField(_("how often"), max_length=8, choices=HowOften, default=HowOften.DAILY)

    class Meta:
        verbose_name = _("choice about mail")
        verbose_name_plural = _("choices about mail")

    def __str__(self) -> str:
        return str(self.how_often)


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Questions about notices."""

    def waiting(self) -> "NoticeQuerySet":
        """Those that no mail has told of yet."""
        return self.filter(mailed=False)


class Notice(models.Model):
    """Something that a member is told: with the next mail, and on their page for some weeks."""

    person: "models.ForeignKey[Any, Any]" = models.ForeignKey(related_name="+", **_person)
    what = models.CharField(max_length=14, choices=What)
    #: What it is about: "proposal" and its slug, "ballot" and its slug; the title is read when it is shown.
    kind = models.CharField(max_length=10)
    key = models.CharField(max_length=120)
    day = models.DateField()
    #: A mail has told of it, or none is to: whoever wants no mail still finds it on their page.
    mailed = models.BooleanField(default=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ("-day", "-id")
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [models.UniqueConstraint("person", "what", "kind", "key", name="following_told_once")]
        indexes = [
            models.Index(fields=["person"], condition=models.Q(mailed=False), name="following_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.kind} {self.key}"
