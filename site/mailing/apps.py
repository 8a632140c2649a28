from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailingConfig(AppConfig):
    """Sending mail at fixed times, with retry."""

    name = "mailing"
    label = "mailing"
    verbose_name = _("Mail")
    default_auto_field = "django.db.models.BigAutoField"
