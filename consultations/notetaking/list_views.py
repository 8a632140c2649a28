"""Taking in a list of points: choose the file, look at it, take it in or drop it."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from consultations.notetaking import importing, showing
from consultations.notetaking.forms import ListForm
from consultations.notetaking.importing import TakenIn
from consultations.notetaking.permissions import Act
from consultations.notetaking.reaching import reach
from consultations.notetaking.refusals import ListGoneError, UnreadableListError
from sheets import looking
from sheets.reading import UnreadableSheetError

TEMPLATES = "notetaking/members"


@never_cache
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Choose a file; nothing is taken in before it was looked at."""
    person, page = reach(request, pk, Act.IMPORT)
    form = ListForm(request.POST, request.FILES) if request.method == "POST" else ListForm()
    if form.is_valid():
        try:
            laid_down = importing.lay_down(page, looking.uploaded(form.cleaned_data["file"]), by=person)
        except (UnreadableListError, UnreadableSheetError) as refused:
            form.add_error("file", str(refused))
        else:
            return redirect("notetaking:list-look", pk, laid_down.pk)
    context = {**showing.around(person, page), "form": form, **looking.layout(_columns())}
    return render(request, f"{TEMPLATES}/list.html", context, status=422 if form.errors else 200)


def _columns() -> list[list[str]]:
    return [
        ["point", _("What was said. This column has to be there.")],
        ["topic", _("Its topic, by its title.")],
        ["stage", _("The part of the journey.")],
        ["themes", _("Themes. Put a bar between two: health | housing.")],
        ["said by", _("Groups, never people. Put a bar between two.")],
        ["strength", _("How widely it was shared, in the words of the form.")],
        ["custody", _("A prison or a region.")],
        ["release", _("An area of release or a region.")],
    ]


@never_cache
@require_http_methods(["GET", "POST"])
def look(request: HttpRequest, pk: int, key: uuid.UUID) -> HttpResponseBase:
    """What the list says, row by row, and what is wrong with which; then take it in."""
    person, page = reach(request, pk, Act.IMPORT)
    try:
        if request.method == "POST":
            messages.success(request, _told(importing.take_in(page, key, by=person)))
            return redirect("notetaking:notes", pk)
        found = importing.look(page, key, by=person)
    except ListGoneError as refused:
        messages.error(request, str(refused))
        return redirect("notetaking:list", pk)
    context = {**showing.around(person, page), "key": key, **looking.looked_at(found.good, found.bad)}
    return render(request, f"{TEMPLATES}/list_look.html", context)


def _told(done: TakenIn) -> str:
    sentences = [
        ngettext("%(count)s point was taken in.", "%(count)s points were taken in.", done.added)
        % {"count": done.added}
    ]
    if done.there:
        sentences.append(
            ngettext("%(count)s was there before.", "%(count)s were there before.", done.there)
            % {"count": done.there}
        )
    if done.bad:
        sentences.append(
            ngettext("%(count)s row was left out.", "%(count)s rows were left out.", done.bad)
            % {"count": done.bad}
        )
    return " ".join(sentences)


@never_cache
@require_POST
def drop(request: HttpRequest, pk: int, key: uuid.UUID) -> HttpResponseBase:
    """Take in nothing."""
    person, page = reach(request, pk, Act.IMPORT)
    importing.drop(page, key, by=person)
    messages.success(request, _("Nothing was taken in. The list is gone from here."))
    return redirect("notetaking:list", pk)
