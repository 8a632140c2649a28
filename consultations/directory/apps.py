from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    """What is on offer in each place, and the teams of link workers by area of release."""

    name = "consultations.directory"
    label = "directory"
    verbose_name = _("Directory")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Plug into the rooms below."""
        from background import schedule
        from consultations.directory import about_people, checking, forgetting, needs, public_side
        from people import sockets as of_people

        public_side.plug_in()
        forgetting.register()
        schedule.register("directory-ask", checking.ask_owners, at=[checking.EACH_MORNING])
        of_people.needs_you.register("directory", needs.out_of_date)
        of_people.ways.register("directory", needs.ways)
        of_people.my_data.register("directory", about_people.held_about)
        of_people.closing.register("directory", about_people.let_go)
