"""What the little script and the style sheet do in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import NARROW, PHONE
from tests.ui.payloads import PAYLOADS
from ui.cleaning import clean

#: Stays where it is, however long the other page takes.
STAYS = re.compile(r"https://.*")


def hold(visitor):
    """Let the way out take for ever, to see what stands meanwhile."""
    visitor.page.route(STAYS, lambda route: None)
    return visitor


def test_leaving_covers_the_page_before_the_other_one_comes(visit):
    page = hold(visit().open("/trust/")).page
    words, title, shown = page.evaluate(
        """() => {
            document.querySelector('.leave [data-leave]').click();
            const parts = [...document.querySelectorAll('header, main, footer, .leave')];
            const shown = parts.filter((one) => one.checkVisibility());
            return [document.body.innerText.trim(), document.title, shown.length];
        }"""
    )

    assert (words, title, shown) == ("Leaving this page.", "Leaving this page.", 0)


def test_presses_of_shift_are_told_and_shown(visit):
    page = visit().open("/events/").page
    said, lamps = page.locator(".leave [role=status]"), page.locator(".leave__presses i.on")
    page.keyboard.press("Shift")
    expect(said).to_have_text("Shift, press 2 more times to leave.")
    expect(lamps).to_have_count(1)
    page.keyboard.press("Shift")
    expect(said).to_have_text("Shift, press 1 more time to leave.")
    expect(lamps).to_have_count(2)


def test_being_too_late_is_told_and_the_count_begins_anew(visit):
    page = visit().open("/events/").page
    page.clock.install()
    page.keyboard.press("Shift")
    page.clock.fast_forward(5_100)

    expect(page.locator(".leave [role=status]")).to_have_text("Leaving by Shift has timed out.")
    expect(page.locator(".leave__presses")).to_be_hidden()


def test_five_seconds_are_for_all_three_presses(visit):
    visitor = hold(visit().open("/events/"))
    visitor.page.clock.install()
    for _ in range(2):
        visitor.page.keyboard.press("Shift")
        visitor.page.clock.fast_forward(3_000)
    visitor.page.keyboard.press("Shift")

    assert visitor.page.locator(".left").count() == 0


def test_another_key_in_between_is_writing_not_leaving(visit):
    visitor = hold(visit().open("/search/"))
    visitor.press("Shift", "Shift", "a", "Shift")

    assert visitor.page.locator(".left").count() == 0


def test_a_form_is_sent_once_however_often_one_presses(visit):
    page = visit().open("/catalogue/").page
    sent = page.evaluate(
        """() => {
            const form = document.querySelector('.cookie-banner form');
            let sent = 0;
            window.addEventListener('submit', (event) => {
                if (!event.defaultPrevented) sent += 1;
                event.preventDefault();
            });
            const button = form.querySelector('button');
            button.click(); button.click(); button.click();
            return [sent, button.getAttribute('aria-disabled')];
        }"""
    )

    assert sent == [1, "true"]


def test_what_was_refused_has_the_keyboard_at_once(visit):
    page = visit().open("/catalogue/").page

    assert page.evaluate("document.activeElement.hasAttribute('data-error-summary')")


@pytest.mark.parametrize("path", ["/catalogue/", "/events/"])
def test_the_bar_at_the_foot_never_hides_what_has_the_keyboard(visit, path):
    visitor = visit(size=PHONE).open(path)
    hidden = []
    for _ in range(60):
        visitor.press("Tab")
        seen = visitor.page.evaluate(
            """() => {
                const one = document.activeElement;
                const bar = document.querySelector('.leave').getBoundingClientRect();
                if (!one || one === document.body || one.closest('.leave')) return true;
                const box = one.getBoundingClientRect();
                return box.top < bar.top && box.top + Math.min(box.height, 24) <= bar.top + 1;
            }"""
        )
        if not seen:
            hidden.append(visitor.focused())

    assert hidden == []


def test_the_last_words_can_be_scrolled_above_the_bar(visit):
    page = visit(size=NARROW).open("/trust/").page
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    foot, bar = page.locator("footer nav li").last.bounding_box(), page.locator(".leave").bounding_box()

    assert foot["y"] + foot["height"] <= bar["y"]


@pytest.mark.parametrize(
    "path", ["/", "/events/", "/trust/", "/search/", "/catalogue/", "/members/account/login/"]
)
def test_twice_as_large_letters_lose_nothing(visit, path):
    page = visit(size=(640, 900)).open(path).page
    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert page.evaluate("document.documentElement.scrollWidth") <= 640


def test_the_links_of_the_top_need_no_script_on_a_phone(visit):
    page = visit(size=PHONE, javascript=False).open("/").page

    assert all(link.is_visible() for link in page.locator("header nav a").all())
    assert page.locator("header nav a").count() >= 3


def test_paper_gets_the_words_and_the_address_and_nothing_to_press(visit):
    page = visit().open("/events/").page
    page.emulate_media(media="print")

    for part in (".leave", ".skips a", "header nav", "footer nav"):
        assert not any(one.is_visible() for one in page.locator(part).all()), part
    assert page.locator(".printed").inner_text().endswith("/events/")
    assert page.locator("main h1").is_visible()


def test_strokes_stay_in_forced_colours(visit):
    page = visit(forced_colours=True).open("/catalogue/").page
    said, done = page.evaluate(
        """() => {
            const row = document.querySelector('.points > li.did');
            return ['::before', '::after'].map((part) => getComputedStyle(row, part).backgroundColor);
        }"""
    )

    assert said != done
    assert "rgba(0, 0, 0, 0)" not in (said, done)


def test_nothing_that_was_cleaned_runs_in_a_browser(visit):
    page = visit().open("/catalogue/").page
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.evaluate(
        "(html) => { document.querySelector('main').innerHTML = html }", "".join(map(clean, PAYLOADS))
    )
    page.evaluate(
        "() => document.querySelectorAll('main *:not(a)').forEach((one) => { one.click && one.click() })"
    )
    page.wait_for_timeout(200)

    assert asked == []
    assert page.locator("main script, main img, main svg, main iframe").count() == 0
