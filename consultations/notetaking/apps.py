from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotetakingConfig(AppConfig):
    """What is said at an event, caught as it is said."""

    name = "consultations.notetaking"
    label = "notetaking"
    verbose_name = _("Notes of events")
    default_auto_field = "django.db.models.BigAutoField"
