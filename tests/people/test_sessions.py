"""Sessions in the browser: sealed, bounded in size and age."""

import json
import os

import pytest
from django.contrib.messages import constants
from django.test import override_settings

from people.sealed import UnreadableError, seal, unseal
from people.sessions import BEGUN, LARGEST, SessionStore, SessionTooLargeError, from_cookie, to_cookie


def saved(**contents: object) -> str:
    store = SessionStore(None)
    for name, value in contents.items():
        store[name] = value
    store.save()
    return store.session_key


def test_a_session_comes_back_as_it_was():
    assert SessionStore(saved(colour="pine"))["colour"] == "pine"


def test_the_cookie_cannot_be_read_without_the_secret():
    cookie = saved(colour="marmalade")
    assert "marmalade" not in cookie
    with override_settings(SECRET_KEY="another secret"):
        assert from_cookie(cookie) is None


@override_settings(SECRET_KEY="new secret", SECRET_KEY_FALLBACKS=["old secret"])
def test_a_session_sealed_under_the_secret_before_still_opens():
    with override_settings(SECRET_KEY="old secret", SECRET_KEY_FALLBACKS=[]):
        cookie = saved(colour="pine")
    assert SessionStore(cookie)["colour"] == "pine"


def test_no_altered_cookie_opens():
    cookie = saved(colour="pine")
    for place in range(0, len(cookie), 7):
        other = "A" if cookie[place] != "A" else "B"
        assert from_cookie(cookie[:place] + other + cookie[place + 1 :]) is None


@pytest.mark.parametrize("cookie", ["", "A", "=", "é" * 40, "A" * 39, "A" * 100_000, "\x00\x01", None])
def test_rubbish_is_no_session_and_no_error(cookie):
    assert from_cookie(cookie) is None
    assert SessionStore(cookie).is_empty()


def test_a_session_ends_after_ten_hours_however_busy(monkeypatch):
    moment = [1_000_000.0]
    monkeypatch.setattr("people.sessions.time.time", lambda: moment[0])
    cookie = saved(colour="pine")
    for _hour in range(9):
        moment[0] += 3600
        store = SessionStore(cookie)
        store["busy"] = moment[0]
        store.save()
        cookie = store.session_key
    assert SessionStore(cookie)["colour"] == "pine"
    moment[0] += 3601
    assert from_cookie(cookie) is None


def test_signing_in_begins_the_ten_hours_anew(monkeypatch):
    moment = [1_000_000.0]
    monkeypatch.setattr("people.sessions.time.time", lambda: moment[0])
    store = SessionStore(saved(colour="pine"))
    moment[0] += 3600 * 9
    store.cycle_key()
    assert store[BEGUN] == moment[0]


def test_many_messages_never_make_a_cookie_that_browsers_drop():
    unlike = [[constants.INFO, 0, os.urandom(200).hex()] for _ in range(40)]
    cookie = saved(_messages=json.dumps(unlike), colour="pine")
    assert len(cookie) <= LARGEST
    assert from_cookie(cookie)["colour"] == "pine"


def test_what_does_not_fit_fails_loudly_and_names_only_keys():
    with pytest.raises(SessionTooLargeError) as raised:
        saved(words=os.urandom(4000).hex())
    assert str(raised.value) == "_begun, words"


def test_confirming_again_and_again_does_not_grow_the_cookie():
    steps = [{"method": "password", "at": float(n), "reauthenticated": True} for n in range(500)]
    kept = from_cookie(saved(account_authentication_methods=steps))["account_authentication_methods"]
    assert [step["at"] for step in kept] == [0.0, 497.0, 498.0, 499.0]


def test_an_emptied_session_takes_its_cookie_away():
    store = SessionStore(saved(colour="pine"))
    del store["colour"]
    assert store.is_empty()


def test_what_is_sealed_for_one_purpose_opens_for_no_other():
    with pytest.raises(UnreadableError):
        unseal(seal(b"words", "session"), "second step")


def test_sealing_twice_looks_different():
    assert to_cookie({"a": 1}) != to_cookie({"a": 1})
