"""Nobody finds out whether an address has an account: not by status, words, headers, mail or work done."""

import re
from dataclasses import dataclass

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mailing.models import Message
from people.models import Invitation
from tests.factories.people import administrator, facilitator, member
from vocabulary.role_groups import RoleGroup

pytestmark = pytest.mark.django_db
#: Answers may differ by a query or two; one look-up more or less is not seen from outside.
QUERIES_APART = 4
#: Say when, and how long the address was that is shown again.
CLOCKS_AND_SIZES = {"Content-Length", "ETag", "Expires"}


@dataclass(frozen=True)
class Trace:
    """All that can be seen from outside of one request and the page after it."""

    statuses: tuple[int, ...]
    headers: tuple[frozenset[tuple[str, str]], ...]
    body: str
    mails: int
    cookies: frozenset[str]


def trace(client: Client, name: str, data: dict[str, str], email: str) -> tuple[Trace, int]:
    """Post a form, follow it, and note what shows."""
    cache.clear()
    before = Message.objects.count()
    with CaptureQueriesContext(connection) as queries:
        response = client.post(reverse(name), data)
    answers = [response]
    while answers[-1].status_code == 302:
        answers.append(client.get(answers[-1].headers["Location"]))
    body = answers[-1].content.decode().replace(email, "ADDRESS")
    return Trace(
        tuple(answer.status_code for answer in answers),
        tuple(frozenset(headers(answer)) for answer in answers),
        without_tokens(body),
        Message.objects.count() - before,
        frozenset(client.cookies),
    ), len(queries)


def headers(answer) -> set[tuple[str, str]]:
    return {(name, value) for name, value in answer.headers.items() if name not in CLOCKS_AND_SIZES}


def without_tokens(body: str) -> str:
    """What is random in every page is no difference."""
    body = re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]+', r"\1", body)
    # Invitations are numbered as they come, whomever they are for.
    return re.sub(r"/invitations/\d+/", "/invitations/N/", body)


KNOWN, UNKNOWN = "known@example.org", "nobody@example.org"


def compare(name: str, data: dict[str, str], field: str, client_for=Client) -> Trace:
    member(email=KNOWN)
    known, known_queries = trace(client_for(), name, {**data, field: KNOWN}, KNOWN)
    unknown, unknown_queries = trace(client_for(), name, {**data, field: UNKNOWN}, UNKNOWN)
    assert known == unknown
    assert abs(known_queries - unknown_queries) <= QUERIES_APART
    return known


def test_a_forgotten_password_is_answered_alike():
    assert compare("account_reset_password", {}, "email").mails == 1


def test_a_wrong_password_is_answered_alike():
    assert compare("account_login", {"password": "wrong password"}, "login").mails == 0


def test_a_wrong_password_takes_as_much_hashing_for_nobody_as_for_somebody(monkeypatch):
    """What takes time is the hash; one is made either way."""
    from django.contrib.auth.hashers import MD5PasswordHasher

    hashes = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda self, *given: hashes.append(1) or encode(self, *given)
    )
    member(email=KNOWN)
    counts = []
    for email in (KNOWN, UNKNOWN):
        hashes.clear()
        Client().post(reverse("account_login"), {"login": email, "password": "wrong password"})
        counts.append(len(hashes))
    assert counts[0] == counts[1] == 1


@pytest.mark.parametrize("inviter", [administrator, facilitator])
def test_an_invitation_is_answered_alike(inviter):
    by = inviter()

    def client_for() -> Client:
        Invitation.objects.all().delete()
        client = Client()
        client.force_login(by)
        return client

    data = {"role_group": RoleGroup.FAMILY, "groups": "member", "language": "en-gb"}
    assert compare("members:invite", data, "email", client_for).mails == 1


def test_a_list_of_invitations_is_answered_alike():
    by = facilitator()

    def client_for() -> Client:
        Invitation.objects.all().delete()
        client = Client()
        client.force_login(by)
        return client

    data = {"role_group": RoleGroup.FAMILY, "groups": "member", "language": "en-gb"}
    assert compare("members:invite-list", data, "rows", client_for).mails == 1


def test_changing_ones_address_to_somebody_elses_is_answered_alike():
    asking = [member(email="me@example.org"), member(email="me2@example.org")]

    def client_for() -> Client:
        client = Client()
        person = asking.pop()
        client.post(reverse("account_login"), {"login": person.email, "password": "correct horse battery"})
        return client

    member(email=KNOWN)
    traces = []
    for email in (KNOWN, UNKNOWN):
        client = client_for()
        seen, _queries = trace(client, "account_email", {"action_add": "1", "email": email}, email)
        traces.append((seen.statuses, re.sub(r"me2?@example.org", "MINE", seen.body), seen.mails))
    assert traces[0] == traces[1]
