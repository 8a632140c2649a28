from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ui import fonts


class Command(BaseCommand):
    """Remakes the two font files from the package of the development lock."""

    help = "Remake the two font files (needs the development lock)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write both weights and say how large they are."""
        try:
            import fontpkg_atkinson_hyperlegible as package  # type: ignore[import-untyped]
        except ImportError as missing:
            raise CommandError("Install requirements-dev.lock first.") from missing
        source = Path(str(package.__file__)).parent / "files"
        for weight in fonts.WEIGHTS:
            size = fonts.make(source, weight, fonts.FOLDER / f"{weight}.woff2")
            self.stdout.write(f"{weight}.woff2: {size} bytes")
