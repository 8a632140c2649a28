from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    """How people were involved, reported; and what events gave, to be taken out."""

    name = "consultations.reporting"
    label = "reporting"
    verbose_name = _("Reporting")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Plug into the rooms below."""
        from consultations.reporting import about_people, needs  # these need the models
        from people import sockets as of_people

        of_people.ways.register("reporting", needs.ways)
        of_people.my_data.register("reporting", about_people.held_about)
