"""What moderators do and note. Values are stored; never change them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ModerationAct(models.TextChoices):
    """What was done with a contribution, as the log keeps it."""

    CLAIMED = "claimed", _("Taken on")
    RELEASED = "released", _("Put back")
    HANDED_OVER = "handed-over", _("Handed over")
    PUBLISHED = "published", _("Let go: it leaves with the next batch")
    REDACTED = "redacted", _("Let go with words taken out")
    UNDONE = "undone", _("Taken back before it left")
    RETURNED = "returned", _("Returned with a message")
    ANSWERED = "answered", _("Its author was written to")
    READ = "read", _("Read; its author does not want it shown")
    REOPENED = "reopened", _("Put back into the queue")
    DECLINED = "declined", _("Not shown")
    ESCALATED = "escalated", _("Given to the safeguarding lead")
    PASSED_ON = "passed-on", _("Passed on")
    SETTLED = "settled", _("Back from safeguarding")
    TAGGED = "tagged", _("Themes or warnings set")
    TAKEN_DOWN = "taken-down", _("Taken down after it was shown")
    REPORTED = "reported", _("Reported by a reader")
    KEPT = "kept", _("Reports looked at: it stays")
    CHANGED = "changed", _("Changed by its author")
    MESSAGE = "message", _("A message from its author")
    GONE = "gone", _("The words are gone for good")


class Attention(models.IntegerChoices):
    """How soon somebody should look; lower comes first."""

    ESCALATED = 0, _("Escalated")
    RISK = 1, _("Somebody may be at risk")
    REPORTED = 2, _("Reported by a reader")
    DETAIL = 3, _("It may give somebody away")
    ORDINARY = 4, _("Ordinary")


class Shelf(models.TextChoices):
    """The lists of the queue. The values stand in addresses."""

    WAITING = "waiting", _("Waiting")
    MINE = "mine", _("Taken on by me")
    LEAVING = "leaving", _("Leaving next")
    RETURNED = "returned", _("Returned")
    SHOWN = "shown", _("Shown")
    NOT_SHOWN = "not-shown", _("Not shown")
    READ = "read", _("Read only")
    GONE = "gone", _("Withdrawn")


class DraftState(models.TextChoices):
    """Where the draft of a response stands."""

    DRAFT = "draft", _("Draft")
    WAITING = "waiting", _("Waits for a publisher")
    PUBLISHED = "published", _("Published")
    DROPPED = "dropped", _("Dropped")
