from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutcomesConfig(AppConfig):
    """Decisions, steps, and the line from what people said to what was done."""

    name = "consultations.outcomes"
    label = "outcomes"
    verbose_name = _("Outcomes")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Plug into the rooms below."""
        from background import schedule
        from consultations.outcomes import about_people, flowing, needs, public_side, reminding
        from people import sockets as of_people

        flowing.plug_in()
        public_side.plug_in()
        of_people.needs_you.register("outcomes-decisions", needs.decisions)
        of_people.needs_you.register("outcomes-reviews", needs.reviews)
        of_people.needs_you.register("outcomes-steps", needs.late_steps)
        of_people.ways.register("outcomes", needs.ways)
        of_people.my_data.register("outcomes", about_people.held_about)
        of_people.closing.register("outcomes", about_people.let_go)
        schedule.register("step-reminders", reminding.remind_due, at=[reminding.EACH_MORNING], atomic=False)
