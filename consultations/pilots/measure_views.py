"""Members' pages of measures: what is measured, entering values, taking in a list of them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from consultations.pilots import importing, measuring
from consultations.pilots.forms import FileForm, MeasureForm, ValueForm
from consultations.pilots.measuring import Counted
from consultations.pilots.models import Measure
from consultations.pilots.permissions import Act
from consultations.pilots.reaching import reach_measure, reach_pilot, version_of
from consultations.pilots.refusals import RefusedError
from consultations.pilots.saving_views import saved_or_shown
from sheets.reading import UnreadableSheetError

GET_AND_POST = require_http_methods(["GET", "POST"])
#: Rows that cannot be used, told at once.
_TOLD = 100


@never_cache
@GET_AND_POST
def add_measure(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Say what is measured."""
    person, found = reach_pilot(request, slug, Act.MEASURE)
    form = MeasureForm(request.POST if request.method == "POST" else None)
    return saved_or_shown(
        request, form, found, _("A measure"), lambda: measuring.add(found, form.asked(), by=person)
    )


@never_cache
@GET_AND_POST
def change_measure(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change how a measure is told."""
    person, measure = reach_measure(request, pk)
    form = MeasureForm(request.POST if request.method == "POST" else None, measure=measure)
    return saved_or_shown(
        request, form, measure.pilot, _("A measure"),
        lambda: measuring.change(measure, form.asked(), by=person, version=version_of(form)),
        lambda: MeasureForm(measure=Measure.objects.get(pk=measure.pk)),
    )  # fmt: skip


@never_cache
@GET_AND_POST
def values(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Enter a value of all."""
    person, measure = reach_measure(request, pk)
    form = ValueForm(request.POST if request.method == "POST" else None)
    return saved_or_shown(
        request, form, measure.pilot, measure.name,
        lambda: measuring.enter(measure, [Counted(**form.cleaned_data)], by=person),
    )  # fmt: skip


@never_cache
@GET_AND_POST
def take_in(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take in a list of values: all of it or nothing."""
    person, measure = reach_measure(request, pk)
    form = FileForm(request.POST or None, request.FILES or None)
    wrong: list[importing.Wrong] = []
    if request.method == "POST" and form.is_valid():
        try:
            looked = importing.take_in(measure, form.cleaned_data["file"].read(), by=person)
        except (RefusedError, UnreadableSheetError) as refused:
            form.add_error("file", str(refused.sentence))
        else:
            if not looked.wrong:
                number = len(looked.counted)
                told = ngettext("%(count)s value was taken in.", "%(count)s values were taken in.", number)
                messages.success(request, told % {"count": number})
                return redirect("pilots-members:pilot", measure.pilot.slug)
            wrong = looked.wrong[:_TOLD]
            form.add_error("file", _("Nothing was taken in. Mend the rows below and try again."))
    context = {"form": form, "pilot": measure.pilot, "heading": measure.name, "wrong": wrong, "files": True}
    return render(
        request, "pilots/members/form.html", context, status=422 if request.method == "POST" else 200
    )
