"""Fill a demonstration: the programme, one person for each role, an event held and one to come."""

from typing import Any

from django.core.management.base import BaseCommand

from demo.programme import make_demo


class Command(BaseCommand):
    """Makes the demo where it is missing; may be repeated at every start."""

    help = "Fill a demonstration with a programme, people and events. May be repeated."

    def handle(self, *args: Any, **options: Any) -> None:
        make_demo()
        self.stdout.write("The demonstration is ready.")
