"""The next person on a shared phone: Back, Reload, opening again. What was sent does not come back, and the
receipt not after it was written down (trust.md, rule 12).

In a real Chromium whose back/forward cache is on, as it is on people's phones, before a real server with two
workers, with and without script.
"""

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tests import surroundings
from tests.attacks.serving import Server

pytestmark = [pytest.mark.django_db]
in_a_browser = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

WORDS = "Elephants stood in the corridor when nobody came to tell me."
HASTE = 2.1
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
#: Playwright switches it off, phones do not.
LEFT_ON = ["--disable-back-forward-cache"]


@pytest.fixture(scope="module")
def thread(server: Server) -> str:
    answer = server.ask("/change/open_thread/", "POST")
    assert answer.status == 200, answer.words
    return str(json.loads(answer.words))


@pytest.fixture(scope="module")
def browser(chromium: Any) -> Iterator[Any]:
    launched = chromium.browser_type.launch(
        executable_path=surroundings.chromium(), args=ARGUMENTS, ignore_default_args=LEFT_ON
    )
    yield launched
    launched.close()


@pytest.fixture
def phone(request: pytest.FixtureRequest, browser: Any, server: Server) -> Iterator["Phone"]:
    """Without script, as on the phones that need us most; a test may ask for one with it."""
    context = browser.new_context(java_script_enabled=getattr(request, "param", False))
    yield Phone(context.new_page(), f"http://localhost:{server.port}")
    context.close()


both = pytest.mark.parametrize("phone", [True, False], ids=["with script", "without script"], indirect=True)


class Phone:
    """A browser that goes from hand to hand."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self.address = page, address
        page.set_default_timeout(8000)

    # --- The first person ---------------------------------------------------------

    def writes(self, thread: str) -> "Phone":
        self.page.goto(f"{self.address}{thread}say/")
        self.presses("start")
        self.page.wait_for_timeout(HASTE * 1000)
        self.page.fill("textarea", WORDS)
        self.page.check("input[name=allows][value=both]")
        self.presses("check")
        return self

    def sends(self) -> str:
        """Send, and give the receipt that is shown."""
        self.presses("send")
        return str(self.page.inner_text(".receipt"))

    def presses(self, step: str) -> None:
        with self.page.expect_navigation():
            self.page.locator(f"button[value={step}]").first.click()

    def comes_back(self, receipt: str) -> "Phone":
        self.page.goto(f"{self.address}/feedback/receipt/")
        self.page.fill("input[name=receipt]", receipt)
        self.presses("open")
        return self

    # --- The next person ------------------------------------------------------------

    def tries_everything(self) -> list[str]:
        """Every page that Back, Forward and Reload (with "send again") bring, as the browser holds it."""
        seen = [self.holds()]
        for go in (self.page.go_back, self.page.go_forward):
            for _step in range(5):
                seen += [*self.tries(go), *self.tries(self.page.reload)]
        return seen

    def tries(self, act: Callable[..., Any]) -> list[str]:
        with suppress(Exception):  # a page that is not kept is an error page, until one reloads it
            act(timeout=500)
        return [self.holds()]

    def holds(self) -> str:
        """All that stands in the page: words, and what fields hold."""
        with suppress(Exception):
            self.page.wait_for_load_state("load", timeout=500)
        fields = [field.input_value() for field in self.page.locator("input, textarea").all()]
        return self.page.content() + "\n".join(fields)


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def of_a_browser(test: Callable[..., None]) -> Callable[..., None]:
    for mark in in_a_browser:
        test = mark(test)
    return test


@both
@of_a_browser
def test_what_was_sent_does_not_come_back_nor_the_receipt_once_written_down(phone, thread):
    receipt = phone.writes(thread).sends()
    phone.presses("written")

    seen = phone.tries_everything()
    assert any("This has been sent" in page for page in seen)
    for page in seen:
        assert "Elephants" not in page
        assert digits(receipt) not in digits(page)


@of_a_browser
def test_until_it_is_written_down_only_the_receipt_comes_back(phone, thread):
    receipt = phone.writes(thread).sends()
    phone.page.reload()
    assert digits(phone.page.inner_text(".receipt")) == digits(receipt)

    assert not any("Elephants" in page for page in phone.tries_everything())


@of_a_browser
def test_what_is_not_sent_yet_may_come_back_and_the_page_says_so(phone, thread):
    phone.writes(thread)
    assert "Elephants" in phone.page.content()
    phone.presses("change")

    assert "can bring your words back" in phone.page.inner_text("main")


@of_a_browser
def test_leaving_and_coming_back_to_the_same_address_shows_an_empty_page(phone, thread):
    phone.writes(thread).sends()
    phone.page.goto("about:blank")
    phone.page.goto(f"{phone.address}{thread}say/")
    assert "Elephants" not in phone.holds()
    phone.presses("start")

    assert phone.page.input_value("textarea") == ""


@of_a_browser
def test_a_visit_that_was_finished_shows_nothing_more(phone, thread, server):
    receipt = phone.writes(thread).sends()
    phone.presses("written")
    assert server.ask("/change/empty_the_box/", "POST").status == 200
    phone.comes_back(receipt)
    assert "Elephants" in phone.page.inner_text("main")
    phone.presses("change")
    phone.presses("home")
    phone.presses("finish")

    seen = phone.tries_everything()
    assert any("You have finished here." in page for page in seen)
    for page in seen:
        assert "Elephants" not in page
        assert digits(receipt) not in digits(page)


@of_a_browser
def test_the_browsers_own_history_and_storage_know_no_word_and_no_receipt(
    chromium, server, thread, tmp_path: Path
):
    profile = tmp_path / "profile"
    context = chromium.browser_type.launch_persistent_context(
        str(profile), executable_path=surroundings.chromium(), args=ARGUMENTS, ignore_default_args=LEFT_ON
    )
    phone = Phone(context.pages[0], f"http://localhost:{server.port}")
    receipt = phone.writes(thread).sends()
    phone.presses("written")
    phone.page.goto("about:blank")
    assert context.cookies() == []
    context.close()

    kept = {path for path in profile.rglob("*") if path.is_file() and holds(path, WORDS, digits(receipt))}
    # Tabs to be restored after a crash hold what was posted, as for every site; docs/threads.md says so.
    assert {path.parent.name for path in kept} <= {"Sessions"}


def holds(path: Path, *words: str) -> bool:
    found = path.read_bytes()
    return any(
        one.encode(encoding) in found
        for one in words
        for encoding in ("utf-8", "utf-16-le")
        for one in (one, one.replace(" ", "+"))
    )


# --- Without a browser: both of two workers --------------------------------------------------


def test_both_workers_repeat_the_receipt_until_it_is_written_down(server, thread):
    sent = _check_page(server, thread)
    answers = everywhere(server, f"{thread}say/", {**sent, "step": "send"})
    receipts = {digits(found[0]) for found in map(_receipts, answers) if found}
    assert len(receipts) == 1
    assert all("It is in the box" in answer for answer in answers)
    assert not any("Elephants" in answer for answer in answers)

    _post(server, f"{thread}say/", {**sent, "step": "written"})
    for step in ("send", "check", "change", "start-again", "written"):
        for answer in everywhere(server, f"{thread}say/", {**sent, "step": step}):
            assert not _receipts(answer)
            assert "Elephants" not in answer
            assert receipts.isdisjoint({digits(answer)})


def test_a_finished_visit_is_finished_in_both_workers(server, thread):
    page = server.ask("/feedback/receipt/").words
    visit = {**_hidden(page), "receipt": "000 000 000 000 000 001", "step": "open"}
    visit["receipt"] = _some_receipt()
    opened = _post(server, "/feedback/receipt/", visit)
    assert "Nothing here yet" in opened
    _post(server, "/feedback/receipt/", {**_hidden(opened), "step": "finish"})

    for step in ("open", "withdraw", "home"):
        for answer in everywhere(server, "/feedback/receipt/", {**visit, **_hidden(opened), "step": step}):
            assert "You have finished here." in answer


def everywhere(server: Server, path: str, sent: dict[str, str]) -> set[str]:
    """Post until both workers have answered, and give all different answers."""
    said: dict[str, set[str]] = {}
    for _ in range(60):
        answer = server.ask(path, "POST", urlencode(sent).encode(), **FORM)
        said.setdefault(answer.headers["X-Worker"], set()).add(answer.words)
        if len(said) == 2 and sum(map(len, said.values())) >= 2:
            return set.union(*said.values())
        time.sleep(0.01)
    raise AssertionError(f"only {list(said)} answered")


FORM = {"Content_Type": "application/x-www-form-urlencoded"}


def _post(server: Server, path: str, sent: dict[str, str]) -> str:
    answer = server.ask(path, "POST", urlencode(sent).encode(), **FORM)
    assert answer.status == 200, answer.words
    return str(answer.words)


def _check_page(server: Server, thread: str) -> dict[str, str]:
    """What the check page would send."""
    opened = _hidden(_post(server, f"{thread}say/", {"step": "start"}))
    time.sleep(HASTE)
    checked = _post(server, f"{thread}say/", {**opened, "words": WORDS, "allows": "both", "step": "check"})
    return _hidden(checked)


def _hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))


def _receipts(page: str) -> list[str]:
    return re.findall(r'<p class="receipt".*?</p>', page, re.DOTALL)


def _some_receipt() -> str:
    from codes.numbers import mint_receipt

    return mint_receipt(b"sixteen bytes!!!")
