"""Trying a question in a real browser, and what the demo prints for newcomers."""

import re

import pytest

from demo.questions import WAITING
from tests.browser import page_types
from tests.browser.test_accessibility import violations
from tests.browser.visitor import NARROW, PHONE

LIST = "/members/questions/"


def the_waiting_one(visitor):
    """The address of the question that the demo leaves to be tried."""
    visitor.open(LIST).page.get_by_role("link", name=WAITING.question).click()
    return visitor.path


def press(visitor, name):
    visitor.page.get_by_role("button", name=name).first.click()
    visitor.page.wait_for_load_state()


@pytest.mark.parametrize("size", [None, NARROW])
def test_axe_finds_nothing_where_questions_are_tried_and_opened(visit, size):
    visitor = (visit(size=size) if size else visit()).sign_in_with_one_step("Rhys Morgan")
    one = the_waiting_one(visitor)
    found: set[str] = set()
    for path in (LIST, one, f"{one}rehearse/", f"{one}rehearse/say/", f"{one}close/"):
        found |= violations(visitor.open(path))
        assert visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path

    assert found == set()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_whole_way_can_be_rehearsed(visit, scripts):
    visitor = visit(size=PHONE, javascript=scripts).sign_in_with_one_step("Rhys Morgan")
    one = the_waiting_one(visitor)
    page = visitor.page
    page.get_by_role("link", name="Try the whole way").click()
    page.get_by_role("link", name="Say what you think").click()
    press(visitor, "Start")
    page.get_by_label("Your answer").fill("A coat. I was on B wing and it was June when I went in.")
    page.get_by_label("Show them here", exact=False).first.check()
    page.wait_for_timeout(2100)  # nobody writes that quickly
    press(visitor, "Check what you wrote")
    assert "This could tell who you are" in page.inner_text("main")
    for detail in page.get_by_label("Take it out").all():
        detail.check()
    press(visitor, "Put it in the box")
    assert "It is in the box" in page.inner_text("main")
    assert "This is a rehearsal" in page.inner_text("main")
    press(visitor, "I have written it down")
    assert "You have gone the whole way" in page.inner_text("main")
    assert visitor.path == f"{one}rehearse/say/"


def printed(site):
    """The numbers that `make run` prints: two receipts, and codes to answer, to vote, to come to an event."""
    guide = (site.data / "guide.txt").read_text()
    return re.findall(r"^ {4}((?:\d{3} ){4,5}\d{3})\b", guide, re.M)


def test_what_the_demo_prints_works(site, visit):
    answered, returned, code, voting_code, place = printed(site)
    for receipt, shown in ((answered, "By "), (returned, "Could you take out the name of the house")):
        visitor = visit().open("/feedback/receipt/")
        visitor.page.get_by_label("Your number").fill(receipt)
        visitor.page.locator("main form button").first.click()
        visitor.page.wait_for_load_state()
        assert shown in visitor.page.inner_text("main")
    visitor = visit().open("/feedback/worth-your-time/say/")
    press(visitor, "Start")
    visitor.page.get_by_label("The code on your slip").fill(code)
    visitor.page.get_by_label("Your answer").fill("A quiet word before, not after.")
    visitor.page.get_by_label("Show them here", exact=False).first.check()
    visitor.page.wait_for_timeout(2100)
    press(visitor, "Check what you wrote")

    assert "Put it in the box" in visitor.page.inner_text("main")

    visitor = visit().open("/vote/")
    visitor.page.get_by_label("Your code").fill(voting_code)
    visitor.page.locator("main form button").first.click()
    visitor.page.wait_for_load_state()
    assert "sign a written promise" in visitor.page.inner_text("main")

    visitor = visit().open("/events/place/")
    visitor.page.get_by_label("Your code").fill(place)
    visitor.page.locator("main form button").first.click()
    visitor.page.wait_for_load_state()
    assert "meet.demo.example/first-week" in visitor.page.inner_text("main")


def test_a_topic_leads_to_its_question_and_back(site, visit):
    past, _coming, _going_on = page_types.events(site)
    visitor = visit().open(past)
    visitor.page.get_by_role("link", name="When should a link worker first come to see you?").click()
    assert visitor.path == "/feedback/when-to-start/"
    visitor.page.get_by_role("link", name="When to step in").click()

    assert visitor.path == past
