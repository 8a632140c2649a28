"""What this room puts among "what needs you", and where it can be reached. One query each at most."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from feedback.moderation import queries, response_queries
from feedback.moderation.permissions import Act, may
from people.models import Person
from people.permission_groups import PermissionGroup
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


def without_response(person: Person) -> list[Need]:
    """What is shown and has no response."""
    if not person.belongs_to(PermissionGroup.RESPONDER):
        return []
    number = response_queries.count_unanswered()
    if not number:
        return []
    if number >= response_queries.MANY:
        text = _("%(count)s answers or more have no response") % {"count": response_queries.MANY}
    else:
        text = ngettext("%(count)s answer has no response", "%(count)s answers have no response", number) % {
            "count": number
        }
    return [Need(text, reverse("moderation:responses"), _("It takes a minute, on a phone too."))]


def promises_overdue(person: Person) -> list[Need]:
    """Promises in this person's name whose day is over; a facilitator sees all."""
    if not may(person, Act.RESPOND):
        return []
    late = response_queries.overdue(timezone.localdate())
    if not person.belongs_to(PermissionGroup.FACILITATOR):
        late = late.filter(drafted_by=person)
    number = late.count()
    if not number:
        return []
    text = ngettext("%(count)s promise is overdue", "%(count)s promises are overdue", number) % {
        "count": number
    }
    return [Need(text, reverse("moderation:responses"), _("Say that it is done, or when it will be."))]


def to_approve(person: Person) -> list[Need]:
    """Responses that a publisher has to read before they are shown."""
    if not person.belongs_to(PermissionGroup.PUBLISHER):
        return []
    number = response_queries.waiting_for_approval(person).count()
    if not number:
        return []
    text = ngettext("%(count)s response waits to be read", "%(count)s responses wait to be read", number) % {
        "count": number
    }
    return [Need(text, reverse("moderation:responses"), _("You decide whether it is shown."))]


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
    if may(person, Act.RESPOND):
        note = _("Answer what people said, under your name and role.")
        found.append((_("Responses"), reverse("moderation:responses"), note))
    if may(person, Act.PRINT_CODES):
        note = _("For people without an account: each slip answers a question once.")
        found.append((_("Slips with codes"), reverse("moderation:codes"), note))
    if may(person, Act.TYPE_IN):
        note = _("Slips and letters go into the same box.")
        found.append((_("Typing in from paper"), reverse("moderation:paper"), note))
    if may(person, Act.EXPORT):
        note = _("Only what its authors gave to research, as a table.")
        found.append((_("Answers for research"), reverse("moderation:research"), note))
    return found


def in_navigation(person: Person) -> list[tuple[str, str]]:
    """The one entry of this room: the queue, or for those who only respond their responses."""
    return [(text, url) for text, url, _note in ways(person)][:1]
