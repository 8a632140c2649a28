"""`manage.py try_mail ADDRESS`: does mail work here?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from mailing.sending import send


class Command(BaseCommand):
    """Sends one mail the way all mail goes: stored, queued, carried by the worker."""

    help = "Send a test mail to an address, through the queue."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address")
        parser.add_argument("--language", default="en-gb")

    def handle(self, *args: Any, address: str, language: str, **options: Any) -> None:
        send(address, "try_mail", language=language)
        self.stdout.write(
            "Queued. A running worker sends it within a second; failed_tasks lists what it gave up."
        )
