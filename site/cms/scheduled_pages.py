"""Pages with a time to appear or to go: the worker looks for them."""

from datetime import timedelta

from django.core.management import call_command

from background import schedule

#: A page appears at most this much later than its editor asked.
EVERY = timedelta(minutes=5)


def publish_due() -> None:
    """Publish pages whose time has come and take down those whose time is over. Wagtail's own command."""
    call_command("publish_scheduled", verbosity=0)


def register() -> None:
    """Plug into the schedule; called once, from the room's AppConfig."""
    schedule.register("publish-scheduled-pages", publish_due, every=EVERY)
