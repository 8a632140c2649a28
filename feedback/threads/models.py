"""Rows of threads and what was said in them. No foreign key of this room leads to a person, not even by way
of others (docs/trust.md, rule 13), and no row keeps a clock: days and weeks are those of an emptying.
"""

import secrets
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from feedback.threads.enums import (
    WAITING,
    Access,
    Basis,
    Face,
    Reason,
    ReportReason,
    ResponseKind,
    State,
)
from vocabulary.models import JourneyStage, Place, Theme
from vocabulary.role_groups import RoleGroup


def random_key() -> int:
    """A key of 63 random bits: it tells neither when nor after what a row was made."""
    return secrets.randbits(63)


class ThreadQuerySet(models.QuerySet["Thread"]):
    """Questions about threads."""

    def public(self) -> "ThreadQuerySet":
        """Those that a facilitator has opened; closed ones stay to be read."""
        return self.filter(opened_on__isnull=False, hidden=False)

    def unlisted(self) -> "ThreadQuerySet":
        """Those that only whoever has their code finds (`admitting`)."""
        return self.filter(opened_on__isnull=False, unlisted=True)


class Thread(models.Model):
    """A question put to people, as readers and writers see it.

    Written by `feedback.questions` alone, when its page is published: a copy of what is needed, so
    that drafts cannot leak. ``page`` is the number of that page and no foreign key. Those that other rooms
    open are written by `threads.hosting` alone and have no page.
    """

    page = models.PositiveIntegerField(_("page"), unique=True, null=True)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    question = models.CharField(_("question"), max_length=200)
    why = models.TextField(_("why we ask"), blank=True)
    # The promise.
    can_change = models.TextField(_("what can change"))
    who_decides = models.CharField(_("who decides"), max_length=200)
    answer_by = models.DateField(_("an answer comes by"))
    #: The first response or decision; shown beside the promise as kept or late.
    answered_on = models.DateField(_("first answered on"), null=True)
    #: [{"name": "Rhys Morgan", "role": "facilitator", "from_prison": false}, …]
    readers = models.JSONField(_("who reads"), default=list)
    basis = models.CharField(_("basis"), max_length=12, choices=Basis, default=Basis.INVOLVEMENT)
    references = models.CharField(_("approvals and references"), max_length=300, blank=True)
    # How it is asked.
    #: [{"words": "Your words go into a box.", "drawing": "box"}, …], the drawing as <c-easy-drawing> has it.
    easy_read = models.JSONField(
        _("Easy Read"), default=list, help_text=_("Short sentences, each with the name of a drawing or none.")
    )
    recording = models.CharField(_("address of the recording"), max_length=300, blank=True)
    asks_faces = models.CharField(_("question for the faces"), max_length=200, blank=True)
    #: [{"key": "a1", "question": "…", "options": [["x", "…"], …]}, …]
    choices = models.JSONField(_("short choices"), default=list)
    for_groups = models.JSONField(
        _("for whom"), default=list, help_text=_("Values of role groups; none: all.")
    )
    stage: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        JourneyStage, verbose_name=_("part of the journey"), null=True, blank=True,
        on_delete=models.SET_NULL, related_name="threads",
    )  # fmt: skip
    place: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        Place,
        verbose_name=_("place"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="threads",
    )
    themes = TaggableManager(
        through="threads.ThreadTheme", blank=True, related_name="threads", verbose_name=_("themes")
    )
    access = models.CharField(_("who may answer"), max_length=8, choices=Access, default=Access.OPEN)
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("last day"))
    #: What it hangs on, told in `threads.sockets.comes_from`: "event", "topic", "point", "proposal",
    #: and its key.
    hangs_on_kind = models.SlugField(max_length=20, blank=True)
    hangs_on_key = models.CharField(max_length=40, blank=True)
    language = models.CharField(_("language of the words"), max_length=10, default="en-GB")
    # What the acts of `questions` note.
    rehearsed_on = models.DateField(_("rehearsed on"), null=True)
    opened_on = models.DateField(_("opened on"), null=True)
    hidden = models.BooleanField(_("its page is not published"), default=False)
    # Of a thread that another room opens (`threads.hosting`): it has no page; what it hangs on is its host.
    hosted = models.BooleanField(_("opened by another room"), default=False)
    #: Nobody answers on its page: what is in it was handed in by that room.
    handed_in = models.BooleanField(_("nobody answers on its page"), default=False)
    #: Stands in no list and has no page: only whoever was given its code finds it, and those who host it
    #: read what is said. Hidden too, so that whatever leaves out hidden threads leaves it out.
    unlisted = models.BooleanField(_("only for those who have its code"), default=False)
    #: Why its last day came earlier than was said; empty otherwise.
    closed_because = models.CharField(_("why it was closed early"), max_length=300, blank=True)
    #: What of the question and the promise was changed after it opened, the newest last; readers see it:
    #: [{"day": "2026-11-24", "what": "answer_by", "before": "1 December 2026", "why": "…"}, …]
    changes = models.JSONField(_("what was changed after it opened"), default=list)
    # Counts, changed at an emptying only.
    received = models.PositiveIntegerField(default=0)
    published = models.PositiveIntegerField(default=0)
    declined = models.PositiveIntegerField(default=0)
    withdrawn = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0, help_text=_("Published with a response."))
    asked_for_change = models.PositiveIntegerField(default=0)
    led_to_change = models.PositiveIntegerField(default=0)
    #: Role groups of which 8 or more are published here: only these are shown beside words.
    shown_groups = models.JSONField(default=list)
    #: How many published words there are on each theme and part of the journey:
    #: {"themes": {slug: number}, "stages": {key: number}}
    facets = models.JSONField(default=dict)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        ordering = ("-opened_on", "slug")
        verbose_name = _("feedback thread")
        verbose_name_plural = _("feedback threads")
        constraints = [
            models.UniqueConstraint(
                "hangs_on_kind",
                "hangs_on_key",
                condition=models.Q(hosted=True),
                name="threads_one_for_each_host",
            ),
            models.CheckConstraint(
                condition=models.Q(unlisted=False) | models.Q(hidden=True, hosted=True),
                name="threads_unlisted_is_hidden",
            ),
        ]

    def __str__(self) -> str:
        return str(self.question)


class ThreadTheme(ItemBase):
    """A theme of a thread."""

    tag = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="thread_themes")
    content_object = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("theme of a thread")
        verbose_name_plural = _("themes of threads")
        constraints = [models.UniqueConstraint("tag", "content_object", name="threads_thread_theme_once")]


class ContributionQuerySet(models.QuerySet["Contribution"]):
    """Questions about contributions."""

    def published(self) -> "ContributionQuerySet":
        return self.shown().filter(state=State.PUBLISHED)

    def shown(self) -> "ContributionQuerySet":
        """Published words, and the stubs of what is not shown any more or never was.

        Whatever has left with a batch once leaves a trace: words, or a line that says why there are none.
        """
        return self.filter(batch__isnull=False, thread__opened_on__isnull=False, thread__hidden=False)

    def newest_first(self) -> "ContributionQuerySet":
        """The newest batch first; inside a batch their random keys decide, which say nothing."""
        return self.order_by("-batch", "-id")

    def waiting(self) -> "ContributionQuerySet":
        return self.filter(state__in=WAITING)


class Contribution(models.Model):
    """One answer, delivered out of the box."""

    id = models.BigIntegerField(primary_key=True, default=random_key)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="contributions")
    #: "answer"; later rooms: "amendment", "remark", "reason".
    kind = models.SlugField(max_length=20, default="answer")
    #: What it is about within the thread, for later rooms: a part of a proposal, a paragraph.
    about = models.CharField(max_length=80, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.HELD)
    #: A moderator has let it go: it leaves with the next batch.
    ready = models.BooleanField(default=False)
    #: While it waits: {"words": "…"} locked with `sealing.held` (threads.held_words). Empty once decided.
    held = models.BinaryField(default=b"")
    #: The words as published; what was taken out stands as ⟦kind⟧. Empty in every other state.
    words = models.TextField(blank=True, default="")
    # A little about its author, all optional.
    role_group = models.CharField(max_length=20, choices=RoleGroup, blank=True)
    stage: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        JourneyStage, null=True, blank=True, on_delete=models.SET_NULL, related_name="contributions"
    )
    for_somebody_else = models.BooleanField(default=False)
    face = models.PositiveSmallIntegerField(choices=Face, null=True)
    choices = models.JSONField(default=dict)
    on_paper = models.BooleanField(default=False)
    # What its author allows.
    may_show = models.BooleanField(default=True)
    may_research = models.BooleanField(default=False)
    # When, as exactly as it is known: the Monday of the emptying's week; its day, while held.
    week = models.DateField()
    day = models.DateField(null=True)
    #: Number of the emptying at which it (or its stub) was first shown: newest batch first.
    batch = models.PositiveBigIntegerField(null=True)
    # What moderators did.
    themes = TaggableManager(
        through="threads.ContributionTheme",
        blank=True,
        related_name="contributions",
        verbose_name=_("themes"),
    )
    warnings = models.JSONField(default=list)
    reason = models.CharField(max_length=20, choices=Reason, blank=True)
    asks_for_change = models.BooleanField(default=False)
    was_changed = models.BooleanField(default=False, help_text=_("Its author changed it."))
    looks_repeated = models.BooleanField(default=False)
    #: Its author does not want it shown; a moderator has read it and closed it. It stays held, locked,
    #: without a day: for research if its author allows that, until its time is over if not.
    was_read = models.BooleanField(default=False)
    happened_too = models.PositiveIntegerField(default=0)
    #: Slow hash of the receipt; empty for none. One look-up needs one hash.
    receipt_index = models.BinaryField(max_length=32, null=True, unique=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        indexes = [
            # Read backwards: the newest batch first, of one thread and of all.
            models.Index(
                fields=["thread", "batch", "id"],
                condition=models.Q(batch__isnull=False),
                name="threads_newest_in_thread",
            ),
            models.Index(
                fields=["batch", "id"], condition=models.Q(batch__isnull=False), name="threads_newest_of_all"
            ),
            # What an emptying looks for. None is by state alone: it would tempt to read all that is shown.
            models.Index(fields=["thread"], condition=models.Q(ready=True), name="threads_ready"),
            models.Index(
                fields=["state", "thread"], condition=models.Q(batch__isnull=True), name="threads_not_shown"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=State.PUBLISHED) | models.Q(words=""),
                name="threads_words_only_while_published",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.PUBLISHED) | models.Q(may_show=True),
                name="threads_shown_only_if_allowed",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.PUBLISHED) | models.Q(batch__isnull=False),
                name="threads_published_left_with_a_batch",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ContributionTheme(ItemBase):
    """A theme of a contribution, given by a moderator."""

    id = models.BigIntegerField(primary_key=True, default=random_key)
    tag = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="contribution_themes")
    content_object = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("theme of a contribution")
        verbose_name_plural = _("themes of contributions")
        constraints = [
            models.UniqueConstraint("tag", "content_object", name="threads_contribution_theme_once")
        ]


class Message(models.Model):
    """A word between moderators and the holder of a receipt."""

    id = models.BigIntegerField(primary_key=True, default=random_key)
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="messages")
    from_author = models.BooleanField()
    #: Locked like held words.
    held = models.BinaryField()
    #: Of the named side: the role it speaks in, as text. No key to a person.
    signed = models.CharField(max_length=120, blank=True)
    day = models.DateField()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")

    def __str__(self) -> str:
        return str(self.pk)


class Report(models.Model):
    """That a reader reported something published."""

    id = models.BigIntegerField(primary_key=True, default=random_key)
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="reports")
    reason = models.CharField(max_length=20, choices=ReportReason)
    held = models.BinaryField(default=b"")
    day = models.DateField()
    settled = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")

    def __str__(self) -> str:
        return str(self.pk)


class Response(models.Model):
    """A published official reply. Who drafted and approved it stays in `moderation`."""

    id = models.BigIntegerField(primary_key=True, default=random_key)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="responses")
    #: The contributions it answers; none: the whole thread.
    contributions: "models.ManyToManyField[Contribution, Any]" = models.ManyToManyField(
        Contribution, blank=True, related_name="responses"
    )
    kind = models.CharField(max_length=10, choices=ResponseKind)
    #: Cleaned (ui.cleaning).
    words = models.TextField()
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=120)
    #: "We will do this": by when, and who sees to it, as text.
    due_on = models.DateField(null=True)
    who = models.CharField(max_length=120, blank=True)
    day = models.DateField()
    changed_on = models.DateField(null=True)
    #: It answers the whole thread: kept beside the empty set, so that a page finds it without looking at all.
    to_all = models.BooleanField(default=False)

    class Meta:
        ordering = ("day", "id")
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        indexes = [
            models.Index(fields=["thread"], condition=models.Q(to_all=True), name="threads_to_all_of_thread")
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind=ResponseKind.WILL_DO)
                | (models.Q(due_on__isnull=False) & ~models.Q(who="")),
                name="threads_will_do_has_day_and_person",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class CodeSheet(models.Model):
    """A sheet of participation codes, printed once; its codes are kept as slow hashes only."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="sheets")
    role_group = models.CharField(max_length=20, choices=RoleGroup)
    number = models.PositiveSmallIntegerField(_("codes printed"))
    expires_on = models.DateField(_("last day"))
    revoked = models.BooleanField(default=False)
    made_on = models.DateField()
    note = models.CharField(_("for whom it was printed"), max_length=120, blank=True)

    class Meta:
        ordering = ("-made_on", "-pk")
        verbose_name = _("sheet of codes")
        verbose_name_plural = _("sheets of codes")

    def __str__(self) -> str:
        return str(self.pk)


class ParticipationCode(models.Model):
    """A code not yet used. Its row goes when the box with its letter is emptied."""

    id = models.BigIntegerField(primary_key=True, default=random_key)
    sheet = models.ForeignKey(CodeSheet, on_delete=models.CASCADE, related_name="codes")
    index = models.BinaryField(max_length=32, unique=True)

    class Meta:
        verbose_name = _("participation code")
        verbose_name_plural = _("participation codes")

    def __str__(self) -> str:
        return str(self.pk)


class MonthlyFigures(models.Model):
    """How we did in a month, as everybody may read it: nothing exacter is kept (`threads.figures`)."""

    id = models.BigIntegerField(primary_key=True, default=random_key)
    #: Its first day. What counts are the weeks that begin in it.
    month = models.DateField(unique=True)
    # Rounded to 5; 0 stands for anything below 8.
    received = models.PositiveIntegerField()
    returned = models.PositiveIntegerField()
    escalated = models.PositiveIntegerField()
    #: By reason; one of fewer than 8 is left out.
    declined = models.JSONField(default=dict)
    #: Rounded to 5; nothing if fewer than 8 were answered.
    median_days = models.PositiveIntegerField(null=True)
    # Anybody can count these on the pages of threads.
    published = models.PositiveIntegerField()
    promises_kept = models.PositiveIntegerField()
    promises_late = models.PositiveIntegerField()

    class Meta:
        ordering = ("-month",)
        verbose_name = _("figures of a month")
        verbose_name_plural = _("figures of months")

    def __str__(self) -> str:
        return str(self.month)
