"""What the editor of an event sees, in plain words."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, Panel

from cms.pages import SitePage
from consultations.events.check.panel import CheckPanel

#: Of everything that can be read in other ways (`readings.Readable`).
OTHER_WAYS = MultiFieldPanel(
    [FieldPanel("in_short"), FieldPanel("easy_read"), FieldPanel("recording")],
    _("Other ways to read it"),
    help_text=_("Each gets an address of its own, and the page offers it. Nobody reads only one way."),
)

CONTENT_PANELS: list[Panel] = [
    *SitePage.content_panels,
    MultiFieldPanel(
        [
            FieldPanel("precision"),
            FieldRowPanel([FieldPanel("day"), FieldPanel("time"), FieldPanel("minutes")]),
            FieldPanel("time_zone"),
        ],
        _("When"),
        help_text=_(
            "Give it only as exactly as it is known. Nobody should be sent to a day that was guessed."
        ),
    ),
    MultiFieldPanel([FieldPanel("format"), FieldPanel("where")], _("Where")),
    MultiFieldPanel([FieldPanel("state"), FieldPanel("cancelled_because")], _("Does it take place?")),
    MultiFieldPanel(
        [
            FieldPanel("purpose"),
            FieldPanel("agenda"),
            FieldPanel("can_change"),
            FieldPanel("who_decides"),
            FieldPanel("answer_by"),
            FieldPanel("what_happens"),
            FieldPanel("facilitators"),
        ],
        _("Before the event: what it is for"),
        help_text=_("Shown until it has been held. People decide by this whether to come."),
    ),
    MultiFieldPanel(
        [
            FieldPanel("access"),
            FieldPanel("without_internet"),
            FieldPanel("expenses"),
            FieldPanel("payment"),
            FieldPanel("payment_inside"),
        ],
        _("Before the event: how people can come"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("takes_registrations"),
            FieldRowPanel([FieldPanel("registration_opens"), FieldPanel("registration_closes")]),
            FieldPanel("capacity"),
            FieldPanel("reserved"),
            FieldPanel("consents"),
        ],
        _("Registration"),
        help_text=_(
            "How to join online is not written here. It is kept apart, and only those who registered see it."
        ),
    ),
    MultiFieldPanel([FieldPanel("basis"), FieldPanel("basis_references")], _("On what basis")),
    MultiFieldPanel(
        [
            FieldPanel("people_total"),
            FieldPanel("took_part"),
            HelpPanel(
                content=_(
                    "Numbers by group are shown only when every group has at least 8 people (10 for staff), "
                    "and then rounded to 5. Otherwise the page gives the total and names the groups. "
                    "If you mean to give numbers by group later, do not publish the exact total before."
                )
            ),
        ],
        _("Who took part"),
        help_text=_("Before the event, the groups say whom it is for. Give numbers only afterwards."),
    ),
    FieldPanel("record"),
    CheckPanel(),
    OTHER_WAYS,
    FieldPanel("credits"),
    MultiFieldPanel(
        [
            FieldPanel("summary_state"),
            FieldRowPanel([FieldPanel("original_date"), FieldPanel("original_precision")]),
            FieldRowPanel([FieldPanel("version"), FieldPanel("licence")]),
            FieldPanel("corrections"),
        ],
        _("The summary as a publication"),
        help_text=_("What stands in “Cite this”. Whoever cites it needs its date and its version."),
    ),
    MultiFieldPanel([FieldPanel("source_title"), FieldPanel("source_url")], _("Where this comes from")),
]
PROMOTE_PANELS: list[Panel] = [
    MultiFieldPanel(
        [FieldPanel("themes"), FieldPanel("stages")],
        _("What it is about"),
        help_text=_("For an event without points as yet; points bring their own."),
    ),
    *SitePage.promote_panels,
]
