"""Words that messages and responses start from, so that what is said often is said well."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from feedback.moderation.models import AnswerTemplate
from feedback.moderation.permissions import Act, may
from feedback.moderation.turns import MayNotError
from feedback.threads.gate import RefusedError
from people.models import Person


class TitleTakenError(RefusedError):
    """Another one has this title."""

    sentence = _("Another one has this title already.")


class EmptyTemplateError(RefusedError):
    """It has no title or no words."""

    sentence = _("Give it a title and words.")


def save_template(
    template: AnswerTemplate | None, *, title: str, words: str, for_responses: bool, by: Person
) -> AnswerTemplate:
    """Write one, or change it.

    Raises:
        EmptyTemplateError, TitleTakenError, MayNotError.
    """
    _refuse_unless_allowed(by)
    if not title.strip() or not words.strip():
        raise EmptyTemplateError
    template = template or AnswerTemplate()
    template.title, template.words, template.for_responses = title.strip(), words.strip(), for_responses
    try:
        with transaction.atomic():
            template.save()
    except IntegrityError as error:
        raise TitleTakenError from error
    return template


@transaction.atomic
def delete_template(template: AnswerTemplate, *, by: Person) -> None:
    """Throw it away; what was written from it stays."""
    _refuse_unless_allowed(by)
    template.delete()


def _refuse_unless_allowed(by: Person) -> None:
    if not may(by, Act.CHANGE_TEMPLATES):
        raise MayNotError(_("Only facilitators change these."))
