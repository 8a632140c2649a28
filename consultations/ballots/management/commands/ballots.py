"""`manage.py ballots`: how ballots and their keys are, and bringing them together after a restore."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Count
from django.utils import timezone

from consultations.ballots import closing, ends, keys, restoring
from consultations.ballots.enums import BallotState
from consultations.ballots.models import Ballot
from sealing.beside_keys import FolderUnreadableError


class Command(BaseCommand):
    """Shows and does; says nothing of any vote, nor how many have voted."""

    help = "Ballots: their state, and bringing database and keys together after a restore."

    def add_arguments(self, parser: CommandParser) -> None:
        parts = parser.add_subparsers(dest="what", title="what to do", required=False)
        parts.add_parser("state", help="ballots that run, their keys (also without any word)")
        again = parts.add_parser("reconcile", help="after a restore or fail-over, before the site starts")
        again.add_argument(
            "--restored",
            action="store_true",
            help="the database was put back from a copy: every open ballot pauses",
        )
        parts.add_parser("close", help="close what is due now, as the worker does every minute")

    def handle(self, *args: Any, what: str | None, **options: Any) -> None:
        """Do it."""
        acts = {"state": self.state, "reconcile": self.reconcile, "close": self.close}
        try:
            acts[what or "state"](**options)
        except FolderUnreadableError as problem:
            raise CommandError(str(problem)) from problem

    def state(self, **options: Any) -> None:
        """What runs, and what lies in the folder."""
        counted = Ballot.objects.order_by("state").values_list("state").annotate(Count("pk"))
        for state, number in counted:
            self._say(BallotState(state).label, str(number))
        for ballot in Ballot.objects.filter(state__in=restoring.RUNNING).order_by("closes_at"):
            closes = f"{timezone.localtime(ballot.closes_at):%d %B %Y, %H:%M}"
            has = "key in place" if restoring.has_key(ballot) else "KEY NOT IN THIS FOLDER"
            self._say(ballot.slug, f"{BallotState(ballot.state).label}; closes {closes}; {has}")
        self._say("Keys", str(len(keys.numbers())))
        self._say("Ends remembered", str(len(ends.numbers())))

    def reconcile(self, *, restored: bool, **options: Any) -> None:
        """Bring both together, and say what was done."""
        found = restoring.reconcile(restored=restored)
        self._say("Ended again", str(found.ended))
        self._say("Now paused", str(found.paused))
        self._say("Keys destroyed", str(found.destroyed))
        self._say("Without a key", str(found.without_key))

    def close(self, **options: Any) -> None:
        """Close what is due."""
        self._say("Ended", str(closing.close_due()))

    def _say(self, what: Any, text: str) -> None:
        self.stdout.write(f"{what!s:<26} {text}")
