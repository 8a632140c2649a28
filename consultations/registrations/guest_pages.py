"""What the pages of a visit without an account share: the note they carry, and how they are drawn."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from codes import numbers
from consultations.registrations import joining, on_their_page
from consultations.registrations.access_needs import AccessNeed
from consultations.registrations.enums import ON_THE_LIST, Attendance
from consultations.registrations.facts import facts_of
from consultations.registrations.models import Registration
from consultations.registrations.permissions import CODE
from consultations.registrations.registers import is_over
from consultations.registrations.visits import Visit
from edge import limits

TEMPLATES = "registrations/guest"
#: Seconds after which to try again.
TRY_AGAIN = 60


def page(
    request: HttpRequest, visit: Visit, name: str, more: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page that carries its visit on."""
    context = {"hidden": [("visit", visit.renewed().sealed())], **more}
    return render(request, f"{TEMPLATES}/{name}.html", context, status=status)


def show_code(request: HttpRequest, visit: Visit, registration: Registration, code: str) -> HttpResponse:
    """The code, large, to be written down. It is shown for ten minutes at most."""
    context = {
        "registration": registration,
        "event": facts_of(registration.page, request),
        "groups": numbers.groups(code),
        "address": _written_down(reverse("registrations:place")),
    }
    return page(request, visit, "done", context)


def _written_down(path: str) -> str:
    """An address as somebody copies it by hand: "example.org/events/place"."""
    return settings.BASE_URL.partition("://")[2] + path.rstrip("/")


def show_place(
    request: HttpRequest, visit: Visit, registration: Registration, *, notice: str = "", status: int = 200
) -> HttpResponse:
    """What is known of a registration, how to join, and what can be done with it."""
    there = registration.state in ON_THE_LIST
    over = is_over(registration.page)
    context = {
        "registration": registration,
        "event": facts_of(registration.page, request),
        "told": told_in_words(registration) if there else [],
        "joining": joining.details_for(registration, by=CODE) if there and not over else "",
        "is_there": there,
        "is_in": registration.is_in,
        "is_over": over,
        "waiting": on_their_page.told_while_waiting(registration) if there else "",
        "afterwards": on_their_page.told_afterwards(registration) if there else "",
        "called_off": registration.page.cancelled_because,
        "notice": notice,
    }
    return page(request, visit, "place", context, status=status)


def told_in_words(registration: Registration) -> list[tuple[str, str]]:
    """What somebody told, to be read: what it is and what they said; what was left out is left out."""
    told = registration.told
    needs = [str(AccessNeed(need).label) for need in told.needs if need in AccessNeed.values]
    rows = [
        (_("Name"), told.name),
        (_("Group"), capfirst(registration.get_role_group_display()) if registration.role_group else ""),
        (_("Email"), told.email),
        (_("Phone number"), told.phone),
        (_("How you come"), str(Attendance(told.way).label) if told.way in Attendance.values else ""),
        (_("What helps you"), "\n".join([*needs, *filter(None, [told.needs_words])])),
        (_("What you eat, or do not eat"), told.food),
        (_("Expenses or payment"), _("You ask for it.") if registration.expenses_claimed else ""),
    ]
    return [(name, value) for name, value in rows if value]


def later(response: HttpResponse, seconds: int = TRY_AGAIN) -> HttpResponse:
    """Say after how many seconds to try again."""
    response.headers["Retry-After"] = str(seconds)
    return response


def wait() -> str:
    """What is said where too much comes from one address."""
    return _("Many people use this page from where you are. Wait a minute. Then press the button again.")


def address(request: HttpRequest) -> str:
    """Where the request comes from, for taking turns alone."""
    return limits.address_of(request) or "-"
