"""Voting in a real browser: by code and as a member, by keyboard, on a narrow phone, without a script; and
what the next person on the same phone finds.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests import surroundings
from tests.attacks.test_shared_phone import ARGUMENTS, LEFT_ON, Phone
from tests.browser.fixtures import BASE
from tests.browser.test_accessibility import violations
from tests.browser.visitor import NARROW, PHONE, Visitor

CHOOSES = {
    "consent": ("input[value=agree]",),
    "approval": ("input[name=approves][value=a]", "input[name=approves][value=c]"),
    "score": ("label[for=id_score-a_4]", "label[for=id_score-b_0]"),
    "ranked": (),
}
MEMBER = "/members/votes/"


@pytest.fixture(scope="module")
def made(site) -> dict[str, Any]:
    """Where the ballots of the demo are, and codes of each that nobody has used."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", "shell", "-v", "0", "-c",
         "from tests.browser import ballot_maker; ballot_maker.main()"],
        cwd=BASE, env=site.environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def press(visitor: Visitor, step: str) -> Visitor:
    with visitor.page.expect_navigation():
        visitor.page.locator(f"main p.actions button[value={step}]").first.click()
    return visitor


def with_code(visitor: Visitor, code: str) -> Visitor:
    visitor.open("/vote/").page.fill("input[name=code]", code)
    return press(visitor, "open")


def choose(visitor: Visitor, method: str) -> None:
    for what in CHOOSES[method]:
        visitor.page.locator(what).click()
    if method == "ranked":
        visitor.page.fill("input[name=rank-b]", "1")


def along_the_way(visitor: Visitor, ballot: dict[str, Any], method: str) -> Iterator[Visitor]:
    """Every page from the slip to the vote."""
    yield visitor.open("/vote/")
    yield with_code(visitor, ballot["codes"].pop())
    visitor.page.locator("main button[value=swap]").click()
    visitor.page.wait_for_selector(".receipt")
    yield visitor
    visitor.page.locator("main button[value=written]").click()
    visitor.page.wait_for_selector("main button[value=check]")
    yield visitor
    visitor.expects_error = True
    yield press(visitor, "check")
    choose(visitor, method)
    visitor.page.fill("textarea", "My son Jamie would have liked it.")
    yield press(visitor, "check")
    yield press(visitor, "cast")


@pytest.mark.parametrize("method", CHOOSES)
def test_axe_finds_nothing_from_the_slip_to_the_vote(visit, made, method):
    visitor = visit()
    found: set[str] = set()
    for page in along_the_way(visitor, made[method], method):
        found |= {f"{page.page.title()}: {one}" for one in violations(page)}
        page.page.set_viewport_size({"width": 1280, "height": 900})
    assert found == set()
    assert visitor.page.inner_text("h1") == "You have voted"


@pytest.mark.parametrize("method", CHOOSES)
def test_without_a_script_on_a_narrow_phone_nothing_is_wider_than_the_screen(visit, made, method):
    visitor = visit(size=NARROW, javascript=False)
    wide = []
    for page in along_the_way(visitor, made[method], method):
        box = page.page.locator("main").bounding_box()
        inside = [one.bounding_box() for one in page.page.locator("main button, main input").all()]
        edges = [one["x"] + one["width"] for one in inside if one and one["width"] > 1]
        if max([box["x"] + box["width"], *edges]) > NARROW[0]:
            wide.append(page.page.title())
    assert wide == []
    assert visitor.page.inner_text("h1") == "You have voted"


def tab_to(visitor: Visitor, selector: str, most: int = 60) -> None:
    for _ in range(most):
        visitor.press("Tab")
        if visitor.page.evaluate(f"document.activeElement.matches({json.dumps(selector)})"):
            return
    raise AssertionError(f"the keyboard does not get to {selector}")


def test_by_keyboard_alone_options_are_moved_and_the_vote_is_cast(visit, made):
    visitor = visit()
    with_code(visitor, made["ranked"]["codes"].pop())
    for button in ("button[value=swap]", "button[value=written]"):
        tab_to(visitor, button)
        with visitor.page.expect_navigation():
            visitor.press("Enter")
    for move in ("move-up-c", "move-up-a", "move-up-a"):
        tab_to(visitor, f"button[value={move}]") if move != "move-up-a" else focus(visitor, move)
        with visitor.page.expect_navigation():
            visitor.press("Enter")
        assert visitor.page.evaluate("document.activeElement.value") == move  # one can go on at once
    assert visitor.page.input_value("input[name=rank-a]") == "1"
    assert visitor.page.input_value("input[name=rank-c]") == "2"
    visitor.page.focus("input[name=rank-a]")
    with visitor.page.expect_navigation():
        visitor.press("Enter")  # checks, and moves nothing
    assert visitor.page.inner_text("h1") == "Check your vote"
    tab_to(visitor, "button[value=cast]")
    with visitor.page.expect_navigation():
        visitor.press("Enter")
    assert visitor.page.inner_text("h1") == "You have voted"


def focus(visitor: Visitor, value: str) -> None:
    """From wherever the keyboard is, forward or back."""
    if not visitor.page.evaluate(f"document.activeElement.value === {json.dumps(value)}"):
        visitor.page.focus(f"button[value={value}]")


def pages_of_facilitators(made: dict[str, Any]) -> list[str]:
    one, coming = f"{MEMBER}{made['ranked']['slug']}/", f"{MEMBER}{made['coming']['slug']}/"
    return [
        MEMBER, f"{MEMBER}set-up/", *(f"{MEMBER}set-up/?method={method}" for method in CHOOSES), one, coming,
        *(f"{coming}{act}/" for act in ("change", "open", "slips")),
        *(f"{one}{act}/" for act in ("cancel", "paper", "vote")),
        f"{MEMBER}{made['score']['slug']}/paper/", f"{MEMBER}{made['waiting']['slug']}/key/",
    ]  # fmt: skip


def test_axe_finds_nothing_on_members_pages(visit, made):
    visitor = visit().sign_in_with_one_step("Rhys Morgan")
    found: set[str] = set()
    for path in pages_of_facilitators(made):
        found |= violations(visitor.open(path))
    assert found == set()


def test_axe_finds_nothing_on_what_is_printed_and_typed_in(visit, made):
    visitor = visit().sign_in_with_one_step("Rhys Morgan")
    found: set[str] = set()
    for prints in ("slips", "papers"):
        visitor.open(f"{MEMBER}{made['coming']['slug']}/slips/")
        visitor.page.select_option("select[name=role_group]", "pwle")
        visitor.page.fill("input[name=slips]", "2")
        visitor.page.fill("input[name=name]", prints)
        visitor.page.locator(f"input[value={prints}]").check()
        with visitor.page.expect_navigation():
            visitor.page.get_by_role("button", name="Make the sheet, and print it now").click()
        found |= violations(visitor)
    visitor.page.set_viewport_size({"width": 1280, "height": 900})
    visitor.open(f"{MEMBER}{made['consent']['slug']}/paper/")
    visitor.page.fill("input[name=code]", made["consent"]["codes"].pop())
    visitor.page.check("input[value=agree]")
    visitor.page.locator("input[name=code]").press("Enter")
    visitor.page.wait_for_selector("button[value=cast]")
    found |= violations(visitor)
    visitor.press("Enter")  # the button has the keyboard
    visitor.page.wait_for_selector(".notification--good")
    found |= violations(visitor)
    assert visitor.page.evaluate("document.activeElement.name") == "code"

    visitor.open(f"{MEMBER}{made['coming']['slug']}/open/")
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name="Open it now").click()
    assert len(visitor.page.locator(".receipt").all()) == 2
    found |= violations(visitor)
    assert found == set()


@pytest.mark.parametrize("size", [NARROW, PHONE])
def test_no_members_page_is_wider_than_the_screen(visit, made, size):
    visitor = visit(size=size).sign_in_with_one_step("Rhys Morgan")
    wide = []
    for path in [MEMBER, f"{MEMBER}set-up/?method=ranked", f"{MEMBER}{made['score']['slug']}/vote/"]:
        visitor.open(path)
        if visitor.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
    assert wide == []


# --- The next person on the same phone --------------------------------------------------------


@pytest.fixture(scope="module")
def kept_open(chromium: Any) -> Iterator[Any]:
    """A browser that keeps pages for Back, as people's phones do; Playwright's own does not."""
    launched = chromium.browser_type.launch(
        executable_path=surroundings.chromium(), args=ARGUMENTS, ignore_default_args=LEFT_ON
    )
    yield launched
    launched.close()


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def phone(request: pytest.FixtureRequest, kept_open: Any, site: Any) -> Iterator[Phone]:
    context = kept_open.new_context(java_script_enabled=request.param)
    yield Phone(context.new_page(), site.address)
    context.close()


def shown(page: str) -> str:
    """What a page shows, without what its forms offer to everybody."""
    return re.sub(r"<fieldset.*?</fieldset>", "", page, flags=re.DOTALL)


def chosen(phone: Phone) -> bool:
    return phone.page.locator("input:checked").count() > 0


def test_by_code_nobody_after_us_finds_the_vote_or_the_code(phone, made):
    slip = made["consent"]["codes"].pop()
    phone.page.goto(f"{phone.address}/vote/")
    phone.page.fill("input[name=code]", slip)
    phone.presses("open")
    phone.presses("swap")
    fresh = re.sub(r"\D", "", phone.page.inner_text(".receipt"))
    phone.presses("written")
    phone.page.check("input[value=block]")
    phone.page.fill("textarea", "Elephants would wait.")
    with phone.page.expect_navigation():
        phone.page.locator("p.actions button[value=check]").click()
    assert "I block it" in phone.page.inner_text("main")
    phone.presses("cast")

    seen = phone.tries_everything()
    assert any("You have voted" in page for page in seen)
    assert not chosen(phone)
    for page in seen:
        assert "I block it" not in shown(page)
        assert "Elephants" not in page
        assert fresh not in re.sub(r"\D", "", shown(page))
        assert slip not in re.sub(r"\D", "", shown(page))


def test_a_member_leaves_no_vote_behind_either(phone, made):
    vote = f"{phone.address}{MEMBER}{made['consent']['slug']}/vote/"
    phone.page.goto(f"{phone.address}/members/account/demo/")
    phone.page.get_by_role("button", name="Leon Carter").first.click()
    phone.page.wait_for_url("**/members/")
    phone.page.goto(vote)
    phone.page.check("input[value=block]")
    phone.page.fill("textarea", "Elephants would wait.")
    with phone.page.expect_navigation():
        phone.page.locator("p.actions button[value=check]").click()
    phone.presses("cast")
    assert phone.page.inner_text("h1") == "You have voted"

    seen = []
    for go in (phone.page.go_back, phone.page.reload, phone.page.go_back, phone.page.reload):
        seen += phone.tries(go)
        assert not chosen(phone)
    phone.page.goto(vote)
    seen.append(phone.holds())
    assert not chosen(phone)
    for page in seen:
        assert "I block it" not in shown(page)
        assert "Elephants" not in page
