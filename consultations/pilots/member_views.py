"""Members' pages of pilots: the list, writing and showing one, its cycles."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from consultations.pilots import cycling, showing, writing
from consultations.pilots.enums import MoneyKind
from consultations.pilots.forms import CycleForm, MoneyFormSet, PilotForm, SeatFormSet
from consultations.pilots.models import Cycle, Pilot
from consultations.pilots.permissions import Act
from consultations.pilots.reaching import reach_cycle, reach_pilot, version_of, who_may
from consultations.pilots.refusals import RefusedError, StaleError
from consultations.pilots.saving_views import saved_or_shown
from ui.both_texts import Differs, both_texts

GET_AND_POST = require_http_methods(["GET", "POST"])
MOST = 100


@never_cache
@require_GET
def pilots(request: HttpRequest) -> HttpResponse:
    """All pilots, those too that nobody else reads yet."""
    who_may(request, Act.WRITE)
    return render(request, "pilots/members/pilots.html", {"pilots": Pilot.objects.all()[:MOST]})


@never_cache
@require_GET
def pilot(request: HttpRequest, slug: str) -> HttpResponse:
    """One pilot, and what can be done with it."""
    _person, found = reach_pilot(request, slug)
    context = {
        "pilot": found,
        "public_at": showing.address_of(found),
        "cycles": found.cycles.all(),
        "measures": found.measures.all(),
    }
    return render(request, "pilots/members/pilot.html", context)


@never_cache
@GET_AND_POST
def start(request: HttpRequest) -> HttpResponseBase:
    """Begin to write a pilot."""
    person = who_may(request, Act.WRITE)
    return _written(request, None, lambda text, version: writing.start(text, by=person))


@never_cache
@GET_AND_POST
def write(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Change what is told of a pilot."""
    person, found = reach_pilot(request, slug)
    return _written(
        request, found, lambda text, version: writing.write(found, text, by=person, version=version)
    )


def _written(request: HttpRequest, found: Pilot | None, act: Any) -> HttpResponseBase:
    data = request.POST if request.method == "POST" else None
    form = PilotForm(data, pilot=found)
    money = MoneyFormSet(data, prefix="money", initial=_rows(found, "money", "source", "kind", "until"))
    seats = SeatFormSet(data, prefix="seats", initial=_rows(found, "seats", "table", "who"))
    differs = None
    wrong = data is not None
    if data is not None and form.is_valid() and money.is_valid() and seats.is_valid():
        try:
            made = act(form.written(money, seats), version_of(form))
        except RefusedError as refused:
            form.add_error(None, str(refused))
            if isinstance(refused, StaleError) and found is not None:
                differs = _differs(form, money, seats, Pilot.objects.get(pk=found.pk))
        else:
            messages.success(request, _("Saved."))
            return redirect("pilots-members:pilot", made.slug)
    context = {"form": form, "money": money, "seats": seats, "pilot": found, "differs": differs}
    return render(request, "pilots/members/write.html", context, status=422 if wrong else 200)


def _differs(form: PilotForm, money: Any, seats: Any, standing: Pilot) -> list[Differs]:
    """What stands beside what was typed: the fields, and the rows of money and seats as a whole."""
    now = PilotForm(pilot=standing)
    found = both_texts(form, now)
    written = form.written(money, seats)
    rows = (
        (_("Money"), standing.money.all(), written.money, "source", "kind", "until"),
        (_("Who sits where"), standing.seats.all(), written.seats, "table", "who"),
    )
    for label, theirs, yours, *columns in rows:
        texts = [_lines(one, columns) for one in (theirs, yours)]
        if texts[0] != texts[1]:
            found.append(Differs(label, *texts))
    return found


def _lines(rows: Any, columns: list[str]) -> str:
    """Each row of money or seats on a line."""
    return "\n".join(", ".join(_told(getattr(row, column)) for column in columns) for row in rows)


def _told(value: Any) -> str:
    if value in MoneyKind.values:
        return str(MoneyKind(value).label)
    return showing.day_text(value) if isinstance(value, date) else str(value).strip()


def _rows(found: Pilot | None, name: str, *columns: str) -> list[dict[str, Any]]:
    return list(getattr(found, name).values(*columns)) if found else []


@never_cache
@require_POST
def show(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Let everybody read it."""
    person, found = reach_pilot(request, slug)
    try:
        writing.show(found, by=person)
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Everybody can read it now."))
    return redirect("pilots-members:pilot", found.slug)


@never_cache
@GET_AND_POST
def start_cycle(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Plan the next cycle."""
    person, found = reach_pilot(request, slug)
    form = CycleForm(request.POST if request.method == "POST" else None, pilot=found)
    return _cycle(request, form, found, lambda: cycling.start(found, form.tried(), by=person))


@never_cache
@GET_AND_POST
def change_cycle(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say how a cycle went, and how it ended."""
    person, cycle = reach_cycle(request, pk)
    form = CycleForm(request.POST if request.method == "POST" else None, pilot=cycle.pilot, cycle=cycle)
    return _cycle(
        request, form, cycle.pilot,
        lambda: cycling.write(cycle, form.tried(), by=person, version=version_of(form)),
        lambda: CycleForm(pilot=cycle.pilot, cycle=Cycle.objects.get(pk=cycle.pk)),
    )  # fmt: skip


def _cycle(
    request: HttpRequest, form: CycleForm, found: Pilot, act: Any, standing: Any = None
) -> HttpResponseBase:
    return saved_or_shown(request, form, found, _("A cycle: plan, do, study, act"), act, standing)
