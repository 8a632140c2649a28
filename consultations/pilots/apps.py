from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PilotsConfig(AppConfig):
    """What is tried on a few wings before it is done everywhere, and how we know whether it helps."""

    name = "consultations.pilots"
    label = "pilots"
    verbose_name = _("Pilots")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Plug into the rooms below."""
        from consultations.pilots import flowing, needs
        from people import sockets as of_people

        flowing.plug_in()
        of_people.ways.register("pilots", needs.ways)
