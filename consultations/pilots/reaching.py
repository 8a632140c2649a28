"""Who stands before a member page of this room, and the thing it is about."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from consultations.pilots.models import Cycle, Measure, Pilot
from consultations.pilots.permissions import Act, may
from people.asking import only_who
from people.models import Person

#: Who is asking, if they may; PermissionDenied otherwise.
who_may = only_who(may)


def reach_pilot(request: HttpRequest, slug: str, act: Act = Act.WRITE) -> tuple[Person, Pilot]:
    """Who is asking, and the pilot."""
    return who_may(request, act), get_object_or_404(Pilot, slug=slug)


def reach_cycle(request: HttpRequest, pk: int) -> tuple[Person, Cycle]:
    """Who is asking, and the cycle with its pilot."""
    person = who_may(request, Act.WRITE)
    return person, get_object_or_404(Cycle.objects.select_related("pilot"), pk=pk)


def reach_measure(request: HttpRequest, pk: int) -> tuple[Person, Measure]:
    """Who is asking, and the measure with its pilot."""
    person = who_may(request, Act.MEASURE)
    return person, get_object_or_404(Measure.objects.select_related("pilot"), pk=pk)


def version_of(form: Any) -> int:
    """The version from which a save was made; one that never stands if nothing was said."""
    version = form.cleaned_data["version"]
    return -1 if version is None else int(version)
