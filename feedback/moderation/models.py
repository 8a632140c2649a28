"""The named side: what moderators and responders note about contributions. Days, never times."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from feedback.moderation.enums import Attention, DraftState, ModerationAct
from feedback.threads.enums import ResponseKind
from feedback.threads.models import Contribution, Response, Thread, random_key
from people.models import Person, PlaceTie
from people.permission_groups import PermissionGroup
from vocabulary.models import Place, PlaceKind

_person: dict[str, Any] = {
    "to": settings.AUTH_USER_MODEL,
    "null": True,
    "blank": True,
    "on_delete": models.SET_NULL,
}


class ItemQuerySet(models.QuerySet["Item"]):
    """Questions about the queue. Whose prison an item concerns never sees it: not even in a count."""

    def waiting(self) -> "ItemQuerySet":
        # Not "= True", which Django writes as a bare column: SQLite finds no index for that.
        return self.filter(open__in=(True,))

    def in_order(self) -> "ItemQuerySet":
        """What needs somebody first comes first (one index)."""
        return self.order_by("attention", "since", "contribution")

    def visible_to(self, person: Person) -> "ItemQuerySet":
        """What this person may read (`permissions.Act.READ`, as SQL)."""
        return self.readable_by(person.group_names).without_prisons_of(person)

    def readable_by(self, groups: frozenset[str]) -> "ItemQuerySet":
        """What permission groups may read: escalated ones are for safeguarding only."""
        moderates = PermissionGroup.FACILITATOR in groups
        safeguards = bool(groups & SAFEGUARDING)
        if moderates and safeguards:
            return self
        if moderates:
            return self.filter(attention__gt=Attention.ESCALATED)
        if safeguards:
            return self.filter(attention__lte=Attention.RISK)
        return self.none()

    def without_prisons_of(self, person: Person) -> "ItemQuerySet":
        """Without what concerns a prison that this person is tied to."""
        prisons = PlaceTie.objects.filter(person=person, place__kind=PlaceKind.PRISON).values("place")
        named = Item.places.through.objects.filter(item=OuterRef("pk"), place__in=prisons)
        of_thread = Q(contribution__thread__in=Thread.objects.filter(place__in=prisons).values("pk"))
        return self.filter(~Exists(named)).exclude(of_thread)


#: Who acts when somebody may be at risk.
SAFEGUARDING = frozenset({PermissionGroup.SAFEGUARDING_LEAD.value, PermissionGroup.SAFEGUARDING_DEPUTY.value})


class Item(models.Model):
    """A contribution as the queue has it. Made when the box is emptied; the queue changes only then."""

    contribution = models.OneToOneField(
        Contribution, on_delete=models.CASCADE, primary_key=True, related_name="item"
    )
    attention = models.PositiveSmallIntegerField(choices=Attention, default=Attention.ORDINARY)
    #: Kinds of identifying detail and signs of risk that were found (feedback.detection); no words.
    details = models.JSONField(default=list)
    risks = models.JSONField(default=list)
    #: Whether they were looked for: when very much comes at once, that is done soon after.
    looked_at = models.BooleanField(default=True)
    #: Prisons it concerns: of its thread, and named in it. Nobody tied to one of them sees it.
    places: "models.ManyToManyField[Place, Any]" = models.ManyToManyField(Place, blank=True, related_name="+")
    claimed_by: "models.ForeignKey[Any, Any]" = models.ForeignKey(related_name="claimed_items", **_person)
    #: Raised by every act: an act on what has changed meanwhile is refused.
    version = models.PositiveIntegerField(default=0)
    open = models.BooleanField(_("waits for a moderator"), default=True)
    #: The emptying's day of its arrival or of what last brought it back; of its week, once that is over.
    since = models.DateField()

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("item of the queue")
        verbose_name_plural = _("items of the queue")
        indexes = [
            models.Index("open", "attention", "since", "contribution", name="moderation_queue"),
            models.Index(
                "claimed_by", "open", "attention", "since", "contribution", name="moderation_taken_on"
            ),
            models.Index("since", "contribution", name="moderation_by_day"),
            models.Index(
                fields=["contribution"], condition=models.Q(looked_at=False), name="moderation_not_looked_at"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class LogEntry(models.Model):
    """One act, written by the one gate. Holds a reason from the list, never words of a contribution."""

    id = models.BigIntegerField(primary_key=True, default=random_key)
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="log")
    act = models.CharField(max_length=12, choices=ModerationAct)
    by: "models.ForeignKey[Any, Any]" = models.ForeignKey(related_name="+", **_person)
    day = models.DateField()
    reason = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("entry of the log")
        verbose_name_plural = _("entries of the log")

    def __str__(self) -> str:
        return str(self.act)


class Note(models.Model):
    """A private note of moderators, without copies of the words; locked like held words."""

    id = models.BigIntegerField(primary_key=True, default=random_key)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="notes")
    held = models.BinaryField()
    by: "models.ForeignKey[Any, Any]" = models.ForeignKey(related_name="+", **_person)
    day = models.DateField()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")

    def __str__(self) -> str:
        return str(self.pk)


class AnswerTemplate(models.Model):
    """Words that moderators and responders start from."""

    title = models.CharField(_("title"), max_length=80, unique=True)
    words = models.TextField(_("words"))
    for_responses = models.BooleanField(_("for responses; otherwise for messages to authors"), default=False)

    class Meta:
        ordering = ("title",)
        verbose_name = _("answer template")
        verbose_name_plural = _("answer templates")

    def __str__(self) -> str:
        return str(self.title)


class ReadingHours(models.Model):
    """When somebody reads here, as pages say it: one row for each day of the week."""

    weekday = models.PositiveSmallIntegerField(_("day of the week, Monday is 0"), primary_key=True)
    opens = models.TimeField(_("from"))
    closes = models.TimeField(_("until"))

    class Meta:
        ordering = ("weekday",)
        verbose_name = _("reading hours")
        verbose_name_plural = _("reading hours")

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens:%H:%M}-{self.closes:%H:%M}"


class Absence(models.Model):
    """Days on which a safeguarding lead or deputy is away; the other is told instead."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="absences")
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))

    class Meta:
        ordering = ("first_day",)
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="moderation_absence_ends"
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_day} – {self.last_day}"


class SaferCustodyContact(models.Model):
    """Whom to tell at a prison."""

    place = models.OneToOneField(Place, on_delete=models.CASCADE, related_name="safer_custody")
    name = models.CharField(_("team"), max_length=120)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("email address"), blank=True)
    checked_on = models.DateField(_("last checked"))

    class Meta:
        ordering = ("place__name",)
        verbose_name = _("safer-custody contact")
        verbose_name_plural = _("safer-custody contacts")

    def __str__(self) -> str:
        return str(self.name)


class PassedOn(models.Model):
    """What was passed on about an escalated contribution, to whom and when. Stays when the words go."""

    id = models.BigIntegerField(primary_key=True, default=random_key)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="passed_on")
    to = models.CharField(_("to whom"), max_length=200)
    #: What was said, without the words of the contribution; locked.
    held = models.BinaryField()
    at = models.DateTimeField(_("when"), help_text=_("The hour: this is an act of ours, in public duty."))
    by: "models.ForeignKey[Any, Any]" = models.ForeignKey(related_name="+", **_person)

    class Meta:
        ordering = ("at",)
        verbose_name = _("passed on")
        verbose_name_plural = _("passed on")

    def __str__(self) -> str:
        return str(self.to)


class ResponseDraft(models.Model):
    """A response before and behind the published one: who drafted, who approved, and how it changed."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="drafts")
    contributions: "models.ManyToManyField[Contribution, Any]" = models.ManyToManyField(
        Contribution, blank=True, related_name="drafts"
    )
    state = models.CharField(max_length=10, choices=DraftState, default=DraftState.DRAFT)
    kind = models.CharField(max_length=10, choices=ResponseKind)
    words = models.TextField()
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=120)
    due_on = models.DateField(null=True, blank=True)
    who = models.CharField(max_length=120, blank=True)
    drafted_by: "models.ForeignKey[Any, Any]" = models.ForeignKey(related_name="response_drafts", **_person)
    approved_by: "models.ForeignKey[Any, Any]" = models.ForeignKey(related_name="+", **_person)
    drafted_on = models.DateField()
    approved_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=0)
    #: Former texts: [{"day": …, "kind": …, "words": …, "due_on": …, "who": …}, …]
    history = models.JSONField(default=list)
    response: "models.OneToOneField[Any, Any]" = models.OneToOneField(
        Response, null=True, on_delete=models.SET_NULL, related_name="draft"
    )

    class Meta:
        ordering = ("-drafted_on", "-pk")
        verbose_name = _("draft of a response")
        verbose_name_plural = _("drafts of responses")

    def __str__(self) -> str:
        return str(self.pk)


class ResearchExport(models.Model):
    """That somebody took out the answers of a thread for research, and on which day. No copy is kept."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="research_exports")
    by: "models.ForeignKey[Any, Any]" = models.ForeignKey(related_name="research_exports", **_person)
    day = models.DateField()

    class Meta:
        ordering = ("-day", "-pk")
        verbose_name = _("export for research")
        verbose_name_plural = _("exports for research")

    def __str__(self) -> str:
        return str(self.pk)
