"""The whole way of what came of it in a real browser, from a closed vote to a line that anybody can follow.

Somebody says something without an account → a proposal is made of it, and voted on → what was decided is
noted, with an answer to what worried people → a step is planned, begun and done by whoever sees to it → a
pilot tries the proposal, with a logic model, a measure whose values come from a list and by hand, and a cycle
that ends → everybody reads it, whoever holds the receipt too, and it is printed. Once with a script, what is
decided and planned by keyboard alone; once without a script and narrow.
"""

import datetime
import json
import re

import pytest

from tests.browser.test_reading_a_summary import pages_of
from tests.browser.test_whole_way import Looking
from tests.browser.test_whole_way_of_a_proposal import Walker
from tests.browser.visitor import NARROW, PHONE

WAYS = {
    "on a phone with a script": (PHONE, True, "Lantern"),
    "without a script, at 320 pixels": (NARROW, False, "Compass"),
}
REASONS = "Those who voted want it. It begins on two wings, since there is one room on each."
WORRY, ANSWER = "Rooms are short.", "The library is free on Monday mornings."
BEGUN, RESULT = "We asked the governor.", "It is booked for a year."
LEARNT = "People come when a friend does."
DECIDED, CHANGED = "Decided: Adopted with changes", "people notice it"
#: Seven months from a list and one by hand; nobody is shown from how many people they come.
VALUES = (12, 15, 11, 16, 18, 17, 20)
LAST = 22
PEOPLE = 41
A_DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize("way", WAYS)
def test_the_whole_way_of_what_came_of_it(visit, order, way, tmp_path):
    size, javascript, word = WAYS[way]
    # Member pages have a test of their own with axe.
    inside, looking = Looking(with_axe=False), Looking(with_axe=javascript)
    # Said and done nowhere else in the demo that all tests of this run share.
    step = f"Book the library for the {word.lower()}"
    said, title = f"I waited nine days for a {word.lower()}.", f"{word} mornings in the library"

    def walker(name: str = "", *, by_keyboard: bool = False) -> Walker:
        visitor = visit(size=size, javascript=javascript)
        if not name:
            return Walker(visitor, looking)
        return Walker(visitor.sign_in_with_one_step(name), inside, by_keyboard)

    thread = f"{word.lower()}-words"
    receipt = order(f"words-say {thread} {said}")
    order("empty")
    order(f"words-pass-on {thread}")
    order("empty")
    made = json.loads(order(f"words-vote {thread} {title}"))
    order(f"vote {made['ballot']}")
    assert order(f"close {made['ballot']}") == "closed"

    facilitator, doer, reader = walker("Rhys Morgan", by_keyboard=javascript), walker("Leon Carter"), walker()
    decide(facilitator, title)
    plan(facilitator, step)
    tell(doer, step, "under-way", BEGUN)
    facilitator.by_keyboard = False
    write_pilot(facilitator, f"{word} on two wings", title)
    measure(facilitator, tmp_path)
    try_a_cycle(facilitator, said)
    tell(doer, step, "done", RESULT, is_change=True)

    # Everybody reads it, from either end of the line.
    listed = reader.open("/what-changed/").visitor.page.locator(".two__row", has_text=said)
    row = " ".join(listed.inner_text().split())
    assert missing(row, step, RESULT, "1 of 1 done", CHANGED) == []
    reader.go(step)
    reads_the_decision(reader, said)
    reader.go("Read the proposal")
    assert reader.visitor.path == f"/proposals/{made['proposal']}/"
    assert DECIDED in reader.sees
    reader.go("The vote")
    assert f"Adopted with changes: {title}" in reader.sees
    reads_the_pilot(reader, title, f"{word} on two wings", said)
    comes_back(reader, receipt, said, step, f"{word} on two wings")
    if not javascript:
        is_printed(reader, said)
    assert (inside.pages, looking.pages) > (25, 10)
    assert inside.found | looking.found == set()


# --- What is decided, and what is done ---------------------------------------------------------


def decide(facilitator: Walker, title: str) -> None:
    """From what needs a facilitator to a decision that everybody reads."""
    facilitator.open("/members/")
    facilitator.follow(facilitator.visitor.page.get_by_role("link", name=re.compile("for a decision")).first)
    facilitator.go(title)
    facilitator.tick("kind", "with-changes")
    facilitator.type(reasons=REASONS, decided_by="The pilot’s team", by_right="It runs the pilot.")
    facilitator.type(**{"answers-0-about": WORRY, "answers-0-words": ANSWER})
    facilitator.press("Save and show everybody")
    assert "Noted." in facilitator.sees


def plan(facilitator: Walker, step: str) -> None:
    facilitator.go("Plan a step")
    facilitator.type(what=step, responsible="The library")
    facilitator.choose("owner", label="Leon Carter")
    facilitator.type_day("due_on", datetime.date.today() + 30 * A_DAY)
    facilitator.press("Save and show everybody")
    assert step in facilitator.sees


def tell(doer: Walker, step: str, to: str, words: str, *, is_change: bool = False) -> None:
    """Whoever sees to it finds it among their own steps."""
    doer.open("/members/decisions/").go(step)
    doer.tick("to", to)
    doer.type(words=words)
    if is_change:
        doer.tick("is_change")
    doer.press("Save and show everybody")
    assert words in doer.sees


# --- The pilot ---------------------------------------------------------------------------------


def write_pilot(facilitator: Walker, name: str, title: str) -> None:
    today = datetime.date.today()
    facilitator.open("/members/pilots/").go("Write a pilot")
    facilitator.type(
        title=name, tries="Tea and books on Monday.", for_whom="Everybody on two wings.",
        inputs="A room\nA link worker", activities="We meet on Monday", outputs="40 people come",
        outcomes="People know whom to ask", assumptions="Officers open doors",
    )  # fmt: skip
    facilitator.visitor.page.get_by_label(title, exact=True).check(force=True)
    facilitator.type_day("starts_on", today - 300 * A_DAY)
    facilitator.type_day("ends_on", today + 60 * A_DAY)
    facilitator.type(
        **{"money-0-source": "The trust", "seats-0-table": "The team", "seats-0-who": "Three of nine"}
    )
    facilitator.type_day("money-0-until", today + 90 * A_DAY)
    facilitator.press("Save")
    facilitator.press("Show it to everybody")
    assert "Everybody can read it now." in facilitator.sees


def measure(facilitator: Walker, folder) -> None:
    """By what it is judged comes before its values; a list that is half wrong leaves nothing behind."""
    facilitator.go("Add a measure")
    facilitator.type(
        name="People who come", question="How many come to the library?", source="The list at the door",
        how_often="Each month", go_at="20", stop_at="5",
    )  # fmt: skip
    facilitator.tick("scale", "people")
    facilitator.tick("better", "up")
    facilitator.press("Save")
    *rows, newest = [
        (first_of(ago), value) for ago, value in zip(range(8, 0, -1), (*VALUES, LAST), strict=True)
    ]
    lines = [f"{day.isoformat()},{value},{PEOPLE}" for day, value in rows]
    take_in(facilitator, folder, [*lines[:-1], "soon,18,40"])
    assert "Nothing was taken in." in facilitator.sees
    assert "Line 8" in facilitator.sees
    facilitator.go("Back to the pilot")
    take_in(facilitator, folder, lines)
    assert "7 values were taken in." in facilitator.sees
    facilitator.go("Enter a value: People who come")
    facilitator.type_day("day", newest[0])
    facilitator.type(number=str(newest[1]), people=str(PEOPLE))
    facilitator.press("Save")


def take_in(facilitator: Walker, folder, lines: list[str]) -> None:
    listed = folder / "values.csv"
    listed.write_text("\n".join(["day,value,people", *lines]))
    facilitator.go("Take in a list of values: People who come")
    facilitator.visitor.page.set_input_files("[name=file]", listed)
    facilitator.visitor.expects_error = True
    facilitator.press("Save")
    facilitator.visitor.expects_error = False


def first_of(months_ago: int) -> datetime.date:
    today = datetime.date.today()
    number = today.year * 12 + today.month - 1 - months_ago
    return datetime.date(number // 12, number % 12 + 1, 1)


def try_a_cycle(facilitator: Walker, said: str) -> None:
    """Planned because of what somebody said and of what is measured, and ended with what was learnt."""
    today = datetime.date.today()
    facilitator.go("Plan a cycle")
    facilitator.type(plan="One Monday, with six people.")
    facilitator.type_day("starts_on", today - 40 * A_DAY)
    facilitator.visitor.page.get_by_label("People who come", exact=True).check(force=True)
    facilitator.visitor.page.get_by_label(said, exact=True).check(force=True)
    facilitator.press("Save")
    facilitator.go("One Monday, with six people.")
    facilitator.type(did="Nine came.", studied=LEARNT, acted="We ask each to bring a friend.")
    facilitator.tick("end", "adapt")
    facilitator.type_day("ended_on", today - 10 * A_DAY)
    facilitator.press("Save")
    assert "Adapt" in facilitator.sees


# --- Who reads it ------------------------------------------------------------------------------


def reads_the_decision(reader: Walker, said: str) -> None:
    assert missing(opened(reader), REASONS, WORRY, ANSWER, BEGUN, RESULT, said) == []


def missing(sees: str, *words: str) -> list[str]:
    """Which of these words a page does not say."""
    return [one for one in words if one not in sees]


def opened(reader: Walker) -> str:
    """All that the page says, folded away or not."""
    folded = reader.visitor.page.locator("main details:not([open]) > summary")
    while folded.count():
        folded.first.click()
    return reader.look().sees


def reads_the_pilot(reader: Walker, title: str, name: str, said: str) -> None:
    """The drawings, the same as tables, and what was learnt."""
    reader.open("/what-changed/").go("The pilot").go(name)
    page = reader.visitor.page
    sees = opened(reader)
    assert missing(
        sees, title, "Three of nine", "A link worker", "Officers open doors", LEARNT, said, "Adapt",
        "Go on at", "8 values. The first is 12, the last 22, the middle one 16.5.",
    ) == []  # fmt: skip
    assert str(PEOPLE) not in sees
    assert page.locator("svg[role=img]").count() == 2
    table = page.locator("table", has_text="By what was set before").inner_text().split()
    assert [number for number in map(str, (*VALUES, LAST)) if number not in table] == []


def comes_back(reader: Walker, receipt: str, said: str, step: str, name: str) -> None:
    """With the receipt of what it began with."""
    reader.open("/feedback/receipt/").type(receipt=receipt)
    reader.press("Go on")
    assert missing(reader.sees, said, DECIDED, step, f"It is being tried: {name}") == []
    reader.go(step)
    assert RESULT in reader.sees


def is_printed(reader: Walker, said: str) -> None:
    """To hang up, and for those who pay: each on one side of A4."""
    for address in ("for-commissioners", "noticeboard"):
        pdf = reader.open(f"/what-changed/{address}/").visitor.page.pdf(prefer_css_page_size=True)
        assert pages_of(pdf) == 1, address
    assert said in reader.sees
