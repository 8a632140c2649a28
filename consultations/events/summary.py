"""The summary of an event: what is said of it besides the record itself, and its other readings.

The record is what was said, topic by topic. Around it stands what makes it a publication: its date, version
and licence, what was put right, and the same told shorter, easier and aloud.
"""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from cms import recordings
from cms.reading_grade import FOR_EVERYONE, FOR_THE_PUBLIC
from consultations.events.licences import Licence
from consultations.events.summary_blocks import CorrectionsBlock, EasyReadBlock, InShortBlock
from consultations.events.summary_words import words_of
from consultations.events.when import Precision, When


class SummaryState(models.TextChoices):
    """How far the summary is. Values are stored; never change them."""

    AS_THE_RECORD = "as-the-record", _("As the record: published once there is one")
    BEING_WRITTEN = "being-written", _("Still being written: more will follow")


#: How exactly the day of an old piece can be known.
_KNOWN = ((Precision.DAY.value, _("The day")), (Precision.MONTH.value, _("The month")))


class Summarised(models.Model):
    """What a page knows of itself as a publication. Mixed into `EventPage`, which brings the record.

    Other rooms mix it into what is published as carefully: read in several ways, cited, corrected.
    """

    #: Its other readings, each with the highest reading grade it should have.
    graded_apart: ClassVar[dict[str, float]] = {"in_short": FOR_THE_PUBLIC, "easy_read": FOR_EVERYONE}

    summary_state = models.CharField(
        _("how far the summary is"), max_length=20, choices=SummaryState, default=SummaryState.AS_THE_RECORD
    )
    in_short: Any = StreamField(
        InShortBlock(),
        blank=True,
        verbose_name=_("on one page"),
        help_text=_("What matters most, in at most 350 words. It is what hangs on a wing’s noticeboard."),
    )
    easy_read: Any = StreamField(
        EasyReadBlock(),
        blank=True,
        verbose_name=_("Easy Read version"),
        help_text=_("Says the same in short sentences with pictures. Have people read it who use Easy Read."),
    )
    recording: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("somebody reads it out"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A sound file (mp3, m4a or ogg) of the summary on one page, read aloud."),
    )
    original_date = models.DateField(
        _("first published on"),
        null=True,
        blank=True,
        help_text=_("Only for an older piece: it keeps its date. Otherwise the day it appears here counts."),
    )
    original_precision = models.CharField(
        _("how exactly that is known"), max_length=10, choices=_KNOWN, default=Precision.MONTH.value
    )
    version = models.CharField(
        _("version"),
        max_length=20,
        blank=True,
        help_text=_("For example 1.0. Raise it with each correction: people cite the one they read."),
    )
    licence = models.CharField(
        _("licence"),
        max_length=20,
        choices=Licence,
        blank=True,
        default=Licence.NONE,
        help_text=_("What others may do with the summary without asking."),
    )
    corrections: Any = StreamField(
        CorrectionsBlock(),
        blank=True,
        verbose_name=_("corrections"),
        help_text=_("Shown on the page with the day and the reason. Small slips of the pen need none."),
    )
    #: Its prose, written at every save: what search looks through. Nothing that is quoted.
    summary_words = models.TextField(blank=True, editable=False)
    #: The day on which it could first be read here.
    summarised_on = models.DateField(null=True, editable=False)

    # What the page brings.
    live: Any
    record: Any

    class Meta:
        abstract = True

    @property
    def being_written(self) -> bool:
        """Whether more of the summary is to follow."""
        return self.summary_state == SummaryState.BEING_WRITTEN

    @property
    def appeared(self) -> When | None:
        """When the summary first appeared, as exactly as it is known; nothing while it has not."""
        if self.original_date:
            return When(Precision(self.original_precision), self.original_date)
        return When(Precision.DAY, self.summarised_on) if self.summarised_on else None

    def note_its_day(self) -> None:
        """Note the day on which the summary is first seen: an event is public long before it has one.

        What the public row says counts, never what stands in a draft. One query where there is a record.
        """
        if self.live and self.record and not self.being_written:
            known = type(self)._default_manager.filter(pk=self.pk).values_list("summarised_on", flat=True)
            self.summarised_on = known.first() or timezone.localdate()

    def note_its_words(self) -> None:
        """Write its prose out for search."""
        self.summary_words = words_of(self.record, self.in_short, self.easy_read)

    def refused_in_summary(self) -> dict[str, Any]:
        """What cannot be in a summary, by field."""
        if self.recording_id and self.recording:
            try:
                recordings.check(self.recording)
            except ValidationError as refusal:
                return {"recording": refusal}
        return {}
