"""What this room knows about people: who saved which report last."""

from typing import Any

from consultations.reporting.models import Report
from people.models import Person


def held_about(person: Person) -> dict[str, Any]:
    """The reports that this person saved last. One query."""
    titles = Report.objects.filter(saved_by=person).order_by("page").values_list("page__title", flat=True)
    return {"reports saved last": list(titles)}
