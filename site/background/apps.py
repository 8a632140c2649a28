from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BackgroundConfig(AppConfig):
    """Work that waits: retry, reaper, schedule."""

    name = "background"
    label = "background"
    verbose_name = _("Background work")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Schedule the daily forgetting, of the queue's own leftovers too."""
        from background import failed_tasks, retention, schedule  # they need the models

        schedule.register("retention", retention.forget_all, at=[retention.TIME_OF_DAY])
        retention.register("task-results", failed_tasks.forget_finished, older_than=failed_tasks.KEPT_FOR)
