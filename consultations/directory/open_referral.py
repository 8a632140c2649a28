"""The directory in Open Referral UK's standard, so that it can live with the directories that councils keep.

Services, organisations and locations as the UK profile of the Human Services Data Specification 3.0 has them
(https://open-referral-uk-profile.readthedocs.io/): field names, required fields, and the header of lists with
``contents``. A team of link workers is a service whose area is where people are released to. Places are
locations with a name and no street: a prison's or a team's address is not ours to give.
"""

import uuid
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from consultations.directory.enums import ActivityKind
from consultations.directory.models import Entry, LinkWorkers, Offer, Organisation
from consultations.directory.teams import begins_text
from vocabulary.models import Place

VERSION = "HSDS-UK-3.0"
PROFILE = "https://open-referral-uk-profile.readthedocs.io/"
PAGE_LENGTH = 100
_LAST_PAGE = 100_000
#: Namespace of the keys of places and of kinds. Never change it: other directories hold them.
_KEYS = uuid.UUID("0a4b8a52-8e1b-4f0c-9a63-1d0a3a6d2f77")
_TAXONOMY = "Alongside kinds of activity"
_LINK_WORKERS = "Link workers (social prescribing)"


def service(entry: Entry) -> dict[str, Any]:
    """An offer or a team whose organisation and place were read."""
    place = entry.place if isinstance(entry, Offer) else entry.area  # type: ignore[attr-defined]
    told = _of_offer(entry) if isinstance(entry, Offer) else _of_team(entry)
    given = {
        "id": str(entry.key),
        "status": "active",
        "organization_id": str(entry.organisation_id),
        "url": urljoin(settings.BASE_URL, reverse("places:place", args=[place.slug])),
        "email": entry.email,
        "assured_date": entry.checked_on.isoformat(),
        "organization": organization(entry.organisation),
        "service_at_locations": [
            {
                "id": _key("at", str(entry.key)),
                "service_id": str(entry.key),
                "location_id": location(place)["id"],
                "location": location(place),
            }
        ],
        **told,
    }
    if entry.phone:
        contact = _key("contact", str(entry.key))
        phones = [{"id": _key("phone", str(entry.key)), "contact_id": contact, "number": entry.phone}]
        given["contacts"] = [{"id": contact, "service_id": str(entry.key), "phones": phones}]
    return {name: value for name, value in given.items() if value}


def _of_offer(offer: Offer) -> dict[str, Any]:
    return {
        "name": offer.name,
        "description": "\n".join(filter(None, [offer.about, offer.for_whom, offer.how_often])),
        "schedules": [{"id": _key("schedule", str(offer.key)), "description": offer.how_often}],
        "attributes": _attributes(str(offer.key), offer.kind, str(ActivityKind(offer.kind).label)),
    }


def _of_team(team: Any) -> dict[str, Any]:
    return {
        "name": f"{_LINK_WORKERS}: {team.area.name}",
        "description": f"{team.how_to_refer}\n{begins_text(team.weeks_before)}.",
        "service_areas": [{"id": _key("area", str(team.key)), "name": team.area.name}],
        "attributes": _attributes(str(team.key), "link-workers", _LINK_WORKERS),
    }


def organization(one: Organisation) -> dict[str, Any]:
    """Who runs it. The standard wants a description; ours is the name."""
    told = {"id": str(one.key), "name": one.name, "description": one.name, "website": one.website}
    return {name: value for name, value in told.items() if value}


def location(place: Place) -> dict[str, Any]:
    """A prison, a region or an area of release."""
    return {
        "id": _key("place", place.slug),
        "location_type": "physical",
        "name": place.name,
        "description": str(place.get_kind_display()),
    }


def _attributes(of: str, kind: str, name: str) -> list[dict[str, Any]]:
    term = {
        "id": _key("kind", kind), "term": kind, "name": name, "description": name, "taxonomy": _TAXONOMY,
    }  # fmt: skip
    attribute = {"id": _key("attribute", of), "link_id": of, "taxonomy_term": term}
    return [attribute]


def _key(*parts: str) -> str:
    return str(uuid.uuid5(_KEYS, "\n".join(parts)))


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What this is and which standard it keeps."""
    address = urljoin(settings.BASE_URL, request.path)
    return _json({"version": VERSION, "profile": PROFILE, "openapi_url": f"{PROFILE}en/latest/openapi.html",
                  "services": f"{address}services", "organizations": f"{address}organizations",
                  "locations": f"{address}locations"})  # fmt: skip


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """Everything on offer, then the teams of link workers, a page at a time."""
    return _page(request, _AllServices(), service)


@require_safe
def one_service(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One of them."""
    for rows in _service_rows():
        found = rows.filter(key=key).first()
        if found is not None:
            return _json(service(found))
    raise Http404


@require_safe
def organizations(request: HttpRequest) -> HttpResponse:
    """Those that run something, a page at a time."""
    theirs = {"organisation": OuterRef("pk")}
    run = Exists(Offer.objects.there().filter(**theirs)) | Exists(
        LinkWorkers.objects.there().filter(**theirs)
    )
    return _page(request, Organisation.objects.filter(run).order_by("key"), organization)


@require_safe
def locations(request: HttpRequest) -> HttpResponse:
    """All places, a page at a time."""
    return _page(request, Place.objects.order_by("slug"), location)


def _service_rows() -> tuple[Any, Any]:
    offers: Any = Offer.objects.there().select_related("organisation", "place").order_by("key")
    teams: Any = LinkWorkers.objects.there().select_related("organisation", "area").order_by("key")
    return offers, teams


class _AllServices(Sequence[Entry]):
    """Both sorts of entry, one after the other, read where they are asked for."""

    def __init__(self) -> None:
        self.offers, self.teams = _service_rows()
        self.first = self.offers.count()
        self.number = self.first + self.teams.count()

    def __len__(self) -> int:
        return self.number

    def __getitem__(self, at: Any) -> Any:
        start, stop = at.start, min(at.stop, self.number)
        offers = list(self.offers[start:stop]) if start < self.first else []
        left = max(start - self.first, 0), stop - self.first
        return offers + (list(self.teams[left[0] : left[1]]) if left[1] > left[0] else [])


def _page(request: HttpRequest, rows: Any, told: Callable[[Any], dict[str, Any]]) -> HttpResponse:
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isdecimal() and len(asked) < 7 else 0
    if not 1 <= number <= _LAST_PAGE:
        raise Http404
    paginator = Paginator(rows, PAGE_LENGTH)
    contents = [told(one) for one in paginator.page(number)] if number <= paginator.num_pages else []
    return _json(
        {
            "total_items": paginator.count,
            "total_pages": paginator.num_pages,
            "page_number": number,
            "size": len(contents),
            "first_page": number == 1,
            "last_page": number >= paginator.num_pages,
            "empty": not contents,
            "contents": contents,
        }
    )


def _json(told: dict[str, Any]) -> HttpResponse:
    """Open to other sites' pages, as the standard asks."""
    response = JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    return response
