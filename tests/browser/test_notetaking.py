"""Taking notes in a real browser, by keyboard alone: the line is cut, an answer is lost, the tab reloads."""

import re

from tests.browser.test_whole_way import Looking
from tests.browser.visitor import NARROW, Visitor

SCRIPT = '<img src=x onerror="document.title=1">'
KEPT = "JSON.stringify(Object.entries(sessionStorage).concat(Object.entries(localStorage)))"


def says(visitor: Visitor, words: str) -> None:
    """Wait until the page says how it stands with what was written."""
    visitor.page.locator("[data-saved]", has_text=re.compile(words)).wait_for()


def write(visitor: Visitor, *texts: str) -> None:
    """Type points where the keyboard is, and save each without leaving it."""
    for text in texts:
        visitor.page.keyboard.type(text)
        visitor.press("Control+Enter")


def is_sent(route) -> bool:
    """Whether a point is sent, not a page asked for."""
    return bool(route.request.method == "POST")


def caught(visitor: Visitor, newest: str) -> list[str]:
    """What stands in the list of what was caught, newest first, once it begins with this."""
    notes = visitor.page.locator("[data-live] .notes__text")
    notes.first.filter(has_text=newest).wait_for()
    return notes.all_inner_texts()


def test_points_are_caught_by_keyboard_and_outlive_a_cut_line_a_lost_answer_and_a_reload(visit):
    scribe, looking = visit().sign_in_with_one_step("Rhys Morgan"), Looking(with_axe=True)
    scribe.open("/members/events/notes/")
    looking.at(scribe, "events")
    scribe.open(scribe.page.locator("main .rows a").first.get_attribute("href"))
    page = scribe.page
    page.focus("[name=text]")

    # By keyboard alone, groups by their number.
    page.keyboard.type("Start early.")
    scribe.press("Alt+1", "Alt+3", "Control+Enter")
    says(scribe, "Everything is saved")
    assert caught(scribe, "Start early.")
    assert "people with lived experience of prison and link workers" in page.inner_text("[data-live]")
    assert page.locator("[name=said_by]:checked").count() == 0
    looking.at(scribe, "notes")

    # The line is cut: what is written waits in this tab, also when it is loaded anew, and says so.
    scribe.expects_error = True
    page.route("**/notes/", lambda route: (route.abort if is_sent(route) else route.continue_)())
    write(scribe, "While the line was cut.", SCRIPT)
    says(scribe, "Not saved yet: 2")
    looking.at(scribe, "notes that wait")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    says(scribe, "Not saved yet: 2")
    assert page.locator("[data-waiting] p").all_inner_texts() == ["While the line was cut.", SCRIPT]
    page.unroute("**/notes/")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    says(scribe, "Everything is saved")
    assert page.evaluate(KEPT) == "[]"

    # It arrived, and the answer was lost: sent again, it is saved once.
    lost = []

    def lose(route) -> None:
        if lost or not is_sent(route):
            return route.continue_()
        lost.append(route.fetch().status)
        return route.abort()

    page.route("**/notes/", lose)
    page.focus("[name=text]")
    write(scribe, "The answer was lost.")
    says(scribe, "Everything is saved")
    expected = ["The answer was lost.", SCRIPT, "While the line was cut.", "Start early."]
    assert caught(scribe, expected[0])[:4] == expected
    assert lost == [200]
    page.unroute("**/notes/")

    # What is refused comes back into the form.
    page.evaluate("document.querySelector('[name=text]').value = 'x'.repeat(401)")
    scribe.press("Control+Enter")
    says(scribe, "Not saved: look")
    page.get_by_role("button", name="Take it back into the form").press("Enter")
    assert len(page.input_value("[name=text]")) == 401
    page.fill("[name=text]", "")
    scribe.expects_error = False

    # The room sees it without anybody pressing anything.
    wall = visit(size=NARROW).sign_in_with_one_step("Imran Qureshi")
    wall.open(scribe.path.replace("/notes/", "/wall/"))
    looking.at(wall, "wall")
    assert wall.page.locator(".wall__text").all_inner_texts()[:4] == expected
    page.focus("[name=text]")
    write(scribe, "A minute later.")
    wall.page.locator(".wall__text").first.filter(has_text="A minute later.").wait_for()
    assert "1" not in (page.title(), wall.page.title())
    assert looking.found == set()
