from datetime import timedelta

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class BallotsConfig(AppConfig):
    """The locked ballot."""

    name = "consultations.ballots"
    label = "ballots"
    verbose_name = _("Ballots")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Plug into the rooms below."""
        from background import loops, retention
        from background import schedule as set_times
        from consultations.ballots import leaving, naming, needs, reasons, schedule  # these need the models
        from feedback.threads import sockets as threads
        from following import subjects
        from people import sockets as people

        set_times.register("close-ballots", schedule.close_due, every=schedule.CLOSE_EVERY, atomic=False)
        set_times.register("ballot-reminders", schedule.remind_due, every=timedelta(hours=1), atomic=False)
        loops.register("ballots-look-after", schedule.look_after)
        for name, forget, days in (
            ("ballot-ends", schedule.forget_ends, settings.BACKUPS_KEPT_DAYS),
            ("ballot-code-sheets", schedule.forget_sheets, settings.CODE_SHEETS_KEPT_DAYS),
            ("ballot-log", schedule.forget_names, settings.MODERATION_LOG_KEPT_DAYS),
        ):
            retention.register(name, forget, older_than=timedelta(days=days))
        people.needs_you.register("ballots", needs.to_vote)
        people.needs_you.register("ballots-keys", needs.parts_of_keys)
        people.ways.register("ballots", needs.ways)
        people.navigation.register("ballots", needs.in_navigation)
        people.my_data.register("ballots", leaving.held_about)
        people.closing.register("ballots", leaving.let_go)
        threads.comes_from.register(reasons.KIND, naming.origins)
        subjects.register(reasons.KIND, naming.titles)
