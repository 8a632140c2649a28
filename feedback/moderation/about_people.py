"""What this room holds about those who moderate, for themselves; and what becomes of it when they leave."""

from typing import Any

from django.db.models import Count, F

from feedback.moderation.models import Item, LogEntry, Note, PassedOn
from people.models import Person


def held_about(person: Person) -> dict[str, Any]:
    """What was done in their name. Of contributions nothing but the number: those belong to others."""
    acts = LogEntry.objects.filter(by=person).order_by("act").values_list("act").annotate(Count("pk"))
    return {
        "acts": dict(acts),
        "days of acts": [
            day.isoformat()
            for day in LogEntry.objects.filter(by=person)
            .order_by("day")
            .values_list("day", flat=True)
            .distinct()
        ],
        "answers taken on now": Item.objects.filter(claimed_by=person).count(),
        "private notes written": Note.objects.filter(by=person).count(),
        "passed on to others": [
            {"to": to, "when": at.isoformat()}
            for to, at in PassedOn.objects.filter(by=person).order_by("at").values_list("to", "at")
        ],
        "answers taken out for research": [
            {"question": question, "when": day.isoformat()}
            for question, day in person.research_exports.order_by("day").values_list(
                "thread__question", "day"
            )
        ],
        "away": [
            {"from": first.isoformat(), "until": last.isoformat()}
            for first, last in person.absences.values_list("first_day", "last_day")
        ],
    }


def let_go(person: Person) -> None:
    """Their account closes: what they had taken on is free again; what they did stays, without their name.

    The database takes the name from acts, notes and what was passed on (SET_NULL); pages then say "a former
    member". Absences go with the account.
    """
    Item.objects.filter(claimed_by=person).update(claimed_by=None, version=F("version") + 1)
