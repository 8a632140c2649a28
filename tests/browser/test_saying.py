"""The whole way in a real browser: by keyboard alone, without script, at 320 pixels; axe finds nothing."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from tests.browser.fixtures import BASE
from tests.browser.test_accessibility import violations
from tests.browser.visitor import NARROW, PHONE

WORDS = "They came two days before I got out. My son Jamie was waiting at the gate."


@pytest.fixture(scope="module")
def say(site) -> str:
    """The address at which a thread of the demo is answered that anybody may answer."""
    return _address_of(site, "1 = 1")


def _address_of(site, which: str) -> str:
    # Of the demo's own: other tests ask there too, and which were asked before us is chance.
    of_the_demo = "EXISTS (SELECT 1 FROM wagtailcore_page AS p WHERE p.id = page AND p.slug = t.slug)"
    [slug] = _asked(
        site,
        f"SELECT slug FROM threads_thread AS t WHERE access = 'open' AND opened_on IS NOT NULL AND NOT hidden"
        f" AND opens_on <= date('now') AND closes_on >= date('now') AND {of_the_demo} AND {which}"
        f" ORDER BY slug LIMIT 1",
    )
    return f"/feedback/{slug}/say/"


def _asked(site, query: str) -> tuple:
    with closing(sqlite3.connect(site.data / "database" / "alongside.sqlite3")) as database:
        return database.execute(query).fetchone()


def press(visitor, step: str) -> None:
    with visitor.page.expect_navigation():
        visitor.page.locator(f"button[value={step}]").first.click()


def to_the_words(visitor, say: str):
    visitor.open(say)
    press(visitor, "start")
    visitor.page.wait_for_timeout(2100)
    return visitor


def to_the_check(visitor, say: str):
    to_the_words(visitor, say)
    visitor.page.fill("textarea", WORDS)
    visitor.page.check("input[name=allows][value=both]")
    press(visitor, "check")
    return visitor


def is_too_wide(visitor) -> bool:
    return bool(visitor.page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def test_axe_finds_nothing_on_any_page_of_the_way_and_none_is_too_wide(visit, say):
    visitor = visit(size=NARROW)
    visitor.expects_error = True
    found, wide = set(), []

    def look(name: str) -> None:
        found.update(violations(visitor))
        visitor.page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
        if is_too_wide(visitor):
            wide.append(name)

    visitor.open(say)
    visitor.expects_error = True
    look("before")
    press(visitor, "start")
    visitor.page.wait_for_timeout(2100)
    look("words")
    press(visitor, "check")
    look("words with errors")
    visitor.page.fill("textarea", WORDS)
    visitor.page.check("input[name=allows][value=both]")
    press(visitor, "check")
    look("check")
    press(visitor, "send")
    look("check with errors")
    for choice in visitor.page.locator("input[value=out]").all():
        choice.check(force=True)
    press(visitor, "send")
    look("receipt")
    receipt = visitor.page.inner_text(".receipt")
    press(visitor, "written")
    look("written down")

    visitor.open("/feedback/receipt/")
    visitor.expects_error = True
    look("enter")
    visitor.page.fill("input[name=receipt]", "123 456")
    press(visitor, "open")
    look("enter with an error")
    visitor.page.fill("input[name=receipt]", receipt)
    press(visitor, "open")
    look("nothing yet")
    press(visitor, "withdraw")
    look("withdraw")
    press(visitor, "home")
    press(visitor, "finish")
    look("finished")

    assert found == set()
    assert wide == []


def test_axe_finds_nothing_where_one_comes_back_after_the_box_was_opened(visit, site, say):
    visitor = to_the_check(visit(size=NARROW), say)
    for choice in visitor.page.locator("input[value=out]").all():
        choice.check(force=True)
    press(visitor, "send")
    receipt = visitor.page.inner_text(".receipt")
    subprocess.run(
        [sys.executable, "manage.py", "letterbox", "empty", "--anyway"],
        cwd=BASE, env=site.environment, check=True, capture_output=True,
    )  # fmt: skip
    visitor.open("/feedback/receipt/")
    visitor.page.fill("input[name=receipt]", receipt)
    press(visitor, "open")
    assert "We have your words" in visitor.page.inner_text("h1")
    found, wide = violations(visitor), []
    for step in ("everything", "home", "reply", "home", "change", "check", "change", "home", "withdraw"):
        press(visitor, step)
        found |= violations(visitor)
        visitor.page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
        wide += [step] if is_too_wide(visitor) else []
    press(visitor, "withdraw-at-once")
    found |= violations(visitor)

    assert found == set()
    assert wide == []


@pytest.mark.parametrize("javascript", [True, False])
def test_the_whole_way_by_keyboard_alone(visit, say, javascript):
    visitor = visit(size=PHONE, javascript=javascript)
    visitor.open(say)
    _tab_to(visitor, "button", "Start")
    _enter(visitor)
    visitor.page.wait_for_timeout(2100)
    _tab_to(visitor, "textarea")
    visitor.page.keyboard.type("Nobody told me that he had gone.")
    _tab_to(visitor, "input", name="allows")
    visitor.press("Space")
    _tab_to(visitor, "button", "Check what you wrote")
    _enter(visitor)
    assert "Check what you wrote" in visitor.page.inner_text("h1")
    _tab_to(visitor, "button", "Put it in the box")
    _enter(visitor)
    assert re.fullmatch(r"(\d{3}\s*){6}", visitor.page.inner_text(".receipt"))
    _tab_to(visitor, "button", "I have written it down")
    _enter(visitor)
    assert visitor.page.locator(".receipt").count() == 0


def test_a_face_can_be_chosen_by_keyboard_and_is_seen_to_be(visit, site):
    visitor = to_the_words(visit(size=PHONE), _address_of(site, "asks_faces <> ''"))
    visitor.page.locator("input[name=face]").first.focus()
    visitor.press("ArrowRight")
    seen = visitor.page.evaluate(
        "() => { const s = getComputedStyle(document.querySelector('input[name=face]:checked + label'));"
        " return [s.borderTopStyle, s.outlineStyle]; }"
    )
    assert seen == ["solid", "solid"]


def test_a_double_click_is_one_letter_and_shows_the_receipt(visit, say, site):
    visitor = to_the_check(visit(javascript=False), say)
    for choice in visitor.page.locator("input[value=keep]").all():
        choice.check(force=True)
    before = _envelopes(site)
    # The second click breaks off what the first asked for: only the page that comes of both is waited for.
    visitor.page.locator("button[value=send]").dblclick(no_wait_after=True)
    visitor.page.wait_for_selector(".receipt")
    assert _envelopes(site) == before + 1


def _envelopes(site) -> int:
    return int(_asked(site, "SELECT count(*) FROM letterbox_envelope")[0])


def test_the_receipt_prints_large_and_without_buttons(visit, say):
    visitor = to_the_check(visit(), say)
    for choice in visitor.page.locator("input[value=out]").all():
        choice.check(force=True)
    press(visitor, "send")
    assert visitor.page.get_by_role("button", name="Print it").is_visible()
    visitor.page.emulate_media(media="print")
    assert visitor.page.locator(".receipt").is_visible()
    assert not visitor.page.locator("button[value=written]").is_visible()
    assert not visitor.page.locator(".leave").is_visible()


def test_leaving_from_the_words_page_takes_them_along(visit, say):
    visitor = to_the_words(visit(size=PHONE), say)
    visitor.page.fill("textarea", WORDS)
    visitor.leave_by_button()
    assert visitor.left_to


def _tab_to(visitor, tag: str, words: str = "", *, name: str = "") -> None:
    """Press Tab until the keyboard is there."""
    for _ in range(80):
        visitor.press("Tab")
        there = visitor.page.evaluate(
            "() => { const e = document.activeElement; return [e.tagName.toLowerCase(), e.innerText || '',"
            " e.name || '']; }"
        )
        if there[0] == tag and words in there[1] and (not name or there[2] == name):
            return
    raise AssertionError(f"the keyboard does not reach {tag} {words} {name}")


def _enter(visitor) -> None:
    with visitor.page.expect_navigation():
        visitor.press("Enter")
