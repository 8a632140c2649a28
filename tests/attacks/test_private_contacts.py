"""The directory gives no way to reach a person: whatever looks like one is refused, wherever it is put."""

import pytest

from consultations.directory import contacts, importing, opening
from consultations.directory.models import LinkWorkers, Offer
from consultations.directory.refusals import PrivateContactError
from tests.factories.directory import offer, place, team
from tests.factories.moderation import facilitator

PRIVATE_MAIL = (
    "kim@gmail.com", "kim.lee@nhs.net", "j_okafor@council.gov.uk", "Kim.Lee2@practice.example",
    "linkworkers@hotmail.co.uk", "me@icloud.com",
)  # fmt: skip
OFFICE_MAIL = (
    "link.workers@nhs.net", "info@practice.example", "social.prescribing@council.gov.uk",
    "referrals@thornleigh.example", "spl_team@nhs.net",
)  # fmt: skip
PRIVATE_PHONES = (
    "07700 900123",
    "+44 7700 900123",
    "0044 (0)7700 900123",
    "077 00 90 01 23",
    "+447700900123",
)
OFFICE_PHONES = ("0113 496 0123", "+44 20 7946 0123", "0300 123 4567", "020 7946 0123")


def test_a_persons_address_and_number_are_told_from_those_of_an_office():
    assert [one for one in PRIVATE_MAIL if not contacts.private_email(one)] == []
    assert [one for one in OFFICE_MAIL if contacts.private_email(one)] == []
    assert [one for one in PRIVATE_PHONES if not contacts.private_phone(one)] == []
    assert [one for one in OFFICE_PHONES if contacts.private_phone(one)] == []


@pytest.mark.django_db
def test_no_field_of_an_entry_takes_a_private_contact():
    by = facilitator()
    tries = [
        {"email": PRIVATE_MAIL[0]}, {"phone": PRIVATE_PHONES[0]},
        {"about": "Ring Kim on 07700 900123."}, {"how_often": "Ask kim.lee@nhs.net"},
        {"for_whom": "My name is Kim Lee, ask for me"},
    ]  # fmt: skip
    for one in tries:
        with pytest.raises(PrivateContactError):
            offer(by=by, **one)
    for one in ({"how_to_refer": "Write to kim@gmail.com"}, {"email": PRIVATE_MAIL[1]}):
        with pytest.raises(PrivateContactError):
            team(by=by, **one)
    with pytest.raises(PrivateContactError):
        opening.open_with(place(), "Ring 07700 900123.", by=by, version=0)
    assert not Offer.objects.exists()
    assert not LinkWorkers.objects.exists()


@pytest.mark.django_db
def test_a_list_with_a_private_contact_is_not_taken_in():
    by, there = facilitator(), place()
    head = "name,organisation,place,kind,for whom,how often,telephone"
    text = f"{head}\nChoir,Trust,{there.slug},arts,All,Weekly,07700900123\n"
    found = importing.look(importing.lay_down(text.encode(), by=by).key, by=by)
    assert [row.line for row in found.bad] == [2]
