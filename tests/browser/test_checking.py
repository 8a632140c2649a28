"""A draft is read and remarked on in a real browser, on a narrow phone without a script; axe is content."""

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.browser.check_maker import POINT, REMARK
from tests.browser.fixtures import BASE
from tests.browser.test_accessibility import violations
from tests.browser.visitor import NARROW, Visitor


@pytest.fixture(scope="module")
def made(site) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", "shell", "-v", "0", "-c",
         "from tests.browser import check_maker; check_maker.main()"],
        cwd=BASE, env=site.environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def press(visitor: Visitor, button: str) -> None:
    with visitor.page.expect_navigation():
        visitor.page.locator(f"main button{button}").click()


def words(visitor: Visitor) -> str:
    return str(visitor.page.inner_text("main"))


def fits(visitor: Visitor) -> bool:
    return bool(visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_on_a_narrow_phone_without_a_script_somebody_reads_remarks_and_goes_on_reading(visit, made):
    reader = visit(size=NARROW, javascript=False).open("/events/check/")
    assert fits(reader)
    reader.page.fill("[name=code]", made["code"])
    press(reader, "[value=open]")
    assert fits(reader)
    assert POINT in words(reader)
    press(reader, f"[value='{made['about']}']")
    assert fits(reader)
    reader.page.fill("[name=words]", "It was day five.")
    reader.page.wait_for_timeout(2100)  # a form that is answered at once is a program's
    press(reader, "[value=check]")
    press(reader, "[value=send]")
    assert reader.page.locator("p.receipt").is_visible()
    press(reader, "[value=again]")
    assert POINT in words(reader)


def test_axe_finds_nothing_where_a_draft_is_checked(visit, made):
    visitor = visit().open("/events/check/")
    found: set[str] = set()
    visitor.page.fill("[name=code]", made["code"])
    press(visitor, "[value=open]")
    found |= violations(visitor)
    press(visitor, f"[value='{made['about']}']")
    found |= violations(visitor)
    visitor.sign_in_with_one_step(made["name"]).open(f"/members/events/{made['page']}/check/")
    assert words(visitor).index(POINT) < words(visitor).index(REMARK)
    found |= violations(visitor)
    assert found == set()
