"""The whole way of a proposal in a real browser, from a draft to the numbers of a vote, and everybody on it.

Opened for ideas → a member suggests a change, and its author takes it up → so does somebody without an
account, through the locked box → its text is final → a vote about it is set up, its slips are printed, and it
is opened → voted in as a member, with a slip's code, and on paper → closed, and everybody reads what came
out. Once on a phone with a script and by keyboard alone, once without a script and narrow.
"""

import datetime
import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator

from tests.browser.test_whole_way import Looking, let_go
from tests.browser.visitor import NARROW, PHONE, Visitor

#: Said nowhere else in the demo that all tests of this run share.
SUGGESTED = "A link worker visits 15 weeks before release, brings tea, and comes once more in the last week."
SAID = "Tell my sister the day as well. She has to take the bus."
TAKEN_UP = f"{SUGGESTED} Who is waiting at home is told the day."
PROPOSALS, VOTES = "/members/proposals/", "/members/votes/"
SLIPS = 12
#: How the three vote whom we watch, and what they read before it is cast, and never after.
ANSWERS = {"agree": "I agree", "concerns": "I agree, with concerns", "disagree": "I disagree"}


@dataclass
class Walker:
    """Somebody on the way, whose pages are looked at."""

    visitor: Visitor
    looking: Looking
    by_keyboard: bool = False

    def open(self, path: str) -> "Walker":
        self.visitor.open(path)
        return self.look()

    def reads(self, path: str) -> str:
        """What a page says that was looked at before, or will be."""
        self.visitor.open(path)
        return self.sees

    def press(self, words: str) -> "Walker":
        """Press a button and come to the next page."""
        return self.follow(self.visitor.page.get_by_role("button", name=words, exact=True))

    def go(self, words: str) -> "Walker":
        """Follow the first link that says so."""
        # Behind what is only heard, the browser puts a space of its own.
        said = re.escape(words).replace(":", r"\s*:")
        return self.follow(self.visitor.page.get_by_role("link", name=re.compile(f"^{said}$")).first)

    def follow(self, what: Locator) -> "Walker":
        """Press or follow it, and come to the next page."""
        with self.visitor.page.expect_navigation():
            self.use(what)
        return self.look()

    def use(self, what: Locator) -> None:
        """With a finger, or with the keyboard once Tab has come to it."""
        if self.by_keyboard:
            self.reach(what)
            self.visitor.page.keyboard.press("Enter")
        else:
            what.click()

    def reach(self, what: Locator) -> None:
        """Press Tab until the keyboard is there; in a group of which one can be chosen, an arrow."""
        page, name = (
            self.visitor.page,
            what.get_attribute("name") if what.get_attribute("type") == "radio" else None,
        )
        for _tab in range(400):
            if what.evaluate("(it) => it === document.activeElement"):
                return
            in_group = name and page.evaluate("document.activeElement.name || ''") == name
            page.keyboard.press("ArrowDown" if in_group else "Tab")
        raise AssertionError(f"the keyboard does not reach {what}")

    def look(self) -> "Walker":
        self.looking.at(self.visitor, f"{self.heading} ({self.visitor.path})")
        return self

    def type(self, **fields: str) -> None:
        for name, words in fields.items():
            field = self.visitor.page.locator(f"[name='{name}']")
            if self.by_keyboard:
                self.reach(field)
                self.visitor.press("Control+A")
                self.visitor.page.keyboard.insert_text(words)
            else:
                field.fill(words)

    def tick(self, name: str, value: str = "") -> None:
        """Choose something by its words, as a finger does: the first, if no value is given."""
        having = f"[value='{value}']" if value else ""
        field = self.visitor.page.locator(f"input[name='{name}']{having}").first
        if self.by_keyboard:
            self.reach(field)
            if not field.is_checked():
                self.visitor.press("Space")
        else:
            self.visitor.page.locator(f"label[for={field.get_attribute('id')}]").click()
        assert field.is_checked()

    def choose(self, name: str, *, label: str) -> None:
        """Choose from a list that opens: with the arrows, until it stands there."""
        field = self.visitor.page.locator(f"select[name='{name}']")
        if not self.by_keyboard:
            field.select_option(label=label)
            return
        self.reach(field)
        self.visitor.press("Home")
        for _option in range(200):
            if field.evaluate("(it) => it.selectedOptions[0].label").strip() == label:
                return
            self.visitor.press("ArrowDown")
        raise AssertionError(f"the arrows do not come to {label}")

    @property
    def heading(self) -> str:
        return self.visitor.page.inner_text("h1").strip()

    @property
    def sees(self) -> str:
        return " ".join(self.visitor.page.inner_text("main").split())

    def codes(self) -> list[str]:
        """The codes that this page shows."""
        return [" ".join(code.split()) for code in self.visitor.page.locator(".receipt").all_inner_texts()]

    def type_day(self, name: str, day: datetime.date) -> None:
        self.type(
            **{f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}
        )


WAYS = {
    "on a phone with a script, by keyboard alone": (PHONE, True, True, "Kettle"),
    "without a script, at 320 pixels": (NARROW, False, False, "Teapot"),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_whole_way_of_a_proposal(visit, order, way):
    size, javascript, by_keyboard, word = WAYS[way]
    looking = Looking(with_axe=javascript)
    title = f"{word} visits before the gate opens"
    slug = order(f"propose {title}")

    def walker(name: str = "") -> Walker:
        visitor = visit(size=size, javascript=javascript)
        return Walker(visitor.sign_in_with_one_step(name) if name else visitor, looking, by_keyboard)

    author, reader, facilitator = walker("Leon Carter"), walker(), walker("Rhys Morgan")

    open_for_ideas(author, slug)
    suggest(walker("Imran Qureshi"), slug)
    take_up(author, slug, SUGGESTED)
    assert SUGGESTED in reader.reads(f"/proposals/{slug}/")

    suggest_without_account(walker(), slug)
    order(f"remark {slug}")
    order("empty")
    assert SAID not in reader.reads(f"/proposals/{slug}/")
    let_go(facilitator.visitor, looking, SAID)
    order(f"let-go {slug}")
    assert SAID not in reader.reads(f"/proposals/{slug}/")  # not before the next emptying
    order("empty")
    assert SAID in reader.open(f"/proposals/{slug}/").sees
    take_up(author, slug, TAKEN_UP)
    assert TAKEN_UP in reader.reads(f"/proposals/{slug}/")

    make_final(author, slug)
    ballot, codes = set_up(facilitator, title)
    facilitator.open(f"{VOTES}{ballot}/").go("Open the vote").press("Open it now")
    assert "The vote is set." in facilitator.sees
    assert "Go to the vote" in reader.open(f"/proposals/{slug}/").sees

    vote_as_member(author, ballot)
    vote_by_code(reader, codes[0])
    type_in(facilitator, ballot, codes[1])
    standing = reader.open(f"/proposals/votes/{ballot}/").sees
    assert "Until it closes, nobody is shown how many have voted, or how." in standing
    assert "people voted" not in standing
    assert order(f"vote {ballot}") == "9"
    assert order(f"close {ballot}") == "closed"

    result = reader.open(f"/proposals/{slug}/").go("The vote").sees
    assert f"Agreed: {title}" in result
    assert "12 of 14 people voted." in result
    for said, people in (("I agree", 6), ("I agree, with concerns", 3), ("I disagree", 3)):
        assert re.search(rf"{said}\D*\b{people}\b", result), (said, result)
    assert looking.pages > 35
    assert looking.found == set()


# --- The text ---------------------------------------------------------------------------------


def take_step(author: Walker, slug: str, to: str) -> None:
    author.open(f"{PROPOSALS}{slug}/").go("Next step")
    author.tick("to", to)
    author.press("Take this step")


def open_for_ideas(author: Walker, slug: str) -> None:
    take_step(author, slug, "ideas")
    assert "Ideas are welcome until" in author.sees


def make_final(author: Walker, slug: str) -> None:
    take_step(author, slug, "final")
    assert "It is now:" in author.sees
    assert "Ideas are welcome until" not in author.sees


def suggest(member: Walker, slug: str) -> None:
    member.open(f"{PROPOSALS}{slug}/").go("Suggest a change: What would change")
    member.type(words=SUGGESTED, why="Tea makes it easier to talk.")
    member.press("Suggest it")
    assert "Tea makes it easier to talk." in member.sees


def take_up(author: Walker, slug: str, words: str) -> None:
    """Take up the one suggestion that waits, so that the part reads like this."""
    author.open(f"{PROPOSALS}{slug}/").go("1 suggestion waits")
    author.follow(author.visitor.page.locator("[aria-labelledby=waiting] .part__acts a").first)
    if words != SUGGESTED:
        author.type(words=words)
    assert author.visitor.page.input_value("[name=words]") == words
    author.press("Take it up")
    assert "Taken up." in author.sees


def suggest_without_account(somebody: Walker, slug: str) -> None:
    somebody.open(f"/proposals/{slug}/").go("Suggest a change to this part: What would change")
    somebody.press("Start")
    assert somebody.visitor.page.locator("input[name=about][value=change]").is_checked()
    somebody.visitor.page.wait_for_timeout(2100)
    somebody.type(words=SAID)
    somebody.tick("allows")
    somebody.press("Check what you wrote")
    assert SAID in somebody.sees
    somebody.press("Put it in the box")
    assert len(somebody.codes()) == 1
    somebody.press("I have written it down")
    assert somebody.codes() == []


# --- The vote ---------------------------------------------------------------------------------


def set_up(facilitator: Walker, title: str) -> tuple[str, list[str]]:
    """A vote about a proposal by two members and the holders of slips; its address, and the codes."""
    page = facilitator.open(f"{VOTES}set-up/?method=consent").visitor.page
    facilitator.type(question=f"Do we want {title}?")
    facilitator.choose("option-0-offer", label=title)
    facilitator.use(page.locator("summary", has_text="People besides, by name"))
    for name in ("Leon Carter", "Imran Qureshi"):
        person = page.get_by_label(re.compile(f"^{name}, ")).and_(page.locator("[name=named]"))
        facilitator.tick("named", person.get_attribute("value") or "")
    facilitator.tick("by_code")
    today = datetime.date.today()
    facilitator.type_day("opens_day", today)
    facilitator.type_day("closes_day", today + datetime.timedelta(days=10))
    facilitator.type(opens_time="00:00", closes_time="17.00")
    facilitator.press("Save")
    assert "Saved. Nobody can vote yet" in facilitator.sees
    ballot = facilitator.visitor.path.rstrip("/").rsplit("/", 1)[-1]
    facilitator.go("Print slips or ballot papers")
    facilitator.choose("role_group", label="People with lived experience of prison")
    facilitator.type(slips=str(SLIPS), name=f"Visits hall, {title[:6]}")
    facilitator.press("Make the sheet, and print it now")
    codes = facilitator.codes()
    assert len(set(codes)) == SLIPS
    return ballot, codes


def check_and_vote(somebody: Walker, answer: str) -> None:
    """Chosen, checked, done; and never shown back."""
    somebody.tick("consent", answer)
    somebody.press("Check and vote")
    assert ANSWERS[answer] in somebody.sees
    somebody.press("Vote")
    assert somebody.heading == "You have voted"
    assert ANSWERS[answer] not in somebody.sees


def nothing_is_shown_back(somebody: Walker) -> None:
    assert "You have voted." in somebody.sees
    assert somebody.visitor.page.locator("input:checked").count() == 0


def vote_as_member(member: Walker, ballot: str) -> None:
    member.open(f"{VOTES}{ballot}/").go("Vote")
    check_and_vote(member, "agree")
    nothing_is_shown_back(member.go("Vote again"))


def vote_by_code(somebody: Walker, slip: str) -> None:
    """With the slip's code for one of their own; they come back with it, and find no vote."""
    somebody.open("/vote/").type(code=slip)
    somebody.press("Go on").press("Show me my new code")
    (fresh,) = somebody.codes()
    assert fresh != slip
    somebody.press("I have written it down")
    check_and_vote(somebody, "concerns")
    somebody.go("Type in a code").type(code=fresh)
    nothing_is_shown_back(somebody.press("Go on"))


def type_in(facilitator: Walker, ballot: str, code: str) -> None:
    """A vote that came on paper."""
    facilitator.open(f"{VOTES}{ballot}/").go("Type in votes that came on paper").type(code=code)
    facilitator.tick("consent", "disagree")
    facilitator.press("Check it")
    assert code in facilitator.sees
    assert ANSWERS["disagree"] in facilitator.sees
    facilitator.press("Put it into the box")
    assert "It is in the box. Next paper." in facilitator.sees
    assert facilitator.visitor.page.locator("input:checked").count() == 0
