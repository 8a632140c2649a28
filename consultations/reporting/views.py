"""Members' pages of this room: the events with their reports, one report, files to take out."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from consultations.reporting import downloads, periods, points, queries, showing, writing
from consultations.reporting.downloads import File, Wanted
from consultations.reporting.forms import PeriodForm, ReportForm, initial_of
from consultations.reporting.known import Known, known_about
from consultations.reporting.models import Report
from consultations.reporting.periods import Period
from consultations.reporting.permissions import Act, may
from consultations.reporting.prefilling import first_words
from consultations.reporting.refusals import NotReadyError, RefusedError, StaleError
from people.asking import only_who

#: Who is asking, if they may; PermissionDenied otherwise.
who_may = only_who(may)


def _event(pk: int) -> Any:
    return get_object_or_404(queries.reportable(), pk=pk)


# --- Lists ----------------------------------------------------------------------------------


@never_cache
@require_GET
def reports(request: HttpRequest) -> HttpResponse:
    """The events that were held, with what is reported of each, a page at a time."""
    who_may(request, Act.WRITE)
    listing = showing.listing(request.GET.get("page", ""))
    context = {"listing": listing, "form": PeriodForm(months=queries.months_with_events())}
    return render(request, "reporting/members/reports.html", context)


@never_cache
@require_GET
def months(request: HttpRequest) -> HttpResponse:
    """What can be taken out of a time."""
    who_may(request, Act.TAKE_OUT)
    form = PeriodForm(request.GET, months=queries.months_with_events())
    context: dict[str, Any] = {"form": form}
    if form.is_valid() and form.period is not None:
        context["time"] = showing.time(form.period)
    return render(request, "reporting/members/months.html", context, status=422 if form.errors else 200)


# --- One report -----------------------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Read and write the report of one event. Before it is begun, its parts hold what the platform knows."""
    person = who_may(request, Act.WRITE)
    page = _event(pk)
    found = Report.objects.filter(page=page).first()
    known = known_about(page, timezone.localdate())
    shown = Shown(known, found)
    if request.method == "GET":
        words, version = (found.words(), found.version) if found else (first_words(known), 0)
        return shown.page_with(request, ReportForm(initial=initial_of(words, version)))
    form = ReportForm(request.POST)
    if not form.is_valid():
        return shown.page_with(request, form)
    try:
        saved = writing.save(page, form.words, by=person, version=form.cleaned_data["version"])
        if request.POST.get("then") == "complete":
            writing.complete(page, by=person)
    except StaleError as stale:
        return _both_texts(request, shown, stale)
    except NotReadyError as missing:
        return _not_ready(request, shown, saved, missing)
    except RefusedError as refused:
        form.add_error(None, str(refused))
        return shown.page_with(request, form)
    messages.success(request, _saved_told(request))
    return redirect("reporting:report", pk)


@never_cache
@require_POST
def open_again(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A complete report becomes a draft again."""
    person = who_may(request, Act.WRITE)
    writing.open_again(_event(pk), by=person)
    messages.success(request, _("It is a draft again. Save it as complete when you have changed it."))
    return redirect("reporting:report", pk)


@dataclass(frozen=True)
class Shown:
    """A report on its page."""

    known: Known
    report: Report | None

    def page_with(self, request: HttpRequest, form: ReportForm, **more: Any) -> HttpResponse:
        """The page with a form; with errors, the answer says so."""
        context = {
            "event": self.known.page,
            "when": capfirst(self.known.page.when.text),
            "report": self.report,
            "form": form,
            "items": showing.items(form, first_words(self.known)),
            "files": showing.files_of_event(self.known, self.report),
            "waits": points.waits_for_approval(self.known.page),
            **more,
        }
        return render(
            request, "reporting/members/report.html", context, status=422 if form.errors or more else 200
        )


def _both_texts(request: HttpRequest, shown: Shown, stale: StaleError) -> HttpResponse:
    """Somebody saved meanwhile: the fields keep this person's words, what stands now is beside each."""
    found = Report.objects.get(page=shown.known.page)
    form = ReportForm(initial=initial_of(stale.yours, found.version))
    differs = [
        {"label": str(part.label), "theirs": text, "yours": stale.yours.get(part, "")}
        for part, text in stale.theirs.items()
        if text != stale.yours.get(part, text)
    ]
    return Shown(shown.known, found).page_with(request, form, refused=str(stale), differs=differs)


def _not_ready(request: HttpRequest, shown: Shown, saved: Report, missing: NotReadyError) -> HttpResponse:
    """What was written is saved as a draft; each part that is still empty says so."""
    form = ReportForm(initial_of(saved.words(), saved.version))
    form.is_valid()
    form.mark_empty(missing.missing)
    told = _("It is saved as a draft. It is not complete yet.")
    return Shown(shown.known, saved).page_with(request, form, refused=told)


def _saved_told(request: HttpRequest) -> str:
    if request.POST.get("then") == "complete":
        return _("It is complete. It goes into the programme’s report from now on.")
    return _("Saved.")


# --- Files ---------------------------------------------------------------------------------


@never_cache
@require_GET
def file_of_event(request: HttpRequest, pk: int, what: str, kind: str) -> HttpResponse:
    """A file about one event."""
    person = who_may(request, Act.TAKE_OUT)
    page, wanted = _event(pk), _wanted(request, what, kind)
    try:
        return _handed_over(downloads.of_event(page, wanted, by=person))
    except RefusedError as refused:
        back = reverse("reporting:report", args=[pk])
        return _nothing(request, str(refused), back)


@never_cache
@require_GET
def file_of_months(request: HttpRequest, first: str, last: str, what: str, kind: str) -> HttpResponse:
    """A file about all events of a time."""
    person = who_may(request, Act.TAKE_OUT)
    time, wanted = _period(first, last), _wanted(request, what, kind)
    try:
        return _handed_over(downloads.of_period(time, wanted, by=person))
    except RefusedError as refused:
        return _nothing(request, str(refused), showing.address_of_months(time))


def _wanted(request: HttpRequest, what: str, kind: str) -> Wanted:
    if (what, kind) not in downloads.KINDS:
        raise Http404
    return Wanted(what, kind, request.build_absolute_uri)


def _period(first: str, last: str) -> Period:
    found = periods.period(first, last)
    if found is None:
        raise Http404
    return found


def _handed_over(file: File) -> HttpResponse:
    response = HttpResponse(file.content, content_type=file.content_type)
    response.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=file.name
    )
    return response


def _nothing(request: HttpRequest, sentence: str, back: str) -> HttpResponse:
    return render(request, "reporting/members/nothing.html", {"sentence": sentence, "back": back}, status=422)
