from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LetterboxConfig(AppConfig):
    """The locked box: everything that is written anonymously goes through it."""

    name = "feedback.letterbox"
    label = "letterbox"
    verbose_name = _("Locked box")
    default_auto_field = "django.db.models.BigAutoField"
