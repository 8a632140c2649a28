"""The queue in a real browser: by keyboard alone, without a script, on a narrow phone."""

import subprocess
import sys
from types import SimpleNamespace

import pytest

from tests.browser.fixtures import BASE
from tests.browser.test_accessibility import violations
from tests.browser.visitor import NARROW

QUEUE = "/members/feedback/"


@pytest.fixture(scope="module")
def made(site):
    """Keys of answers in the demo's queue."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", "shell", "-v", "0", "-c",
         "from tests.browser import queue_content; queue_content.main()"],
        cwd=BASE, env=site.environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return SimpleNamespace(
        **dict(zip(("details", "risk", "given", "plain"), done.stdout.split(), strict=True))
    )


def pages_of_facilitators(made):
    one = f"{QUEUE}answers/{made.details}/"
    acts = ("", "take-out/", "write/", "decline/", "tags/", "hand-over/", "escalate/")
    others = ("", "?list=leaving", "hours/", "templates/", "templates/new/", "safeguarding/contacts/")
    return [
        *(one + act for act in acts),
        f"{QUEUE}answers/{made.risk}/",
        *(QUEUE + other for other in others),
    ]


def pages_of_safeguarding(made):
    one = f"{QUEUE}answers/{made.given}/"
    others = ("safeguarding/", "safeguarding/away/", "safeguarding/contacts/new/")
    return [*(one + act for act in ("", "pass-on/", "case/")), *(QUEUE + other for other in others)]


WHO = {"Rhys Morgan": pages_of_facilitators, "Jo Whitfield": pages_of_safeguarding}


@pytest.mark.parametrize("name", WHO)
def test_axe_finds_nothing(visit, made, name):
    visitor = visit().sign_in_with_one_step(name)
    found: set[str] = set()
    for path in WHO[name](made):
        found |= violations(visitor.open(path))
    assert found == set()


@pytest.mark.parametrize("name", WHO)
def test_no_page_is_wider_than_a_narrow_phone(visit, made, name):
    visitor = visit(size=NARROW).sign_in_with_one_step(name)
    wide = []
    for path in WHO[name](made):
        visitor.open(path)
        if visitor.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
    assert wide == []


def test_an_answer_is_found_and_let_go_by_keyboard_alone(visit, made):
    visitor = visit().sign_in_with_one_step("Rhys Morgan").open(f"{QUEUE}?list=mine")
    words = ""
    for _n in range(60):
        visitor.press("j")
        words = visitor.focused()
        if made.plain in words:
            break
    assert made.plain in words
    visitor.press("k", "j", "Enter")
    visitor.page.wait_for_url(f"**/answers/{made.plain}/")
    visitor.press("p")
    assert "Let it go" in visitor.focused()
    assert visitor.path.endswith(f"/{made.plain}/")  # one key decides nothing
    visitor.press("Enter")
    visitor.page.wait_for_url(f"**{QUEUE}")
    assert "Let go." in visitor.page.inner_text("main")
    visitor.open(f"{QUEUE}answers/{made.plain}/").press("p")
    assert "Take it back" in visitor.focused()
    visitor.press("Enter")
    visitor.page.wait_for_load_state()
    assert "Taken back." in visitor.page.inner_text("main")


def test_keys_lead_to_each_act_and_rest_while_somebody_types(visit, made):
    visitor = visit().sign_in_with_one_step("Rhys Morgan")
    one = f"{QUEUE}answers/{made.details}/"
    for key, ends in {
        "t": "take-out/",
        "r": "write/",
        "d": "decline/",
        "e": "escalate/",
        "g": "tags/",
    }.items():
        visitor.open(one).press(key)
        visitor.page.wait_for_url(f"**{one}{ends}")
    visitor.open(one).press("n")
    visitor.page.keyboard.type("depart")
    assert visitor.page.input_value("#id_words") == "depart"
    assert visitor.path == one
    visitor.open(one).press("u")
    visitor.page.wait_for_url(f"**{QUEUE}")
    visitor.press("?")
    assert visitor.page.locator("[data-keys] details").get_attribute("open") is not None


def test_keys_can_be_turned_off_and_stay_off(visit, made):
    visitor = visit().sign_in_with_one_step("Rhys Morgan").open(QUEUE)
    visitor.press("?")
    visitor.page.get_by_role("button", name="Turn the keys off").click()
    visitor.open(f"{QUEUE}answers/{made.details}/").press("t")
    visitor.page.wait_for_timeout(200)
    assert visitor.path.endswith(f"/{made.details}/")
    visitor.page.locator("[data-keys] summary").click()
    visitor.page.get_by_role("button", name="Turn the keys on").click()
    visitor.press("t")
    visitor.page.wait_for_url("**/take-out/")


def test_without_a_script_all_of_it_works(visit, made):
    visitor = visit(javascript=False).sign_in_with_one_step("Rhys Morgan").open(QUEUE)
    assert visitor.page.locator("[data-keys]").is_hidden()
    assert visitor.page.locator("a[data-row]").count() > 0
    visitor.open(f"{QUEUE}answers/{made.details}/")
    visitor.page.get_by_role("link", name="Take words out first").click()
    visitor.page.get_by_role("button", name="See how it reads").click()
    assert "a phone number" in visitor.page.inner_text("#preview + blockquote")
    assert "07700" not in visitor.page.inner_text("#preview + blockquote")
    visitor.page.get_by_role("button", name="Let it go like this").click()
    visitor.page.wait_for_url(f"**{QUEUE}")
    visitor.open(f"{QUEUE}answers/{made.details}/")
    visitor.page.get_by_role("button", name="Take it back").click()
    assert "Taken back." in visitor.page.inner_text("main")


def test_the_case_sheet_prints_the_words_and_no_way_out(visit, made):
    visitor = visit().sign_in_with_one_step("Jo Whitfield").open(f"{QUEUE}answers/{made.given}/case/")
    visitor.page.emulate_media(media="print")
    assert visitor.page.get_by_text("kill myself").first.is_visible()
    assert not visitor.page.get_by_role("button", name="Print").is_visible()
    assert not visitor.page.locator(".leave").is_visible()
