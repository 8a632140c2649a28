"""Coming to an event in a real browser: without an account and without a script on a narrow phone; what a
member and a facilitator meet. axe is content with every page of it.
"""

import re

import pytest

from demo.coming import CODE
from tests.browser import page_types
from tests.browser.test_accessibility import violations
from tests.browser.visitor import NARROW, Visitor

PLACE = "/events/place/"


@pytest.fixture(scope="module")
def event(site) -> str:
    """The address of the demo's event that people register for."""
    return page_types.events(site)[1]


def press(visitor: Visitor, step: str) -> None:
    visitor.expects_error = True
    with visitor.page.expect_navigation():
        visitor.page.locator(f"main button[value={step}]").click()


def fits(visitor: Visitor) -> bool:
    return bool(visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def fill_in(visitor: Visitor) -> None:
    """Everything that has to be answered."""
    visitor.page.fill("[name=name]", "Zebrafinch")
    visitor.page.check("input[name=role_group][value=family]", force=True)
    for answer in visitor.page.locator("input[value=no]").all():
        answer.check(force=True)


def with_code(visitor: Visitor, code: str) -> None:
    visitor.open(PLACE).page.fill("[name=code]", code)
    press(visitor, "open")


def test_on_a_narrow_phone_without_a_script_somebody_comes_and_gives_the_place_back(visit, event):
    visitor = visit(size=NARROW, javascript=False).open(event)
    with visitor.page.expect_navigation():
        visitor.page.locator(f"a[href='{event}come/']").first.click()
    press(visitor, "send")
    assert "Nothing you typed is lost." in visitor.page.inner_text("main")
    assert fits(visitor)
    fill_in(visitor)
    press(visitor, "send")
    assert fits(visitor)
    code = re.sub(r"\D", "", visitor.page.inner_text(".receipt"))
    press(visitor, "written")
    assert "Zebrafinch" in visitor.page.inner_text("main")
    assert code not in re.sub(r"\D", "", visitor.page.content())
    press(visitor, "finish")
    visitor.page.go_back()
    assert "Zebrafinch" not in visitor.page.content(), "nor to the next person on this phone"

    with_code(visitor, code)
    assert fits(visitor)
    press(visitor, "cancel")
    press(visitor, "cancel-now")
    assert "Your name is off the list" in visitor.page.inner_text("h1")
    assert code not in visitor.page.url


def test_axe_finds_nothing_behind_the_form_and_on_members_pages(visit, event):
    """The form itself and where the code is typed are among the page types."""
    visitor = visit().open(f"{event}come/")
    fill_in(visitor)
    press(visitor, "send")
    found = violations(visitor)
    with_code(visitor, CODE)
    found |= violations(visitor)

    visitor.sign_in_with_one_step("Rhys Morgan").open("/members/events/")
    come = str(visitor.page.locator("main a[href$='/come/']").first.get_attribute("href"))
    for name in ("come", "people", "people/group", "check-in", "to-tell"):
        visitor.open(come.replace("/come/", f"/{name}/"))
        for fold in visitor.page.locator("main details summary").all():
            fold.click()
        found |= violations(visitor)
    assert found == set()
