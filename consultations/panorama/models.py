"""Counts as they were last counted. No row leads to a person, to words, or to when somebody wrote."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from consultations.panorama.enums import By, What


class Count(models.Model):
    """How many there are of something that everybody can read, as it was on a day.

    ``key`` says which group, part of the journey, place or theme, by its own key; empty for all together.
    What there is none of has no row. No number is given to a row, since they are all written anew each time,
    and how often would be kept by the database.
    """

    pk = models.CompositePrimaryKey("what", "by", "key")
    what = models.CharField(max_length=10, choices=What)
    by = models.CharField(max_length=5, choices=By)
    key = models.SlugField(max_length=120, blank=True, db_index=False)
    number = models.PositiveIntegerField()
    counted_on = models.DateField()

    class Meta:
        ordering = ("what", "by", "key")
        verbose_name = _("count")
        verbose_name_plural = _("counts")

    def __str__(self) -> str:
        return f"{self.what} {self.by} {self.key}"
