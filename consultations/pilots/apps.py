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
        from cms import sockets
        from consultations.pilots import (
            about_people,
            evaluation_set_up,
            flowing,
            needs,
            public_side,
        )
        from people import sockets as of_people

        flowing.plug_in()
        public_side.plug_in()
        sockets.at_set_up.register("evaluations", evaluation_set_up.make_index)
        of_people.ways.register("pilots", needs.ways)
        of_people.my_data.register("pilots", about_people.held_about)
        of_people.closing.register("pilots", about_people.let_go)
