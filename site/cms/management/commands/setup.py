"""Make an empty installation into a site; may be repeated."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.setup import set_up


class Command(BaseCommand):
    """Makes the home page, the default pages, settings and navigation where they are missing."""

    help = "Make the home page, default pages, settings and navigation, where they are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        home = set_up()
        self.stdout.write(f"The site is set up. Its home page is “{home.title}”.")
