"""From notes to the draft of the event's page, and who takes notes."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from consultations.notetaking import drafting, queries, showing
from consultations.notetaking import scribes as asking
from consultations.notetaking.permissions import Act
from consultations.notetaking.reaching import reach
from consultations.notetaking.refusals import RefusedError
from people.models import Person
from vocabulary.role_groups import RoleGroup

TEMPLATES = "notetaking/members"
#: Longest search for a name; more is nobody's.
_LONGEST_SEARCH = 200


@never_cache
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Tick points, or whole topics, and put them into the draft; then write between them."""
    person, page = reach(request, pk, Act.PUT_INTO_DRAFT)
    refused = ""
    if request.method == "POST":
        try:
            done = drafting.put(page, _ticked(request, page), by=person, untitled=_("Other points"))
        except RefusedError as error:
            refused = str(error)
        else:
            messages.success(request, _told(done))
            return redirect("notetaking:draft", pk)
    return _draft_page(request, person, page, refused)


def _ticked(request: HttpRequest, page: Any) -> set[uuid.UUID]:
    """The points that are ticked; those of one topic, if its own button was pressed."""
    ticked = {key for typed in request.POST.getlist("point") if (key := _uuid(typed))}
    if "topic" in request.POST:
        ticked &= queries.keys_on(page, _uuid(request.POST["topic"]))
    return ticked


def _uuid(typed: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(typed)
    except ValueError:
        return None


def _draft_page(request: HttpRequest, person: Person, page: Any, refused: str) -> HttpResponse:
    there = drafting.there_already(page)
    waiting = queries.to_choose_from(page, there)
    context = {
        **showing.around(person, page),
        "topics": showing.topics_to_choose(waiting[: queries.PAGE]),
        "waiting": len(waiting),
        "shown": min(len(waiting), queries.PAGE),
        "there": len(there),
        "refused": refused,
        "editor": reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }
    return render(request, f"{TEMPLATES}/draft.html", context, status=422 if refused else 200)


def _told(done: drafting.Put) -> str:
    if not done.added:
        return _("All of these are in the draft already.")
    return ngettext(
        "%(count)s point is in the draft now. Nobody else sees it until the page is published.",
        "%(count)s points are in the draft now. Nobody else sees them until the page is published.",
        done.added,
    ) % {"count": done.added}


# --- Who takes notes -----------------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "POST"])
def scribes(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Who takes notes at an event; find somebody by name and ask them."""
    person, page = reach(request, pk, Act.NAME_SCRIBES)
    if request.method == "POST":
        return _ask(request, page, person)
    looked_for = request.GET.get("q", "")[:_LONGEST_SEARCH].strip()
    context = {
        **showing.around(person, page),
        "scribes": queries.scribes_of(page),
        "looked_for": looked_for,
        "people": [
            {"person": one, "group": capfirst(str(RoleGroup(one.role_group).label))}
            for one in (queries.members_named(looked_for, besides=page) if looked_for else [])
        ],
    }
    return render(request, f"{TEMPLATES}/scribes.html", context)


def _ask(request: HttpRequest, page: Any, by: Person) -> HttpResponseBase:
    key = request.POST.get("person", "")
    asked = Person.objects.active().filter(pk=int(key)).first() if key.isdecimal() and len(key) < 12 else None
    try:
        if asked is not None:
            asking.ask(page, asked, by=by)
            messages.success(request, _("Asked. They find it on their home."))
    except RefusedError as refused:
        messages.error(request, str(refused))
    return redirect("notetaking:scribes", page.pk)


@never_cache
@require_POST
def let_go(request: HttpRequest, pk: int, person: int) -> HttpResponseBase:
    """They take no notes here any more."""
    by, page = reach(request, pk, Act.NAME_SCRIBES)
    asking.let_go(page, person, by=by)
    messages.success(request, _("They take no notes here any more. What they wrote stays."))
    return redirect("notetaking:scribes", pk)
