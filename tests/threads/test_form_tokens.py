"""The token of a form: ours, an hour old to the hour, and never telling the second."""

import time

import pytest

from feedback.letterbox import nonces
from feedback.threads import form_tokens
from feedback.threads.form_tokens import NotOursError, Token


@pytest.fixture
def now(monkeypatch):
    class Clock:
        seconds = 1_790_000_000.0

    monkeypatch.setattr(time, "time", lambda: Clock.seconds)
    return Clock


def test_a_token_comes_back_as_it_went():
    token = form_tokens.issue()
    assert form_tokens.read(token.text("say"), "say") == token


@pytest.mark.parametrize("changed", ["", "x", "Ä", "a" * 59, "\x00", "=" * 60])
def test_what_is_no_token_is_not_ours(changed):
    with pytest.raises(NotOursError):
        form_tokens.read(changed, "say")


def test_no_byte_of_it_can_be_changed_and_it_fits_no_other_kind_of_form():
    text = form_tokens.issue().text("say")
    for at in range(len(text) - 1):
        other = "A" if text[at] != "A" else "B"
        with pytest.raises(NotOursError):
            form_tokens.read(text[:at] + other + text[at + 1 :], "say")
    with pytest.raises(NotOursError):
        form_tokens.read(text, "receipt")


def test_it_is_old_after_a_day(now):
    token = form_tokens.issue()
    now.seconds += 23 * 3600
    assert not token.is_old
    now.seconds += 3600
    assert token.is_old


def test_haste_is_known_for_two_seconds_and_to_nobody_else(now):
    token = form_tokens.issue()
    assert token.is_hasty
    now.seconds += 1
    assert token.is_hasty
    now.seconds += 1
    assert not token.is_hasty


def test_two_forms_of_the_same_hour_tell_nothing_by_which_one_could_order_them(now):
    """Of what a token holds only the hour is a time: the rest is random or a MAC."""
    nonce = nonces.new()
    early = Token(nonce, form_tokens._this_hour(), form_tokens._mark(nonce, int(now.seconds)))
    late = Token(nonce, form_tokens._this_hour(), form_tokens._mark(nonce, int(now.seconds) + 60))
    same = [a == b for a, b in zip(early.mark, late.mark, strict=True)]
    assert sum(same) < len(same) / 2
    assert early.hour == late.hour


def test_a_former_secret_still_reads_what_it_made(settings):
    text = form_tokens.issue().text("say")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-secret-of-at-least-thirty-two-characters"
    assert form_tokens.read(text, "say")
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(NotOursError):
        form_tokens.read(text, "say")


def test_the_day_is_the_local_one(settings):
    summer_midnight = 1_782_860_400 // 3600  # 30 June 2026, 23:00 UTC: 1 July in London
    assert Token(nonces.new(), summer_midnight, b"").day.isoformat() == "2026-07-01"
