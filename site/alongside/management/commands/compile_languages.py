"""`manage.py compile_languages`: make the translations usable; `--missing` lists what has none."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand

from alongside import translations


class Command(BaseCommand):
    """Compiles every .po file that changed. Part of setting up; needs no GNU gettext."""

    help = "Compile the translations (.po to .mo) that changed. With --missing, list strings without one."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--missing", action="store_true", help="list the strings that are not translated")

    def handle(self, *args: Any, **options: Any) -> None:
        for folder in map(Path, settings.LOCALE_PATHS):
            for written in translations.compile_all(folder):
                self.stdout.write(f"Compiled {written.relative_to(folder)}")
        if options["missing"]:
            self._list_missing()

    def _list_missing(self) -> None:
        base = Path(settings.BASE_DIR)
        found = translations.collect(
            [base / "site", base / "consultations", base / "feedback", base / "templates"]
        )
        for source in Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/*.po"):
            known = {
                (entry.msgid, entry.msgctxt or "")
                for entry in polib.pofile(str(source))
                if entry.msgstr or entry.msgstr_plural
            }
            for message, places in sorted(found.items()):
                if (message.id, message.context) not in known:
                    self.stdout.write(f"{message.id!r}  {message.context}  ({', '.join(sorted(places)[:3])})")
