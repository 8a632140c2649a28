"""What this room puts among "what needs you"."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from feedback.questions.permissions import Act, may
from feedback.threads.models import Thread
from people.models import Person
from people.sockets import Need


def threads_to_open(person: Person) -> list[Need]:
    """Threads whose page is published and that nobody has opened yet. One query."""
    if not may(person, Act.OPEN):
        return []
    waiting = Thread.objects.filter(page__isnull=False, hidden=False, opened_on__isnull=True).count()
    if not waiting:
        return []
    text = ngettext(
        "%(count)s question waits to be tried and opened",
        "%(count)s questions wait to be tried and opened",
        waiting,
    )
    return [
        Need(text % {"count": waiting}, reverse("questions:threads"), _("Nobody can answer before you do."))
    ]


def ways(person: Person) -> list[tuple[str, str, str]]:
    """The list of threads, for those who may see it."""
    if not may(person, Act.SEE_THREADS):
        return []
    return [(_("Questions"), reverse("questions:threads"), _("What we ask: try it, open it, close it."))]
