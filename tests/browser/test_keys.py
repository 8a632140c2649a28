"""Passkeys and hardware keys, in a real browser under the strict policy, with the browser's own test key."""

import pytest

from demo.people import PASSWORD
from tests.browser.visitor import PHONE, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


class Key:
    """A key built into the visitor's device, which is touched whenever it is asked."""

    def __init__(self, visitor: Visitor) -> None:
        self._session = visitor.page.context.new_cdp_session(visitor.page)
        self._session.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        added = self._session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        self._name = added["authenticatorId"]

    def stops_answering(self) -> None:
        self._session.send(
            "WebAuthn.setUserVerified", {"authenticatorId": self._name, "isUserVerified": False}
        )


def signs_in_by_password(visitor: Visitor, email: str) -> None:
    visitor.open("/members/account/login/")
    visitor.page.fill("#id_login", email)
    visitor.page.fill("#id_password", PASSWORD)
    visitor.page.get_by_role("button", name="Sign in", exact=True).click()


def signs_out(visitor: Visitor) -> None:
    visitor.open("/members/account/logout/")
    visitor.page.locator("main").get_by_role("button", name="Sign out").click()
    visitor.page.wait_for_url(visitor.address + "/")


def test_a_key_is_added_asked_for_and_then_enough_by_itself(visit):
    visitor = visit(size=PHONE)
    key = Key(visitor)
    signs_in_by_password(visitor, "karen@demo.example")
    visitor.open("/members/account/2fa/webauthn/add/")
    visitor.page.check("#id_passwordless")
    visitor.page.get_by_role("button", name="Add the key").click()
    visitor.page.wait_for_url("**/recovery-codes/")
    assert visitor.page.locator(".recovery-codes li").count() == 10

    signs_out(visitor)
    signs_in_by_password(visitor, "karen@demo.example")
    assert visitor.path == "/members/account/2fa/authenticate/"
    visitor.page.get_by_role("button", name="Use a passkey or hardware key").click()
    visitor.page.wait_for_url("**/members/")

    signs_out(visitor)
    visitor.open("/members/account/login/")
    visitor.page.get_by_role("button", name="Sign in with a passkey").click()
    visitor.page.wait_for_url("**/members/")
    assert visitor.page.inner_text("h1") == "Karen Blythe"

    visitor.open("/members/account/2fa/webauthn/")
    visitor.page.get_by_role("link", name="Remove").click()
    visitor.page.get_by_role("button", name="Remove the key").click()
    visitor.page.wait_for_url("**/webauthn/")
    signs_out(visitor)

    key.stops_answering()
    visitor.open("/members/account/login/")
    visitor.page.get_by_role("button", name="Sign in with a passkey").click()
    visitor.page.locator("#key-problem").wait_for(state="visible")
    assert visitor.path == "/members/account/login/"


def test_without_javascript_the_door_offers_no_button_that_does_nothing(visit):
    visitor = visit(javascript=False)
    visitor.open("/members/account/login/")
    assert not visitor.page.get_by_role("button", name="Sign in with a passkey").is_visible()
    signs_in_by_password(visitor, "leon@demo.example")
    assert visitor.path == "/members/"


def test_recovery_codes_are_printed_without_what_is_around_them(visit):
    visitor = visit()
    Key(visitor)
    signs_in_by_password(visitor, "imran@demo.example")
    visitor.open("/members/account/2fa/webauthn/add/")
    visitor.page.get_by_role("button", name="Add the key").click()
    visitor.page.wait_for_url("**/recovery-codes/")
    visitor.page.emulate_media(media="print")
    assert visitor.page.locator(".recovery-codes").is_visible()
    for around in (".member-nav", ".leave", "[data-print]"):
        assert not visitor.page.locator(around).first.is_visible()
    visitor.open("/members/account/2fa/webauthn/")
    visitor.page.get_by_role("link", name="Remove").click()
    visitor.page.get_by_role("button", name="Remove the key").click()
    visitor.page.wait_for_url("**/webauthn/")
