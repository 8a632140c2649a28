"""`manage.py letterbox`: how the locked box is, and what is done to it by hand."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Sum
from django.utils import timezone

from feedback.letterbox import backing_up, copies, emptying, holidays, keys, reconcile, stranded
from feedback.letterbox.calendar import LEAST_APART, next_emptying
from feedback.letterbox.keys import BoxShutError
from feedback.letterbox.models import ClosedDay, Emptying, Envelope, Tombstone
from feedback.letterbox.wrapping import SIZE
from sealing.beside_keys import FolderUnreadableError
from sealing.pairs import sealed_length


class Command(BaseCommand):
    """Shows and does; says no words of any letter, and never how many of the envelopes are real."""

    help = (
        "The locked box: its state, emptying it by hand, bringing it together with its keys after a restore."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parts = parser.add_subparsers(dest="what", title="what to do", required=False)
        parts.add_parser("state", help="times, numbers, sizes, keys (also without any word)")
        now = parts.add_parser("empty", help="empty the box now")
        now.add_argument(
            "--anyway", action="store_true", help="even if less than three hours lie before or behind"
        )
        again = parts.add_parser("reconcile", help="after a restore or fail-over, before the site starts")
        again.add_argument(
            "--keys-are-lost", action="store_true",
            help="give up envelopes whose key was made in a folder that is no more",
        )  # fmt: skip
        parts.add_parser("number", help="print the number of the last emptying, for a backup script")
        backed_up = parts.add_parser("backed-up", help="a backup holds everything up to an emptying")
        which = backed_up.add_mutually_exclusive_group(required=True)
        which.add_argument(
            "number", nargs="?", type=int, help="what “letterbox number” said before the backup"
        )
        which.add_argument("--file", type=Path, help="the copied SQLite file itself")
        year = parts.add_parser("holidays", help="close the box on the bank holidays of a year")
        year.add_argument("year", type=int)
        closed = parts.add_parser("closed", help="close the box on one day")
        closed.add_argument("day", type=date.fromisoformat, help="for example 2026-12-24")
        closed.add_argument("why", nargs="?", default="")
        opened = parts.add_parser("open", help="open the box on a closed day after all")
        opened.add_argument("day", type=date.fromisoformat)

    def handle(self, *args: Any, what: str | None, **options: Any) -> None:
        acts: dict[str, Callable[..., None]] = {
            "state": self.state, "empty": self.empty, "reconcile": self.reconcile, "number": self.number,
            "backed-up": self.backed_up, "holidays": self.holidays, "closed": self.closed, "open": self.open,
        }  # fmt: skip
        try:
            acts[what or "state"](**options)
        except (FolderUnreadableError, backing_up.NotBackedUpError, BoxShutError) as problem:
            raise CommandError(str(problem)) from problem

    # --- State ---------------------------------------------------------------------

    def state(self, **options: Any) -> None:
        self._say("Next emptying", _when(next_emptying()))
        last = Emptying.objects.first()
        if last is None:
            self._say("Last emptying", "never yet")
        else:
            self._say("Last emptying", f"number {last.number}, {_when(last.at)}")
            self._say("", f"envelopes opened, covers among them: {last.opened}; could not be: {last.lost}")
        self._say("Lost so far", f"envelopes: {Emptying.objects.aggregate(lost=Sum('lost'))['lost'] or 0}")
        self._key()
        count = Envelope.objects.count()
        size = count * sealed_length(SIZE) / 1_000_000
        self._say("In the box", f"envelopes, covers among them: {count}; {size:.1f} MB")
        self._folder()
        self._say("Tombstones", f"{Tombstone.objects.count()}")
        for kind, number in sorted(stranded.count().items()):
            self._say("Stranded", f"of kind “{kind}”, which nothing here delivers: {number}")
        self._closed_days()

    def _key(self) -> None:
        try:
            public = keys.in_use()
        except BoxShutError as problem:
            self._say("Key", f"nothing can be posted: {problem}")
            return
        self._say(
            "Key", f"number {public.number}, good until {_when(public.expires)} if nobody empties the box"
        )

    def _folder(self) -> None:
        found = reconcile.look()
        if found.unopenable:
            self._say("", f"can never be opened, since their key was destroyed: {found.unopenable}")
        if found.elsewhere:
            self._say("", f"key in another folder than this KEYS_DIR: {found.elsewhere}")
        self._say("Keys here", ", ".join(str(one) for one in keys.numbers()) or "none")
        there = copies.numbers()
        text = f"of emptyings {there[0]} to {there[-1]}, together {len(there)}" if there else "none"
        self._say("Copies here", text)

    def _closed_days(self) -> None:
        today = timezone.localdate()
        rows = ClosedDay.objects.filter(day__gte=today, day__lt=today + timedelta(days=92))
        self._say("Closed days", "; ".join(str(row) for row in rows) or "none in the next three months")
        for year in (today.year, today.year + 1 if today.month >= 10 else today.year):
            if not ClosedDay.objects.filter(day__year=year).exists():
                self._say("", f"none at all in {year}: manage.py letterbox holidays {year}")

    # --- Acts ----------------------------------------------------------------------

    def empty(self, *, anyway: bool, **options: Any) -> None:
        reconcile.reconcile()
        if not (anyway or settings.DEMO):
            self._refuse_if_too_soon(timezone.now())
        note = emptying.empty(by="hand")
        self.stdout.write(
            f"Emptying {note.number}. Envelopes opened, covers among them: {note.opened}; "
            f"could not be: {note.lost}."
        )

    def _refuse_if_too_soon(self, now: datetime) -> None:
        last, following = Emptying.objects.first(), next_emptying(now)
        advice = "Few letters in one emptying hide nobody. If it must be: --anyway"
        if last is not None and now - last.at < LEAST_APART:
            raise CommandError(f"The box was emptied less than three hours ago ({_when(last.at)}). {advice}")
        if following - now < LEAST_APART:
            raise CommandError(f"The box is emptied in less than three hours ({_when(following)}). {advice}")

    def reconcile(self, *, keys_are_lost: bool, **options: Any) -> None:
        found = reconcile.reconcile(keys_are_lost=keys_are_lost)
        self.stdout.write(
            f"Emptyings delivered again: {found.delivered}\n"
            f"Receipts withdrawn again: {found.withdrawn}\n"
            f"New key: {'yes' if found.replaced else 'no'}\n"
            f"Keys destroyed: {found.destroyed}\n"
            f"Envelopes that can never be opened: {found.unopenable}\n"
            f"Envelopes whose key is in another folder: {found.elsewhere}"
        )
        if found.elsewhere:
            self.stderr.write(
                "Is KEYS_DIR the right one? If that folder is gone for good: "
                "manage.py letterbox reconcile --keys-are-lost"
            )

    def number(self, **options: Any) -> None:
        self.stdout.write(str(emptying.last_number()))

    def backed_up(self, *, number: int | None, file: Path | None, **options: Any) -> None:
        up_to = backing_up.number_in_file(file) if file else number
        count = backing_up.let_copies_go(up_to or 0, by="hand")
        self.stdout.write(f"The backup holds emptyings up to {up_to}. Copies destroyed: {count}.")

    def holidays(self, *, year: int, **options: Any) -> None:
        if not 1978 <= year <= 2200:
            raise CommandError("The rules are those since 1978.")
        new = holidays.close_on_bank_holidays(year, by="hand")
        for day, name in holidays.bank_holidays(year).items():
            mark = "+" if any(one.day == day for one in new) else " "
            self.stdout.write(f"{mark} {day:%a %d %b %Y}  {name}")
        self.stdout.write(f"Closed anew: {len(new)}. Days proclaimed once are not among them.")

    def closed(self, *, day: date, why: str, **options: Any) -> None:
        new = holidays.close({day: why}, by="hand")
        self.stdout.write(f"The box is closed on {day:%d %B %Y}{'' if new else ', as it was'}.")

    def open(self, *, day: date, **options: Any) -> None:
        was = holidays.open_again(day, by="hand")
        self.stdout.write(f"{day:%d %B %Y} is {'no closed day any more' if was else 'no closed day'}.")

    def _say(self, what: str, text: str) -> None:
        self.stdout.write(f"{what:<14} {text}")


def _when(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%a %d %B %Y, %H:%M}"
