"""Who stands before a members' page of this room, and which event or registration it is about."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from consultations.events.models import EventPage
from consultations.registrations.models import Registration
from consultations.registrations.permissions import Act, may
from people.asking import signed_in
from people.models import Person


def reach(request: HttpRequest, pk: int, act: Act) -> tuple[Person, EventPage]:
    """Who is asking, and the published event they ask about. One query beside those of the person.

    Raises:
        PermissionDenied: they may not do this. Http404: there is no such event, or it is no page yet.
    """
    person = signed_in(request)
    if not may(person, act):
        raise PermissionDenied
    event = EventPage.objects.live().filter(pk=pk).first()
    if event is None:
        raise Http404
    return person, event


def reach_registration(
    request: HttpRequest, pk: int, key: int, act: Act
) -> tuple[Person, EventPage, Registration]:
    """The same, and one registration on its list. Two queries beside those of the person.

    Raises:
        PermissionDenied: they may not do this with it. Http404: it is on no such list, or not any more.
    """
    person, event = reach(request, pk, Act.SEE_LIST)
    found = Registration.objects.on_the_list().select_related("person", "place").filter(page=event, pk=key)
    registration = found.first()
    if registration is None:
        raise Http404
    registration.page = event
    if not may(person, act, registration):
        raise PermissionDenied
    return person, event, registration
