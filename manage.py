#!/usr/bin/env python
"""The command line of Alongside: `python manage.py help` lists what there is."""

import os
import sys
from pathlib import Path


def main() -> None:
    """Run one management command with the house's source folder on the path."""
    sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
