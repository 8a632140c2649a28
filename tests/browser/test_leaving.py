"""Leave this page now: by key, by click, without script; and Back does not bring the page back."""

import pytest

from tests.browser.visitor import PHONE


def elsewhere(visitor) -> bool:
    """Whether the page has gone to another site."""
    visitor.page.wait_for_url(lambda url: not url.startswith(visitor.address))
    return bool(visitor.left_to)


def test_shift_three_times_leaves_at_once(visit):
    visitor = visit().open("/events/").press("Shift", "Shift", "Shift")

    assert elsewhere(visitor)


def test_shift_twice_stays(visit):
    visitor = visit().open("/events/").press("Shift", "Shift")
    visitor.page.wait_for_timeout(400)

    assert visitor.path == "/events/"


def test_capital_letters_are_not_taken_for_leaving(visit):
    visitor = visit().open("/search/")
    visitor.page.locator("main input[name=q]").first.click()
    visitor.press("Shift+A", "Shift+B", "Shift+C", "Shift+D")
    visitor.page.wait_for_timeout(300)

    assert visitor.path == "/search/"


def test_three_presses_within_more_than_five_seconds_stay(visit):
    visitor = visit().open("/events/")
    visitor.page.clock.install()
    visitor.press("Shift", "Shift")
    visitor.page.clock.fast_forward(5500)
    visitor.press("Shift")
    visitor.page.wait_for_timeout(200)

    assert visitor.path == "/events/"


@pytest.mark.parametrize("javascript", [True, False])
def test_the_link_leaves_with_and_without_script(visit, javascript):
    visitor = visit(javascript=javascript, size=PHONE).open("/trust/")
    visitor.leave_by_button()

    assert elsewhere(visitor)


def test_back_does_not_bring_the_page_back(visit):
    visitor = visit().open("/")
    visitor.open("/trust/").press("Shift", "Shift", "Shift")
    assert elsewhere(visitor)
    visitor.page.go_back(wait_until="commit")

    assert visitor.path == "/"


def test_the_fixed_button_is_within_the_thumbs_reach_wherever_one_has_scrolled(visit):
    visitor = visit(size=PHONE).open("/trust/")
    for top in (0, 700, 2000):
        visitor.page.evaluate(f"scrollTo(0, {top})")
        box = visitor.page.locator("[data-leave]").last.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert PHONE[1] * 0.6 < box["y"] + box["height"] <= PHONE[1] + 1


@pytest.mark.parametrize("path", ["/", "/events/"])
def test_the_truth_about_history_stands_on_the_page(visit, path):
    visitor = visit().open(path)

    assert "history" in visitor.page.locator("body").inner_text().lower()
