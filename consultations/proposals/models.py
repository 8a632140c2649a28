"""Rows of proposals: plain Django, read by everybody once they are open for ideas."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from consultations.proposals.enums import (
    PUBLIC,
    AmendmentState,
    ComesFromKind,
    How,
    Part,
    ProposalState,
    Size,
)
from vocabulary.models import JourneyStage, Place, PlaceKind, Theme
from vocabulary.role_groups import RoleGroup

_person: dict[str, Any] = {
    "to": settings.AUTH_USER_MODEL,
    "null": True,
    "blank": True,
    "on_delete": models.SET_NULL,
    "related_name": "+",
}


def _named(name: str) -> str:
    """A name as it is shown; it was taken off the row when its account was closed."""
    return name or gettext("a former member")


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Questions about proposals."""

    def public(self) -> "ProposalQuerySet":
        return self.filter(state__in=sorted(PUBLIC), opened_on__isnull=False)

    def newest_first(self) -> "ProposalQuerySet":
        return self.order_by("-opened_on", "-id")

    def written_by(self, person: Any) -> "ProposalQuerySet":
        """Those a person writes, alone or with others."""
        mine = CoAuthor.objects.filter(proposal=models.OuterRef("pk"), person=person, invited=False)
        return self.filter(models.Exists(mine))

    def inviting(self, person: Any) -> "ProposalQuerySet":
        """Those a person is asked to write together with others."""
        asked = CoAuthor.objects.filter(proposal=models.OuterRef("pk"), person=person, invited=True)
        return self.filter(models.Exists(asked))


class Proposal(models.Model):
    """A service-design proposal: what people would like to see, in parts that can be changed."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=120)
    # The parts (enums.Part), cleaned by `ui.cleaning`.
    problem = models.TextField(_("the problem"), blank=True)
    who = models.TextField(_("who it helps"), blank=True)
    change = models.TextField(_("what would change"), blank=True)
    officers = models.TextField(_("what it means for prison officers"), blank=True)
    needs = models.TextField(_("what it needs: people and permission"), blank=True)
    evidence = models.TextField(_("what we know, and how it differs from what there is"), blank=True)
    risks = models.TextField(_("what could go wrong: security, safety, equality"), blank=True)
    measures = models.TextField(_("how we would know it worked"), blank=True)
    # Money.
    amount = models.PositiveIntegerField(_("how much, in pounds"), null=True, blank=True)
    how_often = models.CharField(_("once or every year"), max_length=8, choices=How, blank=True)
    from_whom = models.CharField(_("from whom"), max_length=160, blank=True)
    until = models.DateField(_("until when"), null=True, blank=True)
    size = models.CharField(_("size of the change"), max_length=12, choices=Size, default=Size.PLAN)
    # Where.
    stages: "models.ManyToManyField[JourneyStage, Any]" = models.ManyToManyField(
        JourneyStage, verbose_name=_("parts of the journey"), blank=True, related_name="proposals"
    )
    custody_places: "models.ManyToManyField[Place, Any]" = models.ManyToManyField(
        Place, verbose_name=_("prisons"), blank=True, related_name="proposals_in_custody",
        limit_choices_to={"kind": PlaceKind.PRISON},
    )  # fmt: skip
    release_places: "models.ManyToManyField[Place, Any]" = models.ManyToManyField(
        Place, verbose_name=_("areas of release"), blank=True, related_name="proposals_after_release",
        limit_choices_to={"kind__in": [PlaceKind.RELEASE_AREA, PlaceKind.REGION]},
    )  # fmt: skip
    themes = TaggableManager(
        through="proposals.ProposalTheme", blank=True, related_name="proposals", verbose_name=_("themes")
    )
    # How far.
    state = models.CharField(_("state"), max_length=10, choices=ProposalState, default=ProposalState.DRAFT)
    opened_on = models.DateField(_("opened for ideas on"), null=True)
    #: Ideas are welcome up to this day.
    ideas_until = models.DateField(_("ideas until"), null=True, blank=True)
    #: Raised with every saved text: a save made from an older one is refused.
    version = models.PositiveIntegerField(default=0)
    #: The address of its thread (`feedback.threads`), opened with it for ideas.
    thread = models.SlugField(max_length=80, blank=True)
    #: The address of its ballot (`consultations.ballots`).
    ballot = models.SlugField(max_length=80, blank=True)
    started_by: "models.ForeignKey[Any, Any]" = models.ForeignKey(**_person)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ("-opened_on", "-id")
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | Q(opened_on__isnull=False),
                name="proposals_public_has_a_day",
            ),
        ]
        indexes = [models.Index(fields=["state", "opened_on"], name="proposals_by_state")]

    def __str__(self) -> str:
        return str(self.title)


class ProposalTheme(ItemBase):
    """A theme of a proposal."""

    tag = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="proposal_themes")
    content_object = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("theme of a proposal")
        verbose_name_plural = _("themes of proposals")
        constraints = [models.UniqueConstraint("tag", "content_object", name="proposals_theme_once")]


class CoAuthor(models.Model):
    """Who writes a proposal: a member, or a panel (a group at a prison, known by its name only)."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="authors")
    person: "models.ForeignKey[Any, Any]" = models.ForeignKey(**_person)
    #: A panel's name. With neither name nor person: somebody whose account was closed.
    name = models.CharField(_("name"), max_length=120, blank=True)
    is_panel = models.BooleanField(default=False)
    #: An invitation not taken up yet.
    invited = models.BooleanField(default=False)

    class Meta:
        ordering = ("id",)
        verbose_name = _("co-author")
        verbose_name_plural = _("co-authors")
        constraints = [
            models.UniqueConstraint(
                "proposal", "person", condition=Q(person__isnull=False), name="proposals_author_once"
            ),
            models.UniqueConstraint(
                "proposal", "name", condition=Q(is_panel=True), name="proposals_panel_once"
            ),
            models.CheckConstraint(
                condition=Q(is_panel=False, name="") | (Q(is_panel=True, person=None) & ~Q(name="")),
                name="proposals_panel_has_a_name",
            ),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """The panel's name, or that of the person as others see it."""
        return _named(self.name if self.is_panel else str(self.person or ""))


class ComesFrom(models.Model):
    """What a proposal comes from (words that people said), or what its evidence is."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="origins")
    kind = models.CharField(max_length=12, choices=ComesFromKind)
    #: Key of the point, contribution (63 bits) or event; of a document its address.
    key = models.CharField(max_length=300)
    #: What a document is called.
    label = models.CharField(max_length=200, blank=True)
    #: Evidence rather than origin.
    is_evidence = models.BooleanField(default=False)

    class Meta:
        ordering = ("id",)
        verbose_name = _("what a proposal comes from")
        verbose_name_plural = _("what proposals come from")
        constraints = [models.UniqueConstraint("proposal", "kind", "key", name="proposals_origin_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Revision(models.Model):
    """The text of a proposal as it was saved once it was public: all that it takes to compare."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    #: {"title": "…", "problem": "…", …, "facts": {…}}: the parts as they stood after it (`revising.text_of`).
    text = models.JSONField()
    summary = models.CharField(_("what changed, in a few words"), max_length=200, blank=True)
    author: "models.ForeignKey[Any, Any]" = models.ForeignKey(**_person)
    author_name = models.CharField(max_length=120, blank=True)
    day = models.DateField()

    class Meta:
        ordering = ("-number",)
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [models.UniqueConstraint("proposal", "number", name="proposals_revision_once")]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def shown_name(self) -> str:
        """Who saved it."""
        return _named(self.author_name)


class Amendment(models.Model):
    """A suggested change to one part: by a member, or by somebody without an account (a contribution)."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="amendments")
    part = models.CharField(max_length=10, choices=Part)
    #: The words of the part when it was suggested (of a contribution: when it was published), and those
    #: suggested (a member's), cleaned.
    before = models.TextField(blank=True)
    words = models.TextField(blank=True)
    why = models.TextField(_("why"), blank=True)
    state = models.CharField(max_length=10, choices=AmendmentState, default=AmendmentState.OPEN)
    #: Why it was declined.
    reason = models.TextField(blank=True)
    author: "models.ForeignKey[Any, Any]" = models.ForeignKey(**_person)
    author_name = models.CharField(max_length=120, blank=True)
    author_group = models.CharField(max_length=20, choices=RoleGroup, blank=True)
    #: Key of the published contribution whose words it is. Its words are read there, never copied here.
    contribution = models.BigIntegerField(null=True, unique=True)
    day = models.DateField()
    settled_on = models.DateField(null=True)
    settled_by: "models.ForeignKey[Any, Any]" = models.ForeignKey(**_person)
    #: The revision that took it up.
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="amendments")

    class Meta:
        ordering = ("id",)
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        constraints = [
            models.CheckConstraint(
                condition=Q(contribution__isnull=True) | Q(author__isnull=True, words="", author_name=""),
                name="proposals_anonymous_amendment_is_a_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.pk}"

    @property
    def shown_name(self) -> str:
        """Who suggested it; of a contribution nothing, since nobody knows."""
        return "" if self.contribution is not None else _named(self.author_name)


class Support(models.Model):
    """That a member supports an amendment. Shown as a number."""

    amendment = models.ForeignKey(Amendment, on_delete=models.CASCADE, related_name="supporters")
    person: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        verbose_name = _("support of an amendment")
        verbose_name_plural = _("support of amendments")
        constraints = [models.UniqueConstraint("amendment", "person", name="proposals_support_once")]

    def __str__(self) -> str:
        return str(self.pk)


class Comment(models.Model):
    """A named comment by a member, on the whole or a part; replies are one level deep."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="comments")
    part = models.CharField(max_length=10, choices=Part, blank=True)
    reply_to: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="replies"
    )
    #: Cleaned (`ui.cleaning`).
    words = models.TextField()
    author: "models.ForeignKey[Any, Any]" = models.ForeignKey(**_person)
    author_name = models.CharField(max_length=120, blank=True)
    author_group = models.CharField(max_length=20, choices=RoleGroup, blank=True)
    day = models.DateField()
    edited_on = models.DateField(null=True)
    hidden_on = models.DateField(null=True)
    hidden_because = models.CharField(max_length=300, blank=True)
    hidden_by: "models.ForeignKey[Any, Any]" = models.ForeignKey(**_person)

    class Meta:
        ordering = ("id",)
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [
            models.CheckConstraint(
                condition=Q(hidden_on__isnull=True) | ~Q(hidden_because=""),
                name="proposals_hidden_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def shown_name(self) -> str:
        """Who said it."""
        return _named(self.author_name)


class CommentReport(models.Model):
    """That a member reported a comment."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    person: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    why = models.CharField(max_length=300, blank=True)
    day = models.DateField()
    settled = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("report of a comment")
        verbose_name_plural = _("reports of comments")
        constraints = [models.UniqueConstraint("comment", "person", name="proposals_report_once")]

    def __str__(self) -> str:
        return str(self.pk)


class Step(models.Model):
    """One step of a proposal's life: a day, who, and a reason where the public would ask why."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=10, choices=ProposalState)
    day = models.DateField()
    reason = models.CharField(max_length=500, blank=True)
    by: "models.ForeignKey[Any, Any]" = models.ForeignKey(**_person)
    by_name = models.CharField(max_length=120, blank=True)
    #: The address of the ballot whose opening or end was this step; nobody made it by hand then.
    ballot = models.SlugField(max_length=80, blank=True)

    class Meta:
        ordering = ("id",)
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    def __str__(self) -> str:
        return str(self.state)

    @property
    def shown_name(self) -> str:
        """Who made it; of a step that a ballot made, nobody."""
        return "" if self.ballot else _named(self.by_name)
