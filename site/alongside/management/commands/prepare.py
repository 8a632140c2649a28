"""`manage.py prepare`: everything between installing a version and serving it. May be repeated."""

import gc
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection


class Command(BaseCommand):
    """Compiles the translations, migrates, sets up what is missing and, in a demo, makes the demo."""

    help = "Compile translations, migrate, make what is missing (default pages, demo). After each update."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("compile_languages", stdout=self.stdout)
        self._migrate()
        call_command("setup", stdout=self.stdout)
        if settings.DEMO:
            call_command("demo", stdout=self.stdout)
            guide = Path(settings.DATA_DIR) / "guide.txt"
            guide.write_text(demo_guide(), encoding="utf-8")

    def _migrate(self) -> None:
        if connection.vendor == "sqlite" and not connection.introspection.table_names():
            # A power cut while the very first tables are made costs nothing: begin again.
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA synchronous=OFF")
        # Migrating makes many small objects that stay: looking for rubbish among them is a third of the time.
        before = gc.get_threshold()
        gc.set_threshold(100_000, 50, 100)
        try:
            call_command("migrate", interactive=False, verbosity=0)
        finally:
            gc.set_threshold(*before)
            connection.close()


def demo_guide() -> str:
    """What `make run` prints, which fills in ``{address}``: where to go, as whom, what to try."""
    from codes.numbers import groups
    from demo import answering, checking, coming, proposing, slip
    from demo.answers import PRINTED
    from demo.people import PASSWORD, PEOPLE

    answered, returned = (" ".join(groups(answering.receipt(name))) for name in PRINTED)
    people = "\n".join(
        f"    {person.display_name:<16}{person.email:<22}{person.group.label}" for person in PEOPLE
    )
    return (
        "The demo is at  {address}\n"
        "\n"
        "Sign in with one step at  {address}/members/account/demo/  as any of these\n"
        f"(their password, if you want to try the long way: {PASSWORD}):\n"
        f"{people}\n"
        "\n"
        "Two receipts, as somebody got them who answered a question. Come back with one at\n"
        "{address}/feedback/receipt/\n"
        f"    {answered}    was shown, and got an answer\n"
        f"    {returned}    came back with a question from those who read\n"
        "\n"
        "A code from a slip, to answer as prison staff at  {address}/feedback/worth-your-time/\n"
        f"    {' '.join(groups(slip.CODE))}    (a real one works once; this one is back a minute later)\n"
        "\n"
        "A voting code from a slip, for the vote that is open:  {address}/vote/\n"
        f"    {' '.join(groups(proposing.CODE))}    (this one, too, is back a minute later)\n"
        "\n"
        "The code of somebody who has a place at the event to come. See how to join, or give it back,\n"
        "and whoever waits longest has it:  {address}/events/place/\n"
        f"    {' '.join(groups(coming.CODE))}\n"
        "\n"
        "The code of those who took part in an event. Read the draft of its summary, say what is not right.\n"
        "It quotes the answer of the first receipt until you take that back:  {address}/events/check/\n"
        f"    {' '.join(groups(checking.CODE))}\n"
        "\n"
        "What to try:\n"
        "  - Answer a question, keep the number, and come back a minute later:  {address}/feedback/\n"
        "  - As Rhys, read what came, and let it go; try a new question and open it:  {address}/members/\n"
        "  - As Karen, answer what concerns your prison; as Nia, approve it:  {address}/members/\n"
        "  - Read what is proposed, and suggest a change without an account:  {address}/proposals/\n"
        "  - As Leon, vote, and write a proposal together with others:  {address}/members/\n"
        "  - Read what 36 people said about social prescribing in prisons, on one page or in Easy Read;\n"
        "    cite it, print it for a wing:  {address}/events/october-2022/\n"
        "  - Put your name down without an account, as a link worker (you wait) or as family (you get in):\n"
        "    {address}/events/first-week-outside/\n"
        "  - As Rhys, see who comes and what they need, and tick off who came:  {address}/members/events/\n"
        "  - As Leon, take notes at the event that is going on, and watch the wall fill:\n"
        "    {address}/members/events/notes/\n"
        "  - Press Shift three times, as somebody who must leave the page at once.\n"
        "  - As Imran, write a summary of an event from what was caught; as Nia, publish it:\n"
        "    {address}/members/cms/\n"
        "  - As Imran, report how people were involved, and take out points:  {address}/members/reports/\n"
        "  - Follow one theme or one part of the journey:  {address}/search/\n"
        "  - Read what the site promises, and what it cannot:  {address}/trust/\n"
    )
