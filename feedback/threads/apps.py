from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThreadsConfig(AppConfig):
    """Feedback threads, contributions, responses: rows without a path to any person."""

    name = "feedback.threads"
    label = "threads"
    verbose_name = _("Feedback threads")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what becomes of letters when the box is emptied."""
        from feedback.threads import letters

        letters.register()
