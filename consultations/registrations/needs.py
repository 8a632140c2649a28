"""What this room puts among "what needs you", and where it can be reached. One query each at most."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.events import permissions as of_events
from consultations.events.models import EventPage
from consultations.registrations import by_hand, forgetting
from consultations.registrations.models import Registration
from consultations.registrations.permissions import Act, may
from people.models import Person
from people.sockets import Need


def to_tell(person: Person) -> list[Need]:
    """Events on whose list somebody is to be written to or called, since no mail reaches them."""
    if not may(person, Act.TELL):
        return []
    return [
        Need(
            _("Write or call: %(event)s") % {"event": title},
            reverse("registrations-members:to-tell", args=[page]),
            ngettext("%(count)d person has no email", "%(count)d people have no email", count)
            % {"count": count},
        )
        for page, title, count in by_hand.waiting(timezone.localdate())
    ]


#: So long before the list of an event is deleted, those who write its summary are told.
_IN_TIME = timedelta(days=10)


def to_thank(person: Person) -> list[Need]:
    """Events whose list is deleted soon and whose summary nobody can read yet. One query."""
    if not of_events.may(person, of_events.Act.PLAN):
        return []
    came = Registration.objects.coming().filter(page=OuterRef("pk")).order_by()
    today = timezone.localdate()
    soon = forgetting.over_by(today + _IN_TIME)
    ended = EventPage.objects.live().filter(last_day__lt=today, last_day__lte=soon)
    return [
        Need(
            _("Publish the summary: %(event)s") % {"event": event.title},
            reverse("wagtailadmin_pages:edit", args=[event.pk]),
            _("On %(day)s the list of those who came is deleted. After that nobody can be thanked.")
            % {"day": date_format(forgetting.deleted_on(event), "j F Y")},
        )
        for event in ended.without_summary().filter(Exists(came)).for_lists().order_by("last_day", "pk")[:10]
    ]


def ways(person: Person) -> list[tuple[str, str, str]]:
    """Where events are."""
    return [(_("Events"), reverse("registrations-members:list"), _("Come to one, or change what you said."))]


def in_navigation(person: Person) -> list[tuple[str, str]]:
    """The one entry of this room."""
    return [(_("Events"), reverse("registrations-members:list"))]
