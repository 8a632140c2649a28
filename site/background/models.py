"""What the worker remembers: who is at which task until when, and which due times are taken."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TaskClaim(models.Model):
    """Who holds a task, until when, and how often it went wrong.

    There is one from the first time a task is taken until it is finished or
    given up. It holds no key to the task's table, which belongs to a library.
    """

    task = models.UUIDField(_("task"), primary_key=True)
    #: A random word of the worker's process; empty while nobody is at it.
    holder = models.CharField(_("held by"), max_length=32, blank=True)
    until = models.DateTimeField(_("held until"))
    #: How often the task raised an error.
    failures = models.PositiveSmallIntegerField(_("failures"), default=0)
    #: How often its worker was gone before the end.
    losses = models.PositiveSmallIntegerField(_("workers lost"), default=0)

    class Meta:
        verbose_name = _("claim on a task")
        verbose_name_plural = _("claims on tasks")

    def __str__(self) -> str:
        return str(self.task)


class ScheduleMark(models.Model):
    """The last due time of a scheduled act that somebody took."""

    name = models.SlugField(_("name"), max_length=40, primary_key=True)
    taken = models.DateTimeField(_("taken up to"))

    class Meta:
        verbose_name = _("scheduled act")
        verbose_name_plural = _("scheduled acts")

    def __str__(self) -> str:
        return str(self.name)
