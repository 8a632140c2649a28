"""What the editor of a plan or a report sees, in plain words."""

from django.forms import RadioSelect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel

from cms.pages import SitePage
from consultations.events.panels import OTHER_WAYS

CONTENT_PANELS: list[Panel] = [
    *SitePage.content_panels,
    MultiFieldPanel(
        [FieldPanel("pilot"), FieldPanel("kind", widget=RadioSelect), FieldPanel("report_by")],
        _("What it is about"),
        help_text=_(
            "A plan belongs here before the first number comes in. The page says by itself whether it did."
        ),
    ),
    MultiFieldPanel(
        [FieldPanel("basis"), FieldPanel("approvals"), FieldPanel("without_approval")],
        _("On what basis, and who approved it"),
        help_text=_("Everybody reads this. Give approvals, or say why none were needed."),
    ),
    FieldPanel("record"),
    OTHER_WAYS,
    FieldPanel("credits"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("original_date"), FieldPanel("original_precision")]),
            FieldRowPanel([FieldPanel("version"), FieldPanel("licence")]),
            FieldPanel("corrections"),
        ],
        _("As a publication"),
        help_text=_(
            "What stands in “Cite this”. Once numbers have come in, tell each change of a plan here."
        ),
    ),
]
