"""Taking in a list of services or of teams: choose the file, look at it, take it in or drop it."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from consultations.directory import importing
from consultations.directory.enums import ActivityKind, Sort
from consultations.directory.forms import ListForm
from consultations.directory.importing import TakenIn
from consultations.directory.permissions import Act
from consultations.directory.reaching import who_may
from consultations.directory.refusals import BadListError, ListGoneError, MeanwhileError
from sheets import looking
from sheets.reading import UnreadableSheetError


@never_cache
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest, sort: str) -> HttpResponseBase:
    """Choose a file; nothing is taken in before it was looked at."""
    person = who_may(request, Act.IMPORT)
    form = ListForm(request.POST, request.FILES) if request.method == "POST" else ListForm()
    if form.is_valid():
        try:
            laid_down = importing.lay_down(looking.uploaded(form.cleaned_data["file"]), by=person, sort=sort)
        except UnreadableSheetError as refused:
            form.add_error("file", str(refused))
        else:
            return redirect("directory-members:list-look", laid_down.pk)
    of_offers = sort == Sort.OFFER
    columns = _columns_of_offers() if of_offers else _columns_of_teams()
    context = {"form": form, "of_offers": of_offers, **looking.layout([*columns, *_columns_of_all()])}
    return render(request, "directory/members/list.html", context, status=422 if form.errors else 200)


def _columns_of_offers() -> list[list[str]]:
    kinds = ", ".join(str(kind.label) for kind in ActivityKind)
    return [
        ["name", _("What it is.")],
        ["organisation", _("Who runs it; never a person.")],
        ["place", _("The name of a place that is here, or its short address.")],
        ["kind", _("One of: %(kinds)s.") % {"kinds": kinds}],
        ["for whom", _("For whom it is.")],
        ["how often", _("How often it is on.")],
        ["about", _("A few words. This and the columns below may be missing.")],
    ]


def _columns_of_teams() -> list[list[str]]:
    return [
        ["organisation", _("Who runs it; never a person.")],
        ["area", _("The name of an area of release or a region that is here, or its short address.")],
        ["how to refer", _("Which office or which form. Name nobody.")],
        [
            "weeks before",
            _("How many weeks before release one can ask, from 0 to 52. Empty: from the day of release. "
              "This and the columns below may be missing."),
        ],
    ]  # fmt: skip


def _columns_of_all() -> list[list[str]]:
    return [
        ["email", _("The team’s, never somebody’s own.")],
        ["telephone", _("The office’s, no mobile numbers.")],
        ["website", _("Where to read more.")],
    ]


@never_cache
@require_http_methods(["GET", "POST"])
def look(request: HttpRequest, key: uuid.UUID) -> HttpResponseBase:
    """What the list says, row by row, and what is wrong with which; then take it in."""
    person = who_may(request, Act.IMPORT)
    try:
        if request.method == "POST":
            messages.success(request, _told(importing.take_in(key, by=person)))
            return redirect("directory-members:entries")
        found = importing.look(key, by=person)
    except (BadListError, MeanwhileError) as refused:
        messages.error(request, str(refused))
        return redirect("directory-members:list-look", key)
    except ListGoneError as refused:
        messages.error(request, str(refused))
        return redirect("directory-members:entries")
    context = {
        "key": key,
        "of_offers": found.sort == Sort.OFFER,
        "again": found.sort,
        **looking.looked_at(found.good, found.bad),
    }
    return render(request, "directory/members/list_look.html", context)


def _told(done: TakenIn) -> str:
    sentences = [
        ngettext("%(count)s entry was taken in.", "%(count)s entries were taken in.", done.added)
        % {"count": done.added}
    ]
    if done.there:
        sentences.append(
            ngettext("%(count)s was there and is as the list says now.",
                     "%(count)s were there and are as the list says now.", done.there)
            % {"count": done.there}
        )  # fmt: skip
    return " ".join(sentences)


@never_cache
@require_POST
def drop(request: HttpRequest, key: uuid.UUID) -> HttpResponseBase:
    """Take in nothing."""
    person = who_may(request, Act.IMPORT)
    importing.drop(key, by=person)
    messages.success(request, _("Nothing was taken in. The list is gone from here."))
    return redirect("directory-members:entries")
