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
        "%(count)s thread waits to be tried and opened",
        "%(count)s threads wait to be tried and opened",
        waiting,
    )
    return [
        Need(text % {"count": waiting}, reverse("questions:threads"), _("Nobody can answer before you do."))
    ]
