"""`manage.py recount FILE`: compute the outcome of a closed ballot anew from its JSON or CSV file."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from consultations.ballots import recounting


class Command(BaseCommand):
    """Stand-alone: it reads the file and nothing else, no database either."""

    help = (
        "Counts a closed ballot again from the JSON or CSV file of its results page (“-”: what is piped in)."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="a file that a results page gave out, or “-”")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the outcome in words; end with an error if the numbers come to something else."""
        try:
            counted = recounting.read(_content(options["file"]))
        except recounting.CannotReadError as error:
            raise CommandError(str(error)) from error
        for sentence in counted.sentences():
            self.stdout.write(sentence)
        if counted.has_numbers and not counted.agrees:
            raise CommandError("The outcome in this file does not follow from its numbers.")


def _content(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read(recounting.LARGEST + 1)
    try:
        with Path(name).open("rb") as file:
            return file.read(recounting.LARGEST + 1)
    except OSError as error:
        raise CommandError(f"Cannot open {name}: {error.strerror or 'no such file'}.") from error
