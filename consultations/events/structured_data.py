"""An event's page for machines: schema.org Event, and Report once there is a record, as JSON-LD.

What it says is what the page says, no more: above all no number of persons that rule 24
of docs/trust.md keeps off the page.
"""

import json
from typing import Any
from urllib.parse import urljoin

from django.utils.safestring import SafeString, mark_safe

from consultations.events import report_data
from consultations.events.enums import EventFormat, Standing
from consultations.events.plan.shown import PlanShown
from consultations.events.publication import Publication
from consultations.events.showing import EventShown

_ATTENDANCE = {
    EventFormat.ONLINE: "https://schema.org/OnlineEventAttendanceMode",
    EventFormat.IN_PERSON: "https://schema.org/OfflineEventAttendanceMode",
    EventFormat.BOTH: "https://schema.org/MixedEventAttendanceMode",
}
#: Nothing in a script element can end it or open another, whatever somebody typed into a title.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def json_ld(publication: Publication, plan: PlanShown, url: str) -> SafeString:
    """The JSON-LD of an event's page, safe inside a script element. ``url`` is the page's whole address."""
    event = publication.shown
    parts = [_event(event, plan, url, publication.publisher)]
    if publication.is_there:
        topics = [(part.topic.title, part.topic.anchor) for part in event.parts if part.topic]
        parts.append(report_data.report(publication, url, {"@id": f"{url}#event"}, topics))
    return as_script(parts)


def as_script(parts: list[dict[str, Any]]) -> SafeString:
    """Things as JSON-LD, safe inside a script element; what is not known is left out."""
    text = json.dumps({"@context": "https://schema.org", "@graph": [_without_gaps(part) for part in parts]})
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308 - every character that could end the script is escaped


def _event(event: EventShown, plan: PlanShown, url: str, organiser: str) -> dict[str, Any]:
    page = event.page
    return {
        "@type": "Event",
        "@id": f"{url}#event",
        "name": page.title,
        "description": page.introduction,
        "url": url,
        "startDate": page.when.iso,
        "endDate": page.ends.isoformat() if page.ends else "",
        "duration": _duration(page.minutes),
        "eventAttendanceMode": _ATTENDANCE[EventFormat(page.format)],
        "eventStatus": "https://schema.org/EventCancelled"
        if event.standing is Standing.CANCELLED
        else "https://schema.org/EventScheduled",
        "location": _location(page, url),
        "organizer": {"@type": "Organization", "name": organiser},
        "isAccessibleForFree": True,
        "offers": _offer(plan, url),
        "inLanguage": page.lang,
        "funder": report_data.funders(event.funding),
    }


def _location(page: Any, url: str) -> Any:
    online = {"@type": "VirtualLocation", "url": url}
    place = {"@type": "Place", "name": page.where} if page.where else None
    match EventFormat(page.format):
        case EventFormat.ONLINE:
            return online
        case EventFormat.IN_PERSON:
            return place
        case _:
            return [place, online] if place else online


def _offer(plan: PlanShown, url: str) -> Any:
    """Where one registers, while one can; never how many places are free."""
    if plan.coming is None:
        return None
    left = "SoldOut" if plan.coming.full else "InStock"
    return {
        "@type": "Offer",
        "url": urljoin(url, plan.coming.url),
        "availability": f"https://schema.org/{left}",
    }


def _duration(minutes: int | None) -> str:
    return f"PT{minutes}M" if minutes else ""


def _without_gaps(value: Any) -> Any:
    """Without what is not known, at any depth."""
    if isinstance(value, dict):
        kept = {name: _without_gaps(part) for name, part in value.items()}
        return {name: part for name, part in kept.items() if part not in ("", None, [], {})}
    if isinstance(value, list):
        return [_without_gaps(part) for part in value]
    return value
