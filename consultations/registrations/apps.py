from datetime import timedelta

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class RegistrationsConfig(AppConfig):
    """Who comes to knowledge-exchange events."""

    name = "consultations.registrations"
    label = "registrations"
    verbose_name = _("Registrations")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Plug into the rooms below."""
        from background import retention, schedule
        from consultations.events import sockets as of_events
        from consultations.registrations import (
            about_people,
            coming,
            forgetting,
            hearing,
            mails,
            moving_up,
            needs,
            reminding,
            signals,
        )
        from people import sockets as of_people

        signals.connect()
        hearing.connect()
        mails.register()
        of_events.coming.register("registrations", coming.how_to_come)
        of_people.needs_you.register("registrations", needs.to_tell)
        of_people.needs_you.register("registrations-thanks", needs.to_thank)
        of_people.ways.register("registrations", needs.ways)
        of_people.navigation.register("registrations", needs.in_navigation)
        of_people.my_data.register("registrations", about_people.held_about)
        of_people.closing.register("registrations", about_people.let_go)
        schedule.register("waiting-lists", moving_up.move_all_up, every=timedelta(minutes=10), atomic=False)
        schedule.register("event-reminders", reminding.remind_due, at=[reminding.EACH_MORNING], atomic=False)
        kept = timedelta(days=settings.REGISTRATIONS_DAYS)
        retention.register("registrations", forgetting.forget, older_than=kept)
