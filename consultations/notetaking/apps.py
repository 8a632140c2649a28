from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotetakingConfig(AppConfig):
    """What is said at an event, caught as it is said."""

    name = "consultations.notetaking"
    label = "notetaking"
    verbose_name = _("Notes of events")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Plug into the rooms below."""
        from consultations.notetaking import about_people, forgetting
        from people import sockets as people

        forgetting.register()
        people.needs_you.register("notetaking", about_people.needs)
        people.ways.register("notetaking", about_people.ways)
        people.my_data.register("notetaking", about_people.held_about)
