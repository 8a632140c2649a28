"""What is here can live with the directories that councils keep: Open Referral UK's profile of HSDS 3.0."""

import uuid

import pytest
from django.test import Client

from consultations.directory import checking
from tests.factories.directory import offer, place, team
from tests.factories.moderation import facilitator

pytestmark = pytest.mark.django_db
BASE = "/places/open-referral/"
#: Required fields and the values of ``status`` and ``location_type``, from the profile's schema
#: (github.com/OpenReferralUK/uk-profile, schema/*.json).
SERVICE, ORGANIZATION = {"id", "name", "status"}, {"id", "name", "description"}
LOCATION = {"id", "location_type"}
SERVICE_FIELDS = SERVICE | {
    "organization_id", "description", "url", "email", "fees", "accreditations", "minimum_age", "maximum_age",
    "assured_date", "assurer_email", "alert", "last_modified", "schedules", "service_areas",
    "service_at_locations", "languages", "organization", "funding", "cost_options", "contacts", "attributes",
}  # fmt: skip
HEADER = {
    "total_items": int, "total_pages": int, "page_number": int, "size": int, "first_page": bool,
    "last_page": bool, "empty": bool, "contents": list,
}  # fmt: skip


def read(path: str):
    response = Client().get(BASE + path)
    assert response.status_code == 200
    assert response["Access-Control-Allow-Origin"] == "*"
    return response.json()


def test_services_organisations_and_locations_have_the_fields_of_the_standard():
    by = facilitator()
    one = offer(by=by, phone="0113 496 0123", email="info@trust.example", website="https://trust.example")
    two = team(by=by)
    told = read("services")
    assert {name: type(value) for name, value in told.items()} == HEADER
    assert {service["id"] for service in told["contents"]} == {str(one.key), str(two.key)}
    for service in told["contents"]:
        assert set(service) <= SERVICE_FIELDS
        assert set(service) >= SERVICE
        assert service["status"] in ("active", "inactive", "defunct", "temporarily closed")
        assert set(service["organization"]) >= ORGANIZATION
        assert service["organization"]["id"] == service["organization_id"]
        [there] = service["service_at_locations"]
        assert set(there) == {"id", "service_id", "location_id", "location"}
        assert there["location"]["id"] == there["location_id"]
    assert read(f"services/{one.key}") == next(s for s in told["contents"] if s["id"] == str(one.key))
    for path, fields in (("organizations", ORGANIZATION), ("locations", LOCATION)):
        contents = read(path)["contents"]
        assert contents
        for row in contents:
            assert set(row) >= fields
            uuid.UUID(row["id"])
    assert {row["location_type"] for row in read("locations")["contents"]} == {"physical"}
    [of_team] = [service for service in told["contents"] if service["id"] == str(two.key)]
    assert "From 12 weeks before release" in of_team["description"]
    assert read("")["version"] == "HSDS-UK-3.0"


def test_who_keeps_an_entry_and_what_was_taken_out_are_not_exported():
    by = facilitator()
    one, two = offer(by=by), offer(by=by, name="Drama")
    checking.take_out(two, by=by, version=0)
    told = Client().get(f"{BASE}services").content.decode()
    assert by.email not in told
    assert by.display_name not in told
    assert str(one.key) in told
    assert "Drama" not in told
    checking.take_out(one, by=by, version=0)
    assert read("organizations")["empty"]  # it runs nothing here any more
    assert Client().get(f"{BASE}services/{two.key}").status_code == 404


def test_pages_hold_each_service_once(monkeypatch):
    monkeypatch.setattr("consultations.directory.open_referral.PAGE_LENGTH", 2)
    by, there = facilitator(), place()
    for number in range(3):
        offer(by=by, place=there, name=f"Thing {number}")
        team(by=by, organisation=f"Practice {number}")
    found = [row["id"] for page in (1, 2, 3) for row in read(f"services?page={page}")["contents"]]
    assert len(found) == len(set(found)) == 6
    assert read("services?page=4")["empty"]
    for page in ("0", "-1", "x", "99999999", "%00"):
        assert Client().get(f"{BASE}services?page={page}").status_code in (400, 404)
