from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    """The demonstration programme."""

    name = "demo"
    label = "demo"
    verbose_name = _("Demo")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """In a demo, see to it every minute that what `make run` printed works and that an event is on."""
        from django.conf import settings

        if settings.DEMO:
            from background import schedule
            from demo import proposing, running, slip

            schedule.register("demo-running-event", running.keep_running, every=running.AGAIN)
            schedule.register("demo-wall", running.catch_next, every=running.AGAIN)
            schedule.register("demo-slip", slip.put_back, every=slip.AGAIN)
            schedule.register("demo-voting-code", proposing.put_code_back, every=slip.AGAIN)
