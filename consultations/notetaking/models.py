"""Rows of what scribes catch at an event. Words of a room, never of a person: no name, no time.

They live apart from the event's page. Nothing of them is public until a researcher has put them into the
draft of the page and that is published.
"""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.events.enums import Strength
from consultations.notetaking.enums import NoteState
from vocabulary.role_groups import RoleGroup

#: As long as a point of the record may be, so that each note can become one.
LONGEST_TEXT = 400
#: As long as a topic of the record may be called.
LONGEST_TOPIC = 120


class Notebook(models.Model):
    """One for each event of which notes are taken. Whoever changes a note takes this row first.

    ``version`` rises with every change of a note: a page that shows version 7 asks "anything after 7?".
    Given out under the lock, it rises in the order in which changes become visible, which no clock and no
    counting key does.
    """

    # Saving a note is no editing of pages: Wagtail's index of references has no part in it.
    wagtail_reference_index_ignore = True

    page = models.OneToOneField(
        "events.EventPage", on_delete=models.CASCADE, primary_key=True, related_name="notebook"
    )
    version = models.PositiveBigIntegerField(default=0)
    #: The number of the newest note.
    last_number = models.PositiveIntegerField(default=0)
    #: The day on which a note last changed: notes are forgotten so long after that (`forgetting`).
    changed_on = models.DateField()

    class Meta:
        verbose_name = _("notebook")
        verbose_name_plural = _("notebooks")

    def __str__(self) -> str:
        return str(self.page_id)


class NoteQuerySet(models.QuerySet["Note"]):
    """Questions about notes."""

    def caught(self) -> "NoteQuerySet":
        """Those that were not removed."""
        return self.filter(state=NoteState.CAUGHT)

    def on_the_wall(self) -> "NoteQuerySet":
        """Those that the room sees."""
        return self.caught().filter(on_wall=True)

    def in_order(self) -> "NoteQuerySet":
        """As they were caught."""
        return self.order_by("number")


class Note(models.Model):
    """One thing that was said, in a sentence or two.

    ``key`` is made by the page on which it is written, before anything is sent: whoever sends it again,
    because the line was cut, sends the same key and doubles nothing. It becomes the id of the point's block
    in the record, so that it is put there once only.
    """

    wagtail_reference_index_ignore = True

    page = models.ForeignKey("events.EventPage", on_delete=models.CASCADE, related_name="notes")
    key = models.UUIDField(default=uuid.uuid4)
    #: Counts from 1 in each event, in the order in which notes were saved.
    number = models.PositiveIntegerField()
    #: Version of the notebook when it last changed.
    changed = models.PositiveBigIntegerField()
    #: Raised with each change of this note: a save made from an older one is refused.
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=8, choices=NoteState, default=NoteState.CAUGHT)
    #: Id of the topic's block: of one that is planned or in the record, or made from the title of a new one.
    topic = models.UUIDField(null=True, blank=True)
    #: What the topic was called when the note was taken; a new topic is called nowhere else.
    topic_title = models.CharField(_("topic"), max_length=LONGEST_TOPIC, blank=True)
    text = models.TextField(_("what was said"), max_length=LONGEST_TEXT)
    # What blocks of the record hold: a key of a stage, slugs of themes and places, values of groups.
    stage = models.CharField(_("part of the journey"), max_length=40, blank=True)
    themes = models.JSONField(_("themes"), default=list, blank=True)
    said_by = models.JSONField(_("who said it"), default=list, blank=True)
    strength = models.CharField(_("how widely it was shared"), max_length=20, choices=Strength, blank=True)
    custody = models.CharField(_("place of custody"), max_length=120, blank=True)
    release = models.CharField(_("place of release"), max_length=120, blank=True)
    on_wall = models.BooleanField(_("on the wall"), default=True)
    #: Who typed it; empty once their account is closed.
    scribe: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ("page", "number")
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        constraints = [
            models.UniqueConstraint("page", "key", name="notetaking_note_once"),
            models.UniqueConstraint("page", "number", name="notetaking_number_once"),
            models.CheckConstraint(
                condition=Q(state=NoteState.CAUGHT) & ~Q(text="") | Q(state=NoteState.REMOVED, text=""),
                name="notetaking_removed_has_no_words",
            ),
        ]
        indexes = [models.Index("page", "changed", name="notetaking_by_change")]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def groups(self) -> list[RoleGroup]:
        """Who said it, in the order of the role groups."""
        return [group for group in RoleGroup if group.value in self.said_by]


class Scribe(models.Model):
    """A member who was asked to take notes at an event."""

    wagtail_reference_index_ignore = True

    page = models.ForeignKey("events.EventPage", on_delete=models.CASCADE, related_name="scribes")
    person: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        verbose_name = _("scribe")
        verbose_name_plural = _("scribes")
        constraints = [models.UniqueConstraint("page", "person", name="notetaking_scribe_once")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.person_id}"


class ReadList(models.Model):
    """A list of points that was uploaded and is being looked at before it is taken in.

    It goes when it is taken in or dropped, or by itself the next day.
    """

    wagtail_reference_index_ignore = True

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    page = models.ForeignKey("events.EventPage", on_delete=models.CASCADE, related_name="+")
    person: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    day = models.DateField()
    #: The file as text, as it was uploaded.
    text = models.TextField()

    class Meta:
        verbose_name = _("list of points")
        verbose_name_plural = _("lists of points")

    def __str__(self) -> str:
        return str(self.key)
