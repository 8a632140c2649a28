"""The same sweep over everything on which people say something, come back, report, come to an event, or type
in from paper.

Through a real server: what they write, the number they get, where they come from and with what leaves
no mark in the log, and those pages leave no line at all (docs/trust.md, rule 25).
"""

import json
import re
import time
from dataclasses import dataclass, field
from http.client import HTTPResponse
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.attacks.serving import Server
from tests.threads.writer import Writer

pytestmark = pytest.mark.django_db

MARK = "qzvmark"
SOURCE, FORWARDED = "127.86.75.65", "203.0.113.179"
WORDS = f"My son {MARK} was on C wing. Ring me on 07700 900555."
HEADERS = {
    "User_Agent": f"{MARK}-agent",
    "Referer": f"http://localhost/{MARK}-referer",
    "Accept_Language": MARK,
    "X_Forwarded_For": FORWARDED,
}
FORM = {"Content_Type": "application/x-www-form-urlencoded"}
MARKS = re.compile(rf"{MARK}|127\.86\.75\.65|203\.0\.113\.179|07700|900555", re.IGNORECASE)
QUIET = (
    "threads:say", "threads:receipt", "threads:report", "threads:too", "moderation:paper", "events:check",
    "event-check:paper", "registrations:come", "registrations:place",
)  # fmt: skip


@dataclass
class Browser:
    """Asks the served site with marked headers, as `Writer` wants it asked."""

    server: Server
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, address: str) -> Any:
        return self._ask(address, "GET", None)

    def post(self, address: str, sent: dict[str, str]) -> Any:
        return self._ask(address, "POST", urlencode(sent).encode(), **FORM)

    def _ask(self, address: str, method: str, body: bytes | None, **more: str) -> Any:
        cookies = "; ".join(f"{name}={value}" for name, value in {**self.cookies, "marked": MARK}.items())
        answer = self.server.ask(
            f"{address}?q={MARK}", method, body, SOURCE, Cookie=cookies, **HEADERS, **more
        )
        self._keep_cookies(answer)
        words = answer.words  # type: ignore[attr-defined]
        return SimpleNamespace(
            status_code=answer.status, content=words.encode(), headers=dict(answer.headers)
        )

    def _keep_cookies(self, answer: HTTPResponse) -> None:
        for name, value in re.findall(r"(\w+)=([^;]+);", "\n".join(answer.headers.get_all("Set-Cookie", []))):
            if name in ("csrftoken", "sessionid"):
                self.cookies[name] = value


@dataclass
class Swept:
    """What the log said meanwhile, and the numbers that must not be in it."""

    log: Path
    lines: str = ""
    numbers: list[str] = field(default_factory=list)
    #: Codes of registrations for events, which are shorter.
    codes: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def swept(server: Server) -> Swept:
    """The log of a server after all these pages were asked for, in order and out of it."""

    def door(name: str) -> str:
        return str(json.loads(server.ask(f"/change/{name}/", "POST").words))  # type: ignore[attr-defined]

    thread, key, session = door("open_thread"), door("show_words"), door("sign_in_facilitator")
    found = Swept(server.log)
    time.sleep(0.2)
    before = server.log.stat().st_size
    _say(server, thread, found)
    _come_back(server, found)
    _read(server, key)
    _type_in(server, session, found)
    _come(server, door("open_event"), found)
    _try(server, thread, key)
    time.sleep(0.2)
    with server.log.open() as log:
        log.seek(before)
        found.lines = log.read()
    return found


def _say(server: Server, thread: str, found: Swept) -> None:
    writer = Writer(client=Browser(server)).open(f"{thread}say/").press("start")
    time.sleep(2.1)
    assert writer.press("check").status == 422
    assert writer.fill(words=WORDS, allows="both").press("check").status == 200
    assert writer.press("send").status == 422
    for name in {each for each in writer.names() if each not in writer.sent_by("send")}:
        writer.choose(name, "keep")
    writer.press("send")
    assert writer.receipt
    found.numbers.append(writer.receipt)
    assert writer.press("written").status == 200


def _come_back(server: Server, found: Swept) -> None:
    writer = Writer(client=Browser(server)).open("/feedback/receipt/")
    assert writer.fill(receipt=f"{MARK} 123").press("open").status == 422
    assert writer.fill(receipt=found.numbers[0]).press("open").status == 200
    assert server.ask("/change/empty_the_box/", "POST").status == 200
    writer = Writer(client=Browser(server)).open("/feedback/receipt/")
    assert writer.fill(receipt=found.numbers[0]).press("open").status == 200
    assert MARK in writer.words
    assert writer.press("everything").status == 200
    assert writer.press("home").press("reply").fill(words=f"{MARK} again").press("send-reply").status == 200
    writer.press("home").press("withdraw")
    assert writer.press("send-withdrawal").status == 200
    assert writer.press("finish").status == 200


def _read(server: Server, key: str) -> None:
    reporting = Writer(client=Browser(server)).open(f"/feedback/words/{key}/report/")
    assert reporting.fill(words=MARK, reason=MARK).press_button().status == 422
    assert reporting.fill(words=MARK, reason="names-somebody").press_button().status == 200
    assert Writer(client=Browser(server)).open(f"/feedback/words/{key}/too/").press_button().status == 200


def _type_in(server: Server, session: str, found: Swept) -> None:
    writer = Writer(client=Browser(server, {"sessionid": session})).open("/members/feedback/paper/")
    assert writer.status == 200
    assert writer.fill(words=WORDS, code=MARK).press("send").status == 422
    thread = re.findall(r'<option value="(\d+)"', writer.html)[-1]
    assert writer.fill(thread=thread, words=WORDS, code=None).press("send").status == 200
    found.numbers.append(writer.receipt)
    assert writer.press("again").status == 200


def _come(server: Server, event: str, found: Swept) -> None:
    writer = Writer(client=Browser(server)).open(f"{event}come/")
    assert writer.fill(name=MARK, phone="07700 900555").press("send").status == 422
    for agreement in writer.names("agree-"):
        writer.choose(agreement, "yes")
    assert (
        writer.fill(name=MARK, role_group="family", needs_words=WORDS, food=MARK).press("send").status == 200
    )
    found.codes.append(writer.receipt)
    assert writer.press("written").status == 200
    writer = Writer(client=Browser(server)).open("/events/place/")
    assert writer.fill(code=f"{MARK} 123").press("open").status == 422
    assert writer.fill(code=found.codes[0]).press("open").status == 200
    assert MARK in writer.words
    writer.press("change")
    assert writer.fill(phone=f"07700 900555 {MARK}").press("save").status == 200
    writer.press("cancel")
    assert writer.press("cancel-now").status == 200


def _try(server: Server, thread: str, key: str) -> None:
    """What no page of ours sends: other methods, other sites, bodies that are no forms."""
    words = f"words={MARK}&step={MARK}&token={MARK}&visit={MARK}&receipt={MARK}&code={MARK}".encode()
    pages = (
        f"{thread}say/",
        "/feedback/receipt/",
        f"/feedback/words/{key}/report/",
        f"/feedback/words/{key}/too/",
        "/events/check/",
        "/events/place/",
    )
    for page in (*pages, "/members/feedback/paper/"):
        for method, body, more in (
            ("POST", words, FORM),
            ("POST", words, {**FORM, "Origin": f"https://{MARK}.example"}),
            ("POST", f"--b\r\n{MARK}".encode(), {"Content_Type": "multipart/form-data; boundary=b"}),
            ("POST", words, {"Content_Type": f"application/x-{MARK}"}),
            ("POST", b"&".join([words] * 2500), FORM),
            ("PUT", words, FORM),
            ("HEAD", None, {}),
            ("OPTIONS", None, {}),
        ):
            assert server.ask(f"{page}?q={MARK}", method, body, SOURCE, **HEADERS, **more).status < 500


def test_no_log_holds_what_was_written_or_who_wrote(swept):
    assert MARKS.findall(swept.log.read_text()) == []


def test_no_log_holds_a_number_that_was_given_out(swept):
    assert len(swept.numbers) == 2
    digits = re.sub(r"\D", "", swept.log.read_text())
    assert [number for number in swept.numbers if len(number) != 18 or number in digits] == []
    assert [code for code in swept.codes if len(code) != 15 or code in digits] == []
    assert len(swept.codes) == 1


def test_quiet_pages_left_no_line_at_all(swept):
    # What the test itself asked for: the door by which the box was emptied, and that it was.
    ours = ("tests.attacks.served_addresses", "the box was emptied")
    told = [line for line in swept.lines.splitlines() if not any(mine in line for mine in ours)]
    assert [line for line in told if any(name in line for name in QUIET)] == []
    # A form of another site is turned away before anybody looks for the page, so its line names none.
    foreign = r"(POST - 403 \d+ms \d{4}-\d\d-\d\dT\d\dZ|WARNING django\.request 403 POST -)"
    assert [line for line in told if not re.fullmatch(foreign, line)] == []


def test_other_addresses_that_are_none_leave_a_line_without_a_mark(server, swept):
    for path in (f"/feedback/{MARK}/say/", f"/feedback/words/{MARK}/report/", f"/feedback/{MARK}/"):
        assert server.ask(path, source=SOURCE, **HEADERS).status == 404
    assert MARKS.findall(server.log.read_text()) == []
