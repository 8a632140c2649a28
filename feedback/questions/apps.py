from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionsConfig(AppConfig):
    """The pages on which editors write the question of a thread."""

    name = "feedback.questions"
    label = "questions"
    verbose_name = _("Questions")
    default_auto_field = "django.db.models.BigAutoField"
