"""Blocks of a question's page: who reads, the sentences of its Easy Read version, short choices."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, CharBlock, ListBlock, StructBlock

#: More options than this are no short choice.
MOST_OPTIONS = 8


class ReaderBlock(StructBlock):
    """Somebody who reads the answers before they are shown."""

    name = CharBlock(label=_("Name"), max_length=80, help_text=_("As people here know them."))
    role = CharBlock(label=_("Role"), max_length=120, help_text=_("For example “facilitator”."))
    from_prison = BooleanBlock(
        label=_("Works in a prison"),
        required=False,
        help_text=_("People have to know this before they write. Tick it for anybody who works in one."),
    )

    class Meta:
        label = _("Reader")
        icon = "user"
        label_format = "{name}, {role}"
        #: Names are no prose: the reading grade leaves them out.
        graded = False


class AskedBlock(StructBlock):
    """A question with a few short answers to choose from."""

    question = CharBlock(label=_("Question"), max_length=160)
    options = ListBlock(
        CharBlock(label=_("Answer"), max_length=80),
        label=_("Answers to choose from"),
        min_num=2,
        max_num=MOST_OPTIONS,
        help_text=_("Nobody has to choose one. None of them may point to a small group of people."),
    )

    class Meta:
        label = _("Question with short answers")
        icon = "list-ul"
        label_format = "{question}"

    def clean(self, value: object) -> object:
        """Refuse the same answer twice."""
        cleaned = super().clean(value)
        said = [str(option).strip().casefold() for option in cleaned["options"]]
        if len(set(said)) < len(said):
            raise ValidationError(_("Each answer can stand there once only."))
        return cleaned
