import contextlib
from datetime import timedelta

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class LetterboxConfig(AppConfig):
    """The locked box: everything that is written anonymously goes through it."""

    name = "feedback.letterbox"
    label = "letterbox"
    verbose_name = _("Locked box")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Plug in the set times, the loops of the worker, and what is forgotten after a while."""
        from background import loops, retention, schedule
        from feedback.letterbox import (  # they need the models
            calendar,
            checks,  # noqa: F401 - registers itself
            covers,
            due,
            forgetting,
        )

        # What cannot be read is an error of the system checks.
        with contextlib.suppress(calendar.TimesUnreadableError):
            if settings.DEMO:
                schedule.register("empty-box", due.empty_if_due, every=calendar.DEMO_PAUSE, atomic=False)
            else:
                schedule.register("empty-box", due.empty_if_due, at=calendar.times(), atomic=False)
        loops.register("letterbox-reconcile", due.look_after)
        loops.register("letterbox-covers", covers.Covers())
        retention.register("tombstones", forgetting.forget_tombstones, older_than=forgetting.TOMBSTONES_KEPT)
        retention.register("withdrawn-receipts", forgetting.forget_withdrawn, older_than=timedelta(days=1))
