from typing import Any

from django.core.management.base import BaseCommand

from ui import icons


class Command(BaseCommand):
    """Draws the small pictures of the mark anew."""

    help = "Draw favicon.ico and touch-icon.png anew."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write both and say how large they are."""
        for path in icons.make():
            self.stdout.write(f"{path.name}: {path.stat().st_size} bytes")
