"""Members' pages of the directory: the entries, adding one, changing, confirming and taking out."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cms.narrowing import said_in
from consultations.directory import checking, entering, opening
from consultations.directory.enums import Sort
from consultations.directory.forms import FORMS, OpeningForm, made_from
from consultations.directory.models import LinkWorkers, Offer, PlaceWords
from consultations.directory.permissions import Act, facilitator, may
from consultations.directory.places import checked_text
from consultations.directory.reaching import reach, who_may
from consultations.directory.refusals import RefusedError, StaleError
from people.models import Person
from ui.both_texts import both_texts
from vocabulary.models import Place

GET_AND_POST = require_http_methods(["GET", "POST"])
#: A page shows so many of each sort; words to look for find the others.
MOST = 60


@never_cache
@require_GET
def entries(request: HttpRequest) -> HttpResponse:
    """One's own entries, the oldest first; for facilitators all of them."""
    person = who_may(request, Act.SEE)
    asked = said_in(request, "q")
    context = {
        "asked": asked,
        "offers": _listed(Offer, "place__name", asked, person),
        "teams": _listed(LinkWorkers, "area__name", asked, person),
        "may_import": may(person, Act.IMPORT),
        "may_open": may(person, Act.OPEN),
        "all": facilitator(person, None),
    }
    return render(request, "directory/members/entries.html", context)


def _listed(model: Any, place: str, asked: str, person: Person) -> list[dict[str, Any]]:
    rows = model.objects.there()
    if not facilitator(person, None):
        rows = rows.owned_by(person)
    if asked:
        found = Q(organisation__name__icontains=asked) | Q(**{f"{place}__icontains": asked})
        rows = rows.filter(found | Q(name__icontains=asked) if model is Offer else found)
    rows = rows.select_related("organisation", place.removesuffix("__name")).order_by("checked_on", "key")
    sort = Sort.OFFER if model is Offer else Sort.LINK_WORKERS
    return [
        {
            "title": one.name if model is Offer else one.organisation.name,
            "place": (one.place if model is Offer else one.area).name,
            "checked": checked_text(one),
            "old": one.is_old,
            "url": reverse("directory-members:entry", args=[sort, one.key]),
            "confirm": reverse("directory-members:confirm", args=[sort, one.key]),
            "version": one.version,
        }
        for one in rows[:MOST]
    ]


@never_cache
@GET_AND_POST
def add(request: HttpRequest, sort: str) -> HttpResponseBase:
    """Enter something on offer, or a team."""
    person = who_may(request, Act.ENTER)
    form = FORMS[sort](request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            entering.add(form.words(), by=person)
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("It is there. Everybody can read it."))
            return redirect("directory-members:entries")
    return _form(request, form, {"sort": sort})


@never_cache
@GET_AND_POST
def entry(request: HttpRequest, sort: str, key: uuid.UUID) -> HttpResponseBase:
    """Change an entry, say that it holds, or take it out."""
    person, found = reach(request, sort, key)
    form = FORMS[sort](request.POST if request.method == "POST" else None, entry=found)
    differs = None
    if form.is_valid():
        try:
            entering.change(found, form.words(), by=person, version=made_from(form))
        except RefusedError as refused:
            form.add_error(None, str(refused))
            if isinstance(refused, StaleError):
                _person, found = reach(request, sort, key)
                differs = both_texts(form, FORMS[sort](entry=found))
        else:
            messages.success(request, _("Saved. Everybody can read it."))
            return redirect("directory-members:entries")
    context = {"sort": sort, "entry": found, "checked": checked_text(found), "differs": differs}
    return _form(request, form, context)


def _form(request: HttpRequest, form: Any, context: dict[str, Any]) -> HttpResponse:
    context |= {"form": form, "is_offer": context["sort"] == Sort.OFFER}
    return render(request, "directory/members/entry.html", context, status=422 if form.errors else 200)


@never_cache
@require_POST
def confirm(request: HttpRequest, sort: str, key: uuid.UUID) -> HttpResponseBase:
    """Say that an entry still holds."""
    return _done(request, sort, key, checking.confirm, _("Thank you. It says now that it was checked today."))


@never_cache
@require_POST
def take_out(request: HttpRequest, sort: str, key: uuid.UUID) -> HttpResponseBase:
    """It is not there any more."""
    return _done(request, sort, key, checking.take_out, _("It is taken out. Nobody is shown it any more."))


def _done(
    request: HttpRequest, sort: str, key: uuid.UUID, act: Callable[..., Any], told: str
) -> HttpResponseBase:
    """Do it with the entry as it was on the page of the button; show it anew where it was changed since."""
    person, found = reach(request, sort, key)
    version = request.POST.get("version", "")
    try:
        act(found, by=person, version=int(version) if version.isdecimal() and len(version) < 10 else -1)
    except StaleError:
        messages.error(request, _("Somebody has changed this since you opened it. Look at it first."))
        return redirect("directory-members:entry", sort, key)
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, told)
    return redirect("directory-members:entries")


@never_cache
@require_GET
def places(request: HttpRequest) -> HttpResponse:
    """Places, to write how their pages begin."""
    who_may(request, Act.OPEN)
    rows = Place.objects.order_by("kind", "name")
    return render(request, "directory/members/places.html", {"places": rows})


@never_cache
@GET_AND_POST
def opening_words(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Write how the page of a place begins."""
    person = who_may(request, Act.OPEN)
    place = get_object_or_404(Place, slug=slug)
    words = PlaceWords.objects.filter(place=place).first() or PlaceWords(place=place)
    initial = {"opening": words.opening, "version": words.version}
    form = OpeningForm(request.POST if request.method == "POST" else None, initial=initial)
    differs = None
    if form.is_valid():
        try:
            opening.open_with(place, form.cleaned_data["opening"], by=person, version=made_from(form))
        except RefusedError as refused:
            form.add_error(None, str(refused))
            if isinstance(refused, StaleError):
                differs = both_texts(form, OpeningForm(initial=initial))
        else:
            messages.success(request, _("Saved. Everybody can read it."))
            return redirect("directory-members:places")
    context = {"form": form, "place": place, "differs": differs}
    return render(request, "directory/members/opening.html", context, status=422 if form.errors else 200)
