"""Taking notes, changing them, and the wall on which the room sees them."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import parse_etags
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from consultations.notetaking import catching, changing, queries, showing, topics
from consultations.notetaking.forms import ChangeForm, NoteForm, PointForm
from consultations.notetaking.models import Note
from consultations.notetaking.permissions import Act, may
from consultations.notetaking.reaching import reach, reach_note
from consultations.notetaking.refusals import RefusedError, RemovedError, StaleError
from people.asking import signed_in

TEMPLATES = "notetaking/members"
#: Letters of a number in an address; more is nobody's note.
_LONGEST_NUMBER = 9


@never_cache
@require_GET
def events(request: HttpRequest) -> HttpResponse:
    """Events at which notes are taken now, lately or soon."""
    person = signed_in(request)
    found = queries.events_for(person, timezone.localdate())
    return render(request, f"{TEMPLATES}/events.html", {"events": showing.event_rows(found)})


# --- Taking notes -----------------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "POST"])
def notes(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The form, and beside it what was caught last. A page that keeps what is not sent posts here too."""
    person, page = reach(request, pk, Act.SEE if request.method == "GET" else Act.TAKE)
    if request.method == "GET":
        return _notes_page(request, page, _form(page, topic=request.GET.get("topic", "")))
    form = NoteForm(request.POST, topics=topics.offered(page))
    if not form.is_valid():
        return _refused(request, page, form)
    try:
        done = catching.catch(page, form.cleaned_data["key"], form.words, by=person, as_sent=_keeps(request))
    except StaleError as stale:
        return _stale_page(
            request, page, ChangeForm(request.POST, topics=form.topics, note=stale.theirs), stale
        )
    except RefusedError as refused:
        form.add_error("text", str(refused))
        return _refused(request, page, form)
    if _keeps(request):
        return JsonResponse({"number": done.note.number, "again": done.again, "told": _told(done)})
    messages.success(request, _said(done))
    if _told(done):
        messages.warning(request, _told(done))
    topic = done.note.topic or ""
    return redirect(f"{reverse('notetaking:notes', args=[pk])}?topic={topic}#id_text")


def _keeps(request: HttpRequest) -> bool:
    """Whether the page that sends this keeps it until it hears that it arrived (notes.js)."""
    return bool(request.headers.get("X-Requested-With") == "XMLHttpRequest")


def _told(done: catching.Caught) -> str:
    """What a scribe should know besides that it is saved."""
    number = {"number": done.note.number}
    if done.removed:
        return _("Note %(number)s was removed. It was not saved again.") % number
    if done.kept_off:
        found = {**number, "found": get_text_list(list(done.kept_off), _("and"))}
        told = _("Note %(number)s is saved, and not on the wall. It may hold %(found)s. Look at it again.")
        return told % found
    return ""


def _said(done: catching.Caught) -> str:
    number = {"number": done.note.number}
    if done.removed:
        return _("Nothing was saved.")
    return (_("Note %(number)s was saved before.") if done.again else _("Saved: note %(number)s.")) % number


def _form(page: Any, topic: str = "") -> NoteForm:
    return NoteForm(topics=topics.offered(page), initial={"topic": topic})


def _refused(request: HttpRequest, page: Any, form: NoteForm) -> HttpResponseBase:
    if _keeps(request):
        why = " ".join(str(sentence) for errors in form.errors.values() for sentence in errors)
        return JsonResponse({"why": why}, status=422)
    return _notes_page(request, page, form)


def _notes_page(request: HttpRequest, page: Any, form: NoteForm) -> HttpResponse:
    person = signed_in(request)
    context = {
        **showing.around(person, page),
        "form": form,
        "may_take": may(person, Act.TAKE, page),
        "notes": showing.note_rows(queries.recent(page)),
        "version": _version(page),
        "kept_days": settings.EVENT_NOTES_KEPT_DAYS,
        "drawer": f"notes-{page.pk}-{person.pk}",
        "questions": [one for one in form.topics if one.questions],
    }
    return render(request, f"{TEMPLATES}/notes.html", context, status=422 if form.errors else 200)


@never_cache
@require_GET
def caught(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What was caught last, for a page that asks again and again. Nothing, while nothing has changed."""
    person, page = reach(request, pk)

    def shown() -> dict[str, Any]:
        rows = showing.note_rows(queries.recent(page))
        return {"notes": rows, "page": page, "may_take": may(person, Act.TAKE, page)}

    return _if_changed(request, page, "recent.html", shown)


@never_cache
@require_GET
def everything(request: HttpRequest, pk: int) -> HttpResponse:
    """All notes, newest first, paged by number."""
    person, page = reach(request, pk)
    asked = request.GET.get("before", "")
    before = int(asked) if asked.isdecimal() and len(asked) <= _LONGEST_NUMBER else None
    found = queries.all_notes(page, before)
    context = {
        **showing.around(person, page),
        "may_take": may(person, Act.TAKE, page),
        "notes": showing.note_rows(found[: queries.PAGE]),
        "older": found[queries.PAGE - 1].number if len(found) > queries.PAGE else None,
        "how_many": queries.how_many(page),
    }
    return render(request, f"{TEMPLATES}/all.html", context)


# --- Changing and removing ---------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "POST"])
def note(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """Change a note. Whoever saves over somebody else's change is shown both texts first."""
    person, page, found = reach_note(request, pk, number)
    form = ChangeForm(
        request.POST if request.method == "POST" else None, topics=topics.offered(page), note=found
    )
    if not form.is_valid():
        return _note_page(request, page, found, form)
    try:
        changing.change(page, number, form.words, by=person, version=form.cleaned_data["version"])
    except StaleError as stale:
        return _stale_page(request, page, form, stale)
    except RemovedError as refused:
        messages.error(request, str(refused))
        return _notes_page(request, page, NoteForm(initial=_typed(form), topics=form.topics))
    except RefusedError as refused:
        form.add_error("text", str(refused))
        return _note_page(request, page, found, form)
    messages.success(request, _("Saved: note %(number)s.") % {"number": number})
    return redirect("notetaking:notes", pk)


def _typed(form: PointForm) -> dict[str, Any]:
    """What was typed, for another form: nothing is lost."""
    return {name: form[name].value() for name in form.fields if name not in ("key", "version")}


def _note_page(request: HttpRequest, page: Any, found: Note, form: PointForm) -> HttpResponse:
    context = {**showing.around(signed_in(request), page), "form": form, "note": found}
    return render(request, f"{TEMPLATES}/note.html", context, status=422 if form.errors else 200)


def _stale_page(request: HttpRequest, page: Any, form: ChangeForm, stale: StaleError) -> HttpResponse:
    """Both texts; the form below holds what was typed, and saves over what is shown here."""
    data = request.POST.copy()
    data["version"] = str(stale.theirs.version)
    fresh = ChangeForm(data, topics=form.topics, note=stale.theirs)
    context = {
        **showing.around(signed_in(request), page),
        "form": fresh,
        "note": stale.theirs,
        "stale": stale.sentence,
        "theirs": showing.note_row(stale.theirs),
        "yours": showing.words_row(stale.yours),
    }
    return render(request, f"{TEMPLATES}/note.html", context, status=409)


@never_cache
@require_POST
def remove(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """Take a note away for good."""
    person, page, _found = reach_note(request, pk, number)
    changing.remove(page, number, by=person)
    messages.success(request, _("Note %(number)s was removed. Its words are gone.") % {"number": number})
    return redirect("notetaking:notes", pk)


# --- The wall ------------------------------------------------------------------------------


@never_cache
@require_GET
def wall(request: HttpRequest, pk: int) -> HttpResponse:
    """What the room sees: large, and kept up to date by itself."""
    _person, page = reach(request, pk)
    context = {
        "page": page,
        "version": _version(page),
        "points": showing.wall_points(queries.on_the_wall(page)),
        "alone": showing.said_alone(page),
    }
    return render(request, f"{TEMPLATES}/wall.html", context)


@never_cache
@require_GET
def wall_points(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The points of the wall. Two queries beside the person's, one while nothing has changed."""
    _person, page = reach(request, pk)
    return _if_changed(
        request, page, "wall_points.html", lambda: {"points": showing.wall_points(queries.on_the_wall(page))}
    )


def _if_changed(
    request: HttpRequest, page: Any, template: str, context: Callable[[], dict[str, Any]]
) -> HttpResponseBase:
    """A part of a page, or that it is as it was. What stands around pages is not asked for."""
    version = _version(page)
    if version in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponseNotModified(headers={"ETag": version})
    return HttpResponse(render_to_string(f"{TEMPLATES}/{template}", context()), headers={"ETag": version})


def _version(page: Any) -> str:
    """Which notes a page shows, as an entity tag."""
    book = getattr(page, "notebook", None)
    return f'"{page.pk}-{book.version if book else 0}"'
