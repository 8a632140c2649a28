from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class ThreadsConfig(AppConfig):
    """Feedback threads, contributions, responses: rows without a path to any person."""

    name = "feedback.threads"
    label = "threads"
    verbose_name = _("Feedback threads")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Plug into the rooms below."""
        from edge import appearances, page_cache
        from feedback.letterbox import kinds
        from feedback.threads import batches, figures, forgetting, letters
        from feedback.threads.lost_days import days_can_be_read
        from feedback.threads.models import ContributionTheme, Response, Thread, ThreadTheme

        checks.register(days_can_be_read, "threads")
        letters.register()
        kinds.at_emptying("threads", batches.publish_due)
        kinds.at_emptying("threads-figures", figures.close_months)
        forgetting.register()
        # Contributions change by the gate, batches and letters, which raise the number themselves.
        appearances.appears_publicly(Thread, ThreadTheme, ContributionTheme, Response)
        page_cache.allow_query("theme", "stage", "group", "answered", "after")
