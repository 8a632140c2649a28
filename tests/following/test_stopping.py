"""Mail is switched off with one click, by a mail program that is signed in to nothing, and by nobody else."""

import pytest
from django.test import Client
from django.urls import reverse

from following import acts, queries, stopping
from following.enums import HowOften, What
from following.models import Choice, Notice
from following.telling import tell
from people.sealed import seal
from tests.factories.people import member

pytestmark = pytest.mark.django_db


def address(person) -> str:
    return reverse("mail-stop", args=[stopping.token_for(person)])


def test_looking_changes_nothing_since_programs_open_every_link(asha, client):
    for method in (client.get, client.head):
        assert method(address(asha)).status_code == 200
    page = client.get(address(asha)).content.decode()
    assert page.count('<form method="post"') == 1
    assert not Choice.objects.exists()


@pytest.mark.parametrize(
    "sent_along",
    [
        {},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_SEC_FETCH_SITE": "none"},
        {"HTTP_SEC_FETCH_SITE": "same-origin"},
        {"HTTP_USER_AGENT": "A mail program", "HTTP_COOKIE": "sessionid=whatever"},
    ],
)
def test_one_post_stops_mail_from_a_mail_program_and_from_the_page(asha, sent_along):
    tell(What.MOVED, "proposal", "a-list", people=[asha])
    answer = Client(enforce_csrf_checks=True).post(
        address(asha), {"List-Unsubscribe": "One-Click"}, **sent_along
    )
    assert answer.status_code == 200
    assert queries.how_often(asha) == HowOften.NONE
    assert not Notice.objects.waiting().exists()
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "no-store, private"


def test_again_and_again_is_as_good_as_once(asha, client):
    where = address(asha)
    for _ in range(3):
        assert client.post(where).status_code == 200
    assert Choice.objects.count() == 1


def test_every_former_mail_of_theirs_still_stops_it(asha, client):
    first, second = address(asha), address(asha)
    assert first != second
    client.post(first)
    acts.set_how_often(asha, HowOften.WEEKLY)
    client.post(second)
    assert queries.how_often(asha) == HowOften.NONE


def test_what_was_stopped_is_switched_on_again_on_the_member_page(asha, client, browser):
    client.post(address(asha))
    assert browser.post("/members/following/", {"how_often": "daily"}).status_code == 302
    assert queries.how_often(asha) == HowOften.DAILY
    tell(What.MOVED, "proposal", "a-list", people=[asha])
    assert Notice.objects.waiting().count() == 1


def test_the_token_says_nothing_of_whose_it_is():
    people = [member() for _ in range(20)]
    tokens = [stopping.token_for(person) for person in people for _ in range(2)]
    assert len(set(tokens)) == 40
    assert len({len(token) for token in tokens}) == 1
    # Two of one person share no more with each other than two of different people.
    pairs = list(zip(tokens[::2], tokens[1::2], strict=True))
    alike = sum(a == b for one, other in pairs for a, b in zip(one, other, strict=True))
    assert alike / (20 * len(tokens[0])) < 0.1


def _wrong(person) -> list[str]:
    right = stopping.token_for(person)
    turned = ("b" if right[20] == "a" else "a").join([right[:20], right[21:]])
    other_purpose = stopping.base64.b32encode(seal(person.pk.to_bytes(8, "big"), "session"))
    return [
        turned, right[:-3], right + "aa", "x", "1", str(person.pk), "a" * 58, "a" * 500, "ŵ" * 58, "0189",
        other_purpose.decode().rstrip("=").lower(),
    ]  # fmt: skip


def test_a_wrong_token_changes_nothing_and_is_answered_kindly(asha, client):
    for token in _wrong(asha):
        path = reverse("mail-stop", args=[token])
        for answer in (client.get(path), client.post(path)):
            assert answer.status_code == 404, token
            assert "This link does not work" in answer.content.decode()
    assert not Choice.objects.exists()


def test_a_token_of_another_installation_is_wrong(asha, client, settings):
    where = address(asha)
    settings.SECRET_KEY = "another"
    assert client.post(where).status_code == 404


def test_a_former_secret_still_opens_it(asha, client, settings):
    where, former = address(asha), settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [former]
    assert client.post(where).status_code == 200
    assert queries.how_often(asha) == HowOften.NONE


def test_whether_the_account_is_still_there_does_not_show(asha, client):
    there, gone = member(), address(asha)
    asha.delete()
    pages = []
    for path in (address(there), gone):
        answer = client.post(path)
        assert answer.status_code == 200
        pages.append(answer.content.decode().replace(path, ""))
    assert pages[0] == pages[1]


def test_another_sites_page_cannot_make_a_browser_stop_it(asha, client):
    answer = client.post(address(asha), HTTP_SEC_FETCH_SITE="cross-site")
    assert answer.status_code == 403
    assert not Choice.objects.exists()
