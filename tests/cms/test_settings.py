"""Settings: what an administrator may enter, and what is refused."""

import pytest
from django.core.exceptions import ValidationError

from cms.models import Navigation, Programme, TopLink, VisitCounting
from cms.settings import LEAVE_TO


@pytest.mark.parametrize("address", ["PO Box 12, Fernhollow", "p.o. box 3", "P O Box 99"])
def test_a_po_box_is_refused_since_people_in_prison_may_not_write_to_one(address):
    with pytest.raises(ValidationError) as refused:
        Programme(street_address=address).full_clean()
    assert "street_address" in refused.value.message_dict


@pytest.mark.parametrize(
    "url", ["http://example.org/", "javascript:alert(1)", "ftp://example.org", "example.org"]
)
def test_leaving_goes_to_a_secure_address_only(url):
    with pytest.raises(ValidationError) as refused:
        Programme(leave_url=url).full_clean()
    assert "leave_url" in refused.value.message_dict


def test_leaving_goes_somewhere_from_the_start():
    programme = Programme()
    programme.full_clean()
    assert programme.leave_url == LEAVE_TO
    assert not programme.can_be_reached


@pytest.mark.parametrize(
    "host",
    [
        "http://matomo.example.org",
        "https://matomo.example.org/path",
        "https://matomo.example.org; script-src *",
        "https://*.example.org",
        "https://user:pass@example.org",
        "https://matomo.example.org 'unsafe-inline'",
        "https://",
        "matomo.example.org",
    ],
)
def test_only_a_bare_secure_host_can_be_let_into_the_policy(host):
    with pytest.raises(ValidationError):
        VisitCounting(switched_on=True, host=host, site_id="1").full_clean()


@pytest.mark.parametrize("number", ["0", "-1", "1 ", "abc", "1;x", "9999999999"])
def test_the_number_of_the_site_is_a_number(number):
    with pytest.raises(ValidationError):
        VisitCounting(switched_on=True, host="https://matomo.example.org", site_id=number).full_clean()


def test_visits_are_not_counted_at_first_and_not_without_a_host():
    assert not VisitCounting().switched_on
    with pytest.raises(ValidationError):
        VisitCounting(switched_on=True).full_clean()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["//elsewhere.example", "https://elsewhere.example", "events/", "/a b"])
def test_a_link_leads_to_this_site_only(address):
    link = TopLink(navigation=Navigation.load(), address=address, text="There")
    with pytest.raises(ValidationError):
        link.full_clean()


@pytest.mark.django_db
def test_a_link_leads_to_exactly_one_place():
    with pytest.raises(ValidationError):
        TopLink(navigation=Navigation.load(), text="Nowhere").full_clean()


@pytest.mark.parametrize(
    ("phone", "parts"),
    [
        ("0800 111 2222", ("", "0800 111 2222", "08001112222", "")),
        ("Ring 020 7946 0000, 9am to 5pm", ("Ring ", "020 7946 0000", "02079460000", ", 9am to 5pm")),
        ("+44 (0)20 7946 0000", ("", "+44 (0)20 7946 0000", "+442079460000", "")),
        ("0800 1112222 (10:00 to 16:00)", ("", "0800 1112222", "08001112222", " (10:00 to 16:00)")),
        ("(020) 7946 0000", ("", "(020) 7946 0000", "02079460000", "")),
        ("Ask for us at the gate, 9 to 5", ("Ask for us at the gate, 9 to 5", "", "", "")),
        ("", ("", "", "", "")),
    ],
)
def test_the_number_within_what_was_typed_can_be_dialled(phone, parts):
    programme = Programme(phone=phone)
    assert programme.phone_parts == parts
    assert "".join((parts[0], parts[1], parts[3])) == phone


def test_the_foot_of_a_page_dials_the_number_and_says_the_hours(client, db):
    from tests.factories.cms import home_page

    home_page()
    Programme.objects.update_or_create(pk=1, defaults={"phone": "0800 111 2222, <b>9 to 5</b>"})
    shown = client.get("/").content.decode()
    assert '<a href="tel:08001112222">0800 111 2222</a>, &lt;b&gt;9 to 5&lt;/b&gt;. ' in shown
