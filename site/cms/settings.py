"""Settings that administrators change in the admin: programme, navigation, footer, visit counting."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Orderable

from cms.blocks.funding import FundingBlock

#: Ordinary, dull, never surprising in a history, and on the lists of prison networks too.
LEAVE_TO = "https://www.bbc.co.uk/weather"

_PO_BOX = re.compile(r"\bp\.?\s*o\.?\s*box\b", re.IGNORECASE)
#: A number as people write it: at least six digits, with what stands between them.
_PHONE_NUMBER = re.compile(r"(?:\(\d{3,5}\) ?)?\+?\d(?:(?: ?\(0\) ?|[ ./-]{1,2})?\d){5,14}(?!\d)")
#: A host as a policy may name it: no path, no credentials, no wildcard, no quotes.
_HTTPS_HOST = re.compile(r"https://[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?(?::[0-9]{1,5})?", re.IGNORECASE)
https_only = URLValidator(schemes=["https"], message=_("Enter a whole address that begins with https://."))


def no_po_box(address: str) -> None:
    """Refuse a PO Box: people in prison may normally not write to one."""
    if _PO_BOX.search(address):
        raise ValidationError(
            _("Give a street address. People in prison may normally not write to a PO Box.")
        )


def host_only(address: str) -> None:
    """Refuse anything but https:// and a host, since the browser's policy is opened to exactly this."""
    if not _HTTPS_HOST.fullmatch(address):
        raise ValidationError(_("Enter https:// and the host alone, for example https://matomo.example.org."))


@register_setting(icon="home", order=100)
class Programme(BaseGenericSetting):
    """Whose site this is, how to reach them, and where "Leave this page now" goes."""

    name = models.CharField(_("name of the site"), max_length=60, default="Alongside")
    strapline = models.CharField(
        _("what it is, in a line"),
        max_length=160,
        default="Social prescribing in prisons, a research programme.",
        help_text=_("Stands at the foot of every page."),
    )
    not_run_by = models.CharField(
        _("who does not run it"),
        max_length=160,
        default="Not run by the prison service or probation.",
        help_text=_("People need to know this before they say anything. Change it only if it is not true."),
    )
    email = models.EmailField(_("email address"), blank=True)
    phone = models.CharField(
        _("phone number"), max_length=80, blank=True, help_text=_("With the hours when somebody answers.")
    )
    street_address = models.TextField(
        _("address for letters"),
        max_length=300,
        blank=True,
        validators=[no_po_box],
        help_text=_("A street address. People in prison may normally not write to a PO Box."),
    )
    leave_url = models.URLField(
        _("where “Leave this page now” goes"),
        default=LEAVE_TO,
        validators=[https_only],
        help_text=_(
            "A page that looks like nothing in particular and opens fast, in prisons too. "
            "It must not be about this programme."
        ),
    )
    funders: Any = StreamField(
        [("funder", FundingBlock())],
        blank=True,
        verbose_name=_("funders"),
        help_text=_("Shown at the foot of every page."),
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("strapline"), FieldPanel("not_run_by")], _("The programme")
        ),
        MultiFieldPanel(
            [FieldPanel("street_address"), FieldPanel("phone"), FieldPanel("email")], _("How to reach us")
        ),
        FieldPanel("funders"),
        FieldPanel("leave_url"),
    ]

    class Meta:
        verbose_name = _("programme")

    def __str__(self) -> str:
        return str(self.name)

    @property
    def address_lines(self) -> list[str]:
        """The address for letters, a line each."""
        return [line.strip() for line in self.street_address.splitlines() if line.strip()]

    @property
    def phone_parts(self) -> tuple[str, str, str, str]:
        """What stands before the number, the number as it is written and as a phone dials it, what follows.

        The number is empty where none is found; then all stands before it.
        """
        found = _PHONE_NUMBER.search(self.phone)
        if found is None:
            return self.phone, "", "", ""
        dialled = re.sub(r"[^\d+]", "", found[0].replace("(0)", ""))
        return self.phone[: found.start()], found[0], dialled, self.phone[found.end() :]

    @property
    def can_be_reached(self) -> bool:
        """Whether there is any way to reach the programme on record."""
        return bool(self.email or self.phone or self.address_lines)


class Link(Orderable):
    """A link to a page of this site, or to an address of it that is no page."""

    text = models.CharField(
        _("link text"), max_length=60, blank=True, help_text=_("Empty: the page’s title.")
    )
    page: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    address = models.CharField(
        _("or an address on this site"),
        max_length=200,
        blank=True,
        validators=[RegexValidator(r"^/(?!/)\S*$", _("Begin with a single stroke, for example /events/."))],
        help_text=_("Only for places that are no page, such as /search/."),
    )

    panels = [PageChooserPanel("page"), FieldPanel("address"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return str(self.text or self.page or self.address)

    def clean(self) -> None:
        """Refuse a link that leads nowhere, or to two places."""
        super().clean()
        if bool(self.page_id) == bool(self.address):
            raise ValidationError(_("Choose a page, or give an address: one of the two."))
        if self.address and not self.text:
            raise ValidationError({"text": _("Say what the link is called.")})


@register_setting(icon="list-ul", order=110)
class Navigation(ClusterableModel, BaseGenericSetting):
    """The links at the top and at the foot of every page."""

    panels = [
        HelpPanel(content=_("Pages that are not published are left out by themselves.")),
        InlinePanel("top_links", heading=_("At the top"), label=_("Link"), max_num=5),
        InlinePanel("foot_links", heading=_("At the foot"), label=_("Link"), max_num=14),
    ]

    class Meta:
        verbose_name = _("navigation")

    def __str__(self) -> str:
        return str(_("Navigation"))


class TopLink(Link):
    """A link at the top of every page."""

    navigation = ParentalKey(Navigation, on_delete=models.CASCADE, related_name="top_links")

    class Meta(Link.Meta):
        verbose_name = _("link at the top")


class FootLink(Link):
    """A link at the foot of every page."""

    navigation = ParentalKey(Navigation, on_delete=models.CASCADE, related_name="foot_links")

    class Meta(Link.Meta):
        verbose_name = _("link at the foot")


@register_setting(icon="view", order=120)
class VisitCounting(BaseGenericSetting):
    """The one thing that is not essential: visits counted by the programme's own Matomo. Off at first."""

    switched_on = models.BooleanField(
        _("count visits"),
        default=False,
        help_text=_(
            "Readers are then asked first, on every page, and nothing is counted until they agree. "
            "Pages where people write, vote or come back are never counted."
        ),
    )
    host = models.CharField(
        _("host of your own Matomo"),
        max_length=200,
        blank=True,
        validators=[host_only],
        help_text=_("https:// and the host alone, for example https://matomo.example.org. It must be yours."),
    )
    site_id = models.CharField(
        _("number of this site there"),
        max_length=9,
        blank=True,
        validators=[RegexValidator(r"^[1-9][0-9]{0,8}$", _("Enter a number."))],
    )

    panels = [FieldPanel("switched_on"), FieldPanel("host"), FieldPanel("site_id")]

    class Meta:
        verbose_name = _("visit counting")

    def __str__(self) -> str:
        return str(_("Visit counting"))

    def clean(self) -> None:
        """Refuse to switch on what has nowhere to go."""
        super().clean()
        if self.switched_on and not (self.host and self.site_id):
            raise ValidationError(
                _("To count visits, give the host of your Matomo and the number of this site.")
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the host as a policy names it: in lower case."""
        self.host = self.host.lower()
        super().save(*args, **kwargs)
