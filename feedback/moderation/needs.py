"""What this room puts among "what needs you", and where it can be reached. One query each at most."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from feedback.moderation import queries
from feedback.moderation.permissions import Act, may
from people.models import Person
from people.sockets import Need


def waiting(person: Person) -> list[Need]:
    """Contributions that this person may read and that wait."""
    if not may(person, Act.SEE_QUEUE):
        return []
    number = queries.count_waiting(person)
    if not number:
        return []
    return [Need(to_read(number), reverse("moderation:queue"), _("What needs somebody first is on top."))]


def taken_on(person: Person) -> list[Need]:
    """What this person has taken on and not dealt with."""
    if not may(person, Act.SEE_QUEUE):
        return []
    number = queries.count_mine(person)
    if not number:
        return []
    text = ngettext("You have taken on %(count)s answer", "You have taken on %(count)s answers", number) % {
        "count": number
    }
    return [Need(text, f"{reverse('moderation:queue')}?list=mine", _("Nobody else deals with it meanwhile."))]


def escalated(person: Person) -> list[Need]:
    """What waits for the safeguarding lead and the deputy."""
    if not may(person, Act.SEE_SAFEGUARDING):
        return []
    number = queries.count_escalated(person)
    if not number:
        return []
    text = ngettext(
        "%(count)s answer was given to safeguarding", "%(count)s answers were given to safeguarding", number
    ) % {"count": number}
    return [Need(text, reverse("moderation:safeguarding"), _("Somebody may be at risk."))]


def readable_by_nobody(person: Person) -> list[Need]:
    """What nobody may read, since everybody with the permission is tied to the prison it concerns."""
    if not may(person, Act.TEND):
        return []
    number = queries.readable_by_nobody(person)
    if not number:
        return []
    text = ngettext(
        "%(count)s answer waits that nobody here may read",
        "%(count)s answers wait that nobody here may read",
        number,
    ) % {"count": number}
    note = _("It concerns the prison of everybody who could. Give somebody else the permission.")
    return [Need(text, reverse("members:people"), note)]


def to_read(number: int) -> str:
    """How many wait, in words."""
    if number >= queries.MANY:
        return _("%(count)s answers or more wait to be read") % {"count": queries.MANY}
    text = ngettext("%(count)s answer waits to be read", "%(count)s answers wait to be read", number)
    return text % {"count": number}


def ways(person: Person) -> list[tuple[str, str, str]]:
    """The queue, for those who may open it."""
    found = []
    if may(person, Act.SEE_QUEUE):
        note = _("Read what came in, let it go, write to its author.")
        found.append((_("Feedback"), reverse("moderation:queue"), note))
    return found
