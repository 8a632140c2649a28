"""What facilitators look after: when we read, days off, words to start from."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from feedback.letterbox.models import ClosedDay
from feedback.moderation import answer_templates
from feedback.moderation import hours as reading
from feedback.moderation.forms import ClosedDayForm, HoursForm, TemplateForm
from feedback.moderation.models import AnswerTemplate
from feedback.moderation.permissions import Act
from feedback.moderation.reaching import person_who_may
from feedback.threads.gate import RefusedError


@never_cache
@require_http_methods(["GET", "POST"])
def hours(request: HttpRequest) -> HttpResponseBase:
    """When somebody reads, and on which days the box stays shut."""
    person = person_who_may(request, Act.CHANGE_HOURS)
    form = HoursForm(request.POST if request.method == "POST" else None, hours=reading.reading_hours())
    if form.is_valid():
        try:
            reading.set_hours(form.hours, by=person)
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved. Pages on which people write say so from now on."))
            return redirect("moderation:hours")
    return _hours_page(request, form, ClosedDayForm(), bool(form.errors))


@never_cache
@require_POST
def close_day(request: HttpRequest) -> HttpResponseBase:
    """Keep the box shut on a day."""
    person = person_who_may(request, Act.CHANGE_HOURS)
    form = ClosedDayForm(request.POST)
    if form.is_valid():
        try:
            reading.close_day(form.cleaned_data["day"], name=form.cleaned_data["name"], by=person)
        except RefusedError as refused:
            form.add_error("day", str(refused))
        else:
            messages.success(request, _("The box stays shut on this day."))
            return redirect("moderation:hours")
    return _hours_page(request, HoursForm(hours=reading.reading_hours()), form, wrong=True)


@never_cache
@require_POST
def open_day(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Empty the box on a day after all."""
    person = person_who_may(request, Act.CHANGE_HOURS)
    reading.open_day(get_object_or_404(ClosedDay, pk=pk).day, by=person)
    messages.success(request, _("The box is emptied on this day."))
    return redirect("moderation:hours")


def _hours_page(request: HttpRequest, form: HoursForm, day: ClosedDayForm, wrong: bool) -> HttpResponse:
    closed = ClosedDay.objects.filter(day__gte=timezone.localdate())
    context = {"form": form, "day_form": day, "closed": closed}
    return render(request, "moderation/hours.html", context, status=422 if wrong else 200)


# --- Words to start from ------------------------------------------------------------------------


@never_cache
@require_GET
def templates(request: HttpRequest) -> HttpResponse:
    """All words to start from."""
    person_who_may(request, Act.CHANGE_TEMPLATES)
    return render(request, "moderation/templates.html", {"templates": AnswerTemplate.objects.all()})


@never_cache
@require_http_methods(["GET", "POST"])
def template(request: HttpRequest, pk: int | None = None) -> HttpResponseBase:
    """Write one, or change it."""
    person = person_who_may(request, Act.CHANGE_TEMPLATES)
    there = get_object_or_404(AnswerTemplate, pk=pk) if pk is not None else None
    initial = {name: getattr(there, name) for name in ("title", "words", "for_responses") if there}
    form = TemplateForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            answer_templates.save_template(there, **form.cleaned_data, by=person)
        except RefusedError as refused:
            form.add_error("title", str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("moderation:templates")
    context = {"form": form, "template": there}
    return render(request, "moderation/template.html", context, status=422 if form.errors else 200)


@never_cache
@require_POST
def delete_template(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Throw one away."""
    person = person_who_may(request, Act.CHANGE_TEMPLATES)
    answer_templates.delete_template(get_object_or_404(AnswerTemplate, pk=pk), by=person)
    messages.success(request, _("Deleted."))
    return redirect("moderation:templates")
