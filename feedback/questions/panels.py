"""What the editor of a thread sees, in plain words."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, Panel, TitleFieldPanel

from cms.panels import ReadingGradePanel

INDEX_PANELS: list[Panel] = [
    FieldPanel("title", help_text=_("The link at the top of every page.")),
    HelpPanel(
        content=_(
            "The page itself is put together from the threads below it: those that are open, those that wait "
            "for an answer, and those that have one."
        )
    ),
]
INDEX_PROMOTE_PANELS: list[Panel] = [
    MultiFieldPanel([FieldPanel("seo_title"), FieldPanel("search_description")], _("In search results"))
]

CONTENT_PANELS: list[Panel] = [
    TitleFieldPanel(
        "title",
        heading=_("The question"),
        help_text=_("One question, as you would ask it aloud. It is the heading of the page."),
        placeholder=False,
    ),
    FieldPanel(
        "introduction",
        heading=_("Why we ask"),
        help_text=_("One to three short sentences: what made us ask, and what we want to understand."),
    ),
    ReadingGradePanel(),
    MultiFieldPanel(
        [
            HelpPanel(
                content=_(
                    "Everybody reads this before they write a word, and again when the answer is due. "
                    "Once the thread has opened, a change here shows what was written before."
                )
            ),
            FieldPanel("can_change"),
            FieldPanel("who_decides"),
            FieldPanel("answer_by"),
        ],
        _("The promise"),
    ),
    FieldPanel("readers"),
    MultiFieldPanel(
        [FieldPanel("opens_on"), FieldPanel("closes_on"), FieldPanel("access")],
        _("When, and for whom it is open"),
    ),
    MultiFieldPanel(
        [FieldPanel("easy_read"), FieldPanel("recording")], _("For people who read little, or listen")
    ),
    MultiFieldPanel(
        [
            HelpPanel(
                content=_(
                    "There is always room for people’s own words. These come before it, and nobody has to "
                    "answer them. Once the thread has opened they stay as they are."
                )
            ),
            FieldPanel("asks_faces"),
            FieldPanel("choices"),
        ],
        _("Faces and short answers"),
    ),
    MultiFieldPanel([FieldPanel("basis"), FieldPanel("references")], _("On what basis")),
    FieldPanel("hangs_on"),
    MultiFieldPanel(
        [FieldPanel("change_note")],
        _("If you change an open thread"),
        help_text=_(
            "People have answered what stood here. Say in a sentence what you change in the question, the "
            "promise or the readers, and why."
        ),
    ),
]
PROMOTE_PANELS: list[Panel] = [
    MultiFieldPanel(
        [
            FieldPanel(
                "slug",
                heading=_("Address"),
                help_text=_(
                    "Short, to be copied from a poster by hand. It stays once the thread has opened."
                ),
            ),
            FieldPanel("search_description"),
        ],
        _("In search results and addresses"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("for_groups"),
            FieldRowPanel([FieldPanel("stage"), FieldPanel("place")]),
            FieldPanel("themes", help_text=_("Begin to type, and choose from the list.")),
        ],
        _("For whom, and what it is about"),
    ),
    FieldPanel("language"),
]
