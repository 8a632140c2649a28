"""What pretends to be the answer of a passkey is refused like a wrong key, and never a failure."""

import json

import pytest
from cryptography.exceptions import InvalidSignature
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from people import account_forms
from tests.factories.people import member

pytestmark = pytest.mark.django_db

_NO_KEY = {"type": "public-key", "id": "AA", "rawId": "AA"}
ANSWERS = [
    "",
    "[]",
    "1",
    "\x00",
    '"x"',
    "9" * 5000,
    "[" * 20_000,
    "{}",
    '{"id": 1}',
    '{"rawId": "", "response": {}}',
    json.dumps({**_NO_KEY, "response": {"clientDataJSON": "AA", "attestationObject": "AA"}}),
    json.dumps({**_NO_KEY, "response": {"clientDataJSON": "e30", "attestationObject": "oA"}}),
    json.dumps(
        {
            **_NO_KEY,
            "response": {
                "clientDataJSON": "e30",
                "authenticatorData": "AA",
                "signature": "AA",
                "userHandle": "_w",
            },
        }
    ),
]


@pytest.fixture(autouse=True)
def _no_limits():
    cache.clear()
    yield
    cache.clear()


@pytest.mark.parametrize("answer", ANSWERS)
def test_signing_in_with_it_leads_back_to_the_door(answer):
    client = Client()
    client.get(reverse("mfa_login_webauthn"), headers={"X-Requested-With": "XMLHttpRequest"})
    response = client.post(reverse("mfa_login_webauthn"), {"credential": answer})
    assert (response.status_code, response.headers["Location"]) == (302, reverse("account_login"))
    assert client.get(reverse("members:home")).status_code == 302


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize(
    "make",
    [
        lambda answer: account_forms.AddKeyForm({"credential": answer}, user=member()),
        lambda answer: account_forms.SecondStepWithKeyForm({"credential": answer}, user=member()),
        lambda answer: account_forms.ConfirmWithKeyForm({"credential": answer}, user=member()),
    ],
)
def test_every_form_that_takes_a_key_says_that_it_is_not_right(make, answer, rf):
    from allauth.core.context import request_context
    from django.contrib.sessions.backends.cache import SessionStore

    request = rf.post("/")
    request.session = SessionStore()
    with request_context(request):
        assert make(answer).errors


def test_a_wrong_signature_is_no_failure(monkeypatch):
    def wrong(*given):
        raise InvalidSignature

    monkeypatch.setattr("allauth.mfa.webauthn.internal.auth.parse_authentication_response", wrong)
    response = Client().post(reverse("mfa_login_webauthn"), {"credential": "{}"})
    assert response.status_code == 302
