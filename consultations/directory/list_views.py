"""Taking in a list of services: choose the file, look at it, take it in or drop it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from consultations.directory import importing
from consultations.directory.enums import ActivityKind
from consultations.directory.forms import ListForm
from consultations.directory.importing import TakenIn
from consultations.directory.permissions import Act
from consultations.directory.reaching import who_may
from consultations.directory.refusals import BadListError, ListGoneError
from sheets.reading import LARGEST_BYTES, MOST_ROWS, UnreadableSheetError

#: More rows than these are not looked through one by one.
SHOWN_GOOD = 50
SHOWN_BAD = 200


@never_cache
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponseBase:
    """Choose a file; nothing is taken in before it was looked at."""
    person = who_may(request, Act.IMPORT)
    form = ListForm(request.POST, request.FILES) if request.method == "POST" else ListForm()
    if form.is_valid():
        try:
            laid_down = importing.lay_down(_bytes(form.cleaned_data["file"]), by=person)
        except UnreadableSheetError as refused:
            form.add_error("file", str(refused))
        else:
            return redirect("directory-members:list-look", laid_down.pk)
    context = {
        "form": form,
        "head": [_("Column"), _("What it holds")],
        "columns": _columns(),
        "most": f"{MOST_ROWS:,}",
    }
    return render(request, "directory/members/list.html", context, status=422 if form.errors else 200)


def _bytes(file: Any) -> bytes:
    """The file; of one that is too large only as much as shows that it is."""
    return bytes(file.read(LARGEST_BYTES + 1))


def _columns() -> list[list[str]]:
    kinds = ", ".join(str(kind.label) for kind in ActivityKind)
    return [
        ["name", _("What it is.")],
        ["organisation", _("Who runs it; never a person.")],
        ["place", _("The name of a place that is here, or its short address.")],
        ["kind", _("One of: %(kinds)s.") % {"kinds": kinds}],
        ["for whom", _("For whom it is.")],
        ["how often", _("How often it is on.")],
        ["about", _("A few words. This and the columns below may be missing.")],
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
    except BadListError as refused:
        messages.error(request, str(refused))
        return redirect("directory-members:list-look", key)
    except ListGoneError as refused:
        messages.error(request, str(refused))
        return redirect("directory-members:list")
    context = {
        "key": key,
        "good": found.good[:SHOWN_GOOD],
        "bad": found.bad[:SHOWN_BAD],
        "number_good": len(found.good),
        "number_bad": len(found.bad),
        "more_good": max(0, len(found.good) - SHOWN_GOOD),
        "more_bad": max(0, len(found.bad) - SHOWN_BAD),
    }
    return render(request, "directory/members/list_look.html", context)


def _told(done: TakenIn) -> str:
    sentences = [
        ngettext("%(count)s service was taken in.", "%(count)s services were taken in.", done.added)
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
    return redirect("directory-members:list")
