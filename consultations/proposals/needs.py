"""What this room puts among "what needs you", and where it can be reached. One query each at most."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.proposals import queries
from consultations.proposals.permissions import Act, may
from people.models import Person
from people.sockets import Need


def invitations(person: Person) -> list[Need]:
    """Proposals that this person is asked to write together with others."""
    number = queries.count_invitations(person)
    if not number:
        return []
    text = ngettext(
        "You are asked to write %(count)s proposal together with others",
        "You are asked to write %(count)s proposals together with others",
        number,
    ) % {"count": number}
    return [Need(text, reverse("proposals-members:proposals"), _("Say yes or no."))]


def suggestions(person: Person) -> list[Need]:
    """Suggested changes that wait for this person's answer."""
    slugs = queries.waiting_for(person)
    number = len(slugs)
    if not number:
        return []
    if number >= queries.MANY:
        text = _("%(count)s suggested changes or more wait for your answer") % {"count": queries.MANY}
    else:
        text = ngettext(
            "%(count)s suggested change waits for your answer",
            "%(count)s suggested changes wait for your answer",
            number,
        ) % {"count": number}
    url = reverse("proposals-members:proposals")
    if len(set(slugs)) == 1:
        url = reverse("proposals-members:suggestions", args=slugs[:1])
    return [Need(text, url, _("Take it up, or say why not."))]


def reports(person: Person) -> list[Need]:
    """Comments that somebody reported, for facilitators."""
    if not may(person, Act.HIDE):
        return []
    number = queries.count_reported()
    if not number:
        return []
    text = ngettext("%(count)s comment was reported", "%(count)s comments were reported", number) % {
        "count": number
    }
    return [Need(text, reverse("proposals-members:reports"), _("Hide it with a reason, or let it stand."))]


def ways(person: Person) -> list[tuple[str, str, str]]:
    """Proposals, for everybody with an account."""
    if not may(person, Act.START):
        return []
    note = _("Write one, suggest a change, say what you think.")
    return [(_("Proposals"), reverse("proposals-members:proposals"), note)]


def in_navigation(person: Person) -> list[tuple[str, str]]:
    """The one entry of this room."""
    return [(text, url) for text, url, _note in ways(person)]
