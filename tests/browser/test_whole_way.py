"""The whole way in a real browser, from the first word to words taken back, and everybody who meets it.

Said → the box is emptied → let go → published → answered, and the answer approved → its author comes back,
changes it, and takes it back. Once with a script and by keyboard alone, once without a script and narrow.
"""

import json
import re
from dataclasses import dataclass, field

import pytest

from cms.reading_grade import FOR_EVERYONE, grade_of_html
from tests.browser.box_keeper import OTHERS
from tests.browser.test_accessibility import AXE, OPTIONS
from tests.browser.visitor import NARROW, PHONE, Visitor

#: Said nowhere else in the demo that all tests of this run share: else another answer would be found.
WORDS = "Nobody met me on the day I left."
CHANGED = "Somebody met me on the day after I left."
RESPONSE = "Thank you. We will come four weeks before you leave."
QUEUE, RESPONSES = "/members/feedback/", "/members/feedback/responses/"
#: Said by others than us: the question, what was written, names and dates, drawings.
NOT_OURS = r"<(option|dd|svg|blockquote)\b.*?</\1>"


@dataclass
class Looking:
    """What is wrong with pages that were looked at: too wide, too hard, or found by axe."""

    with_axe: bool
    found: set[str] = field(default_factory=set)
    #: How many were looked at.
    pages: int = 0

    def at(self, visitor: Visitor, name: str, *, is_authors: bool = False) -> None:
        self.pages += 1
        if visitor.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            self.found.add(f"{name}: too wide")
        if is_authors:
            self._reads_easily(visitor, name)
        if self.with_axe:
            # The script is run beside the page's policy, not through it.
            visitor.page.evaluate(AXE + "; void 0")
            wrong = visitor.page.evaluate(f"axe.run(document, {json.dumps(OPTIONS)})")["violations"]
            self.found |= {
                f"{name}: {one['id']}: {node['html'][:140]}" for one in wrong for node in one["nodes"]
            }

    def _reads_easily(self, visitor: Visitor, name: str) -> None:
        main = visitor.page.locator("main").inner_html()
        grade = grade_of_html(f"<main>{re.sub(NOT_OURS, ' ', main, flags=re.DOTALL)}</main>")
        if grade.is_above(FOR_EVERYONE):
            self.found.add(f"{name}: grade {grade.level:.1f}: {[one.text for one in grade.hardest]}")


@dataclass
class Author:
    """Whoever says something, by keyboard alone or with a finger."""

    visitor: Visitor
    by_keys: bool
    looking: Looking

    def open(self, path: str) -> None:
        self.visitor.open(path)
        self.look()

    def look(self) -> None:
        self.looking.at(self.visitor, self.heading, is_authors=True)

    def press(self, words: str) -> None:
        """Press a button and come to the next page."""
        with self.visitor.page.expect_navigation():
            if self.by_keys:
                self._go_to("button", words)
                self.visitor.press("Enter")
            else:
                self.visitor.page.get_by_role("button", name=words, exact=True).click()
        self.look()

    def type(self, name: str, words: str) -> None:
        """Type into a field, over what stands in it."""
        if self.by_keys:
            self._go_to("input, textarea", name=name)
            self.visitor.press("Control+A")
            self.visitor.page.keyboard.type(words)
        else:
            self.visitor.page.fill(f"[name={name}]", words)

    def choose_first(self, name: str) -> None:
        """Choose the first of some."""
        if self.by_keys:
            self._go_to("input", name=name)
            self.visitor.press("Space")
        else:
            self.visitor.page.locator(f"label[for={self._first_id(name)}]").click()
        assert self.visitor.page.locator(f"[name={name}]").first.is_checked()

    def _first_id(self, name: str) -> str:
        return self.visitor.page.locator(f"[name={name}]").first.get_attribute("id") or ""

    def _go_to(self, selector: str, words: str = "", *, name: str = "") -> None:
        """Press Tab until the keyboard is there."""
        for _n in range(80):
            self.visitor.press("Tab")
            tag, said, its_name = self.visitor.page.evaluate(
                "() => { const e = document.activeElement;"
                " return [e.tagName.toLowerCase(), (e.innerText || '').trim(), e.name || '']; }"
            )
            if tag in selector and (said == words if words else its_name == name):
                return
        raise AssertionError(f"the keyboard does not reach {selector} {words}{name}")

    @property
    def heading(self) -> str:
        return self.visitor.page.inner_text("h1").strip()

    @property
    def sees(self) -> str:
        return " ".join(self.visitor.page.inner_text("main").split())

    def say(self, thread: str) -> str:
        """From the interruption page to the receipt; gives the receipt."""
        self.open(f"{thread}say/")
        self.press("Start")
        self.visitor.page.wait_for_timeout(2100)
        self.type("words", WORDS)
        self.choose_first("allows")
        self.press("Check what you wrote")
        assert WORDS in self.sees
        self.press("Put it in the box")
        receipt = " ".join(self.visitor.page.inner_text(".receipt").split())
        self.press("I have written it down")
        assert self.visitor.page.locator(".receipt").count() == 0
        return receipt

    def come_back(self, receipt: str) -> str:
        """With the receipt to where it stands; gives the heading there."""
        self.open("/feedback/receipt/")
        self.type("receipt", receipt)
        self.press("Go on")
        return self.heading

    def finish(self) -> None:
        self.press("I have finished")
        assert WORDS not in self.sees


WAYS = {
    "with a script, by keyboard alone": (PHONE, True, True),
    "without a script, at 320 pixels": (NARROW, False, False),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_whole_way(visit, order, way):
    size, javascript, by_keys = WAYS[way]
    looking = Looking(with_axe=javascript)
    author = Author(visit(size=size, javascript=javascript), by_keys, looking)
    thread = f"/feedback/{order(f'ask whole-way-{list(WAYS).index(way)}')}/"
    reader = visit(size=size, javascript=javascript)

    def public() -> str:
        return reader.open(thread).page.inner_text("main")

    def staff(name: str) -> Visitor:
        return visit(javascript=javascript).sign_in_with_one_step(name)

    receipt = author.say(thread)
    order("empty")
    facilitator = staff("Rhys Morgan")
    for words in (WORDS, *OTHERS):
        assert words not in public()
        let_go(facilitator, looking, words)
    assert WORDS not in public()  # not before the others, and the next emptying
    order("empty")
    for words in (WORDS, *OTHERS):
        assert words in public()
    looking.at(reader, "thread")

    answer(staff("Karen Blythe"), looking)
    assert RESPONSE not in public()
    approve(staff("Nia Hughes"), looking)
    assert RESPONSE in public()

    assert author.come_back(receipt) == "Your words are on the page"
    assert RESPONSE in author.sees
    address = author.visitor.page.get_by_role("link", name="See them").get_attribute("href") or ""
    assert WORDS in reader.open(address).page.inner_text("main")
    author.press("Change your words")
    author.type("words", CHANGED)
    author.press("Check what you wrote")
    author.press("Put it in the box")
    author.finish()
    assert WORDS in public()
    order("empty")
    assert WORDS not in public()
    assert CHANGED not in public()
    assert "One answer is being read again." in public()
    assert "Take words out first" in find(facilitator, CHANGED).page.inner_text("main")
    answer_in_queue = facilitator.path

    assert author.come_back(receipt) == "We have your words"
    assert CHANGED in author.sees
    author.press("Take your words back")
    author.press("Take them back")
    author.finish()
    order("empty")
    assert "One answer was here. Its author took it back." in public()
    gone = reader.open(address, status=410).page.content() + facilitator.open(answer_in_queue).page.content()
    assert author.come_back(receipt) == "You took this back"
    gone += author.visitor.page.content()
    author.press("See everything we hold about this")
    gone += author.visitor.page.content()
    author.finish()
    assert WORDS not in gone
    assert CHANGED not in gone

    assert looking.pages > 25
    assert looking.found == set()


def find(facilitator: Visitor, words: str) -> Visitor:
    """Open the answer that says this, from the queue, however far down it is."""
    facilitator.open(QUEUE)
    while not (there := facilitator.page.locator("a.queue__words", has_text=words)).count():
        with facilitator.page.expect_navigation():
            facilitator.page.locator("a[rel=next]").click()
    assert there.count() == 1
    with facilitator.page.expect_navigation():
        there.click()
    return facilitator


def let_go(facilitator: Visitor, looking: Looking, words: str) -> None:
    find(facilitator, words)
    if words == WORDS:
        looking.at(facilitator, "item")
    with facilitator.page.expect_navigation():
        facilitator.page.get_by_role("button", name="Let it go", exact=True).click()
    assert "Let go." in facilitator.page.inner_text("main")
    if words == WORDS:
        looking.at(facilitator, "queue")


def answer(responder: Visitor, looking: Looking) -> None:
    responder.open(RESPONSES)
    looking.at(responder, "responses")
    while not (row := responder.page.locator(".choosing > li", has_text=WORDS)).count():
        with responder.page.expect_navigation():
            responder.page.locator("a[rel=next]").click()
    with responder.page.expect_navigation():
        row.first.get_by_role("link", name="Respond to this one").click()
    assert WORDS in responder.page.inner_text("main")
    responder.page.locator("input[name=kind]").first.check(force=True)
    responder.page.fill("textarea[name=words]", RESPONSE)
    looking.at(responder, "new response")
    with responder.page.expect_navigation():
        responder.page.get_by_role("button", name="Hand it in").click()
    assert "Handed in." in responder.page.inner_text("main")


def approve(publisher: Visitor, looking: Looking) -> None:
    publisher.open(RESPONSES)
    waiting = publisher.page.locator("[aria-labelledby=to-approve] li", has_text=RESPONSE[:40])
    with publisher.page.expect_navigation():
        waiting.get_by_role("link").first.click()
    looking.at(publisher, "response to approve")
    with publisher.page.expect_navigation():
        publisher.page.get_by_role("button", name="Show it to everybody").click()
    assert "Everybody can read it now." in publisher.page.inner_text("main")
