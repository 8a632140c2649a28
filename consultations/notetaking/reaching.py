"""Who stands before a page of this room, and the event it is about, if it is theirs to see."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest

from consultations.events.models import EventPage
from consultations.notetaking.models import Note, Scribe
from consultations.notetaking.permissions import Act, may
from people.asking import signed_in
from people.models import Person

#: Long fields of a page that these pages do not show.
_LONG = ("record", "credits", "took_part")


def reach(request: HttpRequest, pk: int, act: Act = Act.SEE) -> tuple[Person, Any]:
    """Who is asking, and the event they ask about. One query beside those of the person.

    The page brings its notebook and whether this person was asked to take notes, not its record.

    Raises:
        Http404: there is none.
        PermissionDenied: they may not do this with it. Who is no part of it learns no more.
    """
    person = signed_in(request)
    asked = Scribe.objects.filter(page=OuterRef("pk"), person=person)
    events = EventPage.objects.select_related("notebook").defer(*_LONG)
    page = events.annotate(asks_this_person=Exists(asked)).filter(pk=pk).first()
    if page is None:
        raise Http404
    if not may(person, act, page):
        raise PermissionDenied
    return person, page


def reach_note(request: HttpRequest, pk: int, number: int) -> tuple[Person, Any, Note]:
    """Who is asking, the event, and a note of it that they may change. Two queries beside the person's.

    Raises:
        Http404, PermissionDenied.
    """
    person, page = reach(request, pk, Act.TAKE)
    note = Note.objects.filter(page=page.pk, number=number).first()
    if note is None:
        raise Http404
    return person, page, note
