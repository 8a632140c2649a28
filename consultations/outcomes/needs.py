"""What this room puts among "what needs you", and where it can be reached. One query each at most."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.outcomes import queries
from consultations.outcomes.models import Decision, Step
from consultations.outcomes.permissions import Act, facilitator, may
from people.models import Person
from people.sockets import Need

LIST = "outcomes-members:decisions"


def decisions(person: Person) -> list[Need]:
    """Votes that are over and about which nothing was decided yet, for facilitators."""
    if not (may(person, Act.SEE) and facilitator(person, None)):
        return []
    number = queries.waiting_for_decision().count()
    if not number:
        return []
    text = ngettext(
        "%(count)s vote is over and waits for a decision",
        "%(count)s votes are over and wait for a decision",
        number,
    ) % {"count": number}
    return [Need(text, reverse(LIST), _("Say what was decided, and why."))]


def reviews(person: Person) -> list[Need]:
    """Decisions whose day of review has come, for facilitators."""
    if not facilitator(person, None):
        return []
    number = Decision.objects.to_be_reviewed(timezone.localdate()).count()
    if not number:
        return []
    text = ngettext(
        "%(count)s decision is due for review", "%(count)s decisions are due for review", number
    ) % {"count": number}
    return [Need(text, reverse(LIST), _("Look at it again, and say what holds."))]


def late_steps(person: Person) -> list[Need]:
    """Steps of one's own whose day is over."""
    number = Step.objects.overdue(timezone.localdate()).owned_by(person).count()
    if not number:
        return []
    text = ngettext("%(count)s step of yours is late", "%(count)s steps of yours are late", number) % {
        "count": number
    }
    return [Need(text, reverse(LIST), _("Say how far it is."))]


def ways(person: Person) -> list[tuple[str, str, str]]:
    """Decisions and steps, for everybody with an account."""
    if not may(person, Act.SEE):
        return []
    return [(_("Decisions and steps"), reverse(LIST), _("What was decided, and how far it is."))]
