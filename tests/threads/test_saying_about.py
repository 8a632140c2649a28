"""Saying something about a thing of another room: first what it is about, then the same pages and receipt."""

import pytest

from cms.reading_grade import FOR_EVERYONE
from feedback.letterbox import emptying
from feedback.threads import keys, participation, sockets
from feedback.threads.enums import State
from feedback.threads.models import Contribution, Thread
from feedback.threads.sockets import Part
from tests.factories.threads import PublishedFactory, ThreadFactory
from tests.threads.test_saying_reads_easily import too_hard
from tests.threads.ways import WORDS, begun, came_back, sent, written
from tests.threads.writer import Writer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("box", "patient")]

PARTS = [
    Part("problem", "The problem", "People meet nobody before they leave."),
    Part("change", "What would change", "A visit in the last twelve weeks.\n\nAnd one after."),
    Part("risks", "What could go wrong", ""),
]


@pytest.fixture(autouse=True)
def parts(monkeypatch):
    monkeypatch.setattr(sockets.parts, "_plugs", {"proposal": lambda key: PARTS if key == "7" else []})


@pytest.fixture
def thread() -> Thread:
    return ThreadFactory(
        hosted=True, hangs_on_kind="proposal", hangs_on_key="7", question="What would make it better?"
    )


def delivered() -> Contribution:
    emptying.empty()
    return Contribution.objects.get()


def test_the_words_page_asks_what_it_is_about_with_each_part_as_it_is_now(thread):
    page = begun(thread)
    for said in (
        "What is it about?",
        "The problem",
        "People meet nobody before they leave.",
        "And one after.",
    ):
        assert said in page.words
    assert "Nothing is written here yet." in page.words
    assert [field.get("value") for field in page.main.iter() if field.get("name") == "about"] == [
        "problem", "change", "risks", "all",
    ]  # fmt: skip


def test_the_parts_are_folded_in_and_open_without_script(thread):
    details = [one for one in begun(thread).main.iter() if str(one.tag).endswith("}details")]
    assert len([one for one in details if "now" in one.get("class", "").split()]) == 3
    assert not any("open" in one.attrib for one in details)


def test_an_ordinary_question_asks_nothing_of_the_kind():
    ordinary = ThreadFactory(hangs_on_kind="proposal", hangs_on_key="7")
    assert "What is it about?" not in begun(ordinary).words
    emptied = sent(ordinary)
    assert emptied.receipt
    assert delivered().kind == "answer"


def test_what_is_about_a_part_is_a_suggested_change_to_it(thread):
    assert sent(thread, about="change").receipt
    row = delivered()
    assert (row.kind, row.about, row.state) == ("amendment", "change", State.HELD)


def test_what_is_about_all_of_it_is_a_remark(thread):
    sent(thread, about="all")
    row = delivered()
    assert (row.kind, row.about) == ("remark", "")


def test_whoever_does_not_say_what_it_is_about_is_asked_and_loses_no_word(thread):
    page = begun(thread).fill(words=WORDS, allows="both").press("check")
    assert page.status == 422
    assert "Choose a part. If you are not sure, choose the last one." in page.words
    assert page.typed.strip() == WORDS
    page = begun(thread).fill(words=WORDS, allows="both", about="nonsense").press("check")
    assert page.status == 422


def test_the_check_page_says_what_it_is_about_and_going_back_keeps_it(thread):
    page = written(thread, about="risks")
    assert "What could go wrong" in page.words
    page.press("change")
    assert page.sent_by("check")["about"] == "risks"


def test_a_link_from_a_part_has_it_chosen_already(thread):
    page = Writer().open(f"/feedback/{thread.slug}/say/?part=change").press("start")
    assert page.sent_by("check")["about"] == "change"
    assert "about" not in Writer().open(f"/feedback/{thread.slug}/say/?part=x").press("start").sent_by(
        "check"
    )


def test_whoever_comes_back_reads_what_it_is_about_and_a_change_keeps_that(thread):
    receipt = sent(thread, about="problem").receipt
    emptying.empty()
    page = came_back(receipt)
    assert "A change to: The problem." in page.words
    page.press("change").fill(words="It is worse than that.").press("check").press("send-change")
    emptying.empty()
    row = Contribution.objects.get()
    assert (row.kind, row.about, row.was_changed) == ("amendment", "problem", True)


def test_a_change_of_a_letter_still_in_the_box_keeps_what_it_is_about(thread):
    receipt = sent(thread, about="problem").receipt
    emptying.empty()
    came_back(receipt).press("change").fill(words="First.").press("check").press("send-change")
    came_back(receipt).press("change").fill(words="Second.").press("check").press("send-change")
    emptying.empty()
    assert Contribution.objects.get().about == "problem"


def test_what_is_published_says_what_it_is_about_on_the_page_and_at_its_own_address(thread):
    said = PublishedFactory(thread=thread, kind="amendment", about="problem")
    PublishedFactory(thread=thread, kind="remark")
    page = Writer().open(f"/feedback/{thread.slug}/")
    assert "A change to: The problem." in page.words
    assert "About all of it." in page.words
    assert "A change to: The problem." in Writer().open(f"/feedback/words/{keys.written(said.pk)}/").words


def test_a_slip_is_not_needed_but_says_the_group_of_who_holds_it(thread):
    code = participation.print_sheet(thread, "pwle", 1, last_day=thread.closes_on, by=None).codes[0]
    page = begun(thread).fill(words=WORDS, allows="both", about="problem", code=code).press("check")
    assert page.status == 200
    assert code not in page.html
    assert page.press("send").receipt
    assert delivered().role_group == "pwle"
    again = begun(thread).fill(words=WORDS, allows="both", about="problem", code=code).press("check")
    assert again.status == 422


def test_a_slip_may_be_asked_for():
    by_code = ThreadFactory(hosted=True, hangs_on_kind="proposal", hangs_on_key="7", access="by-code")
    page = begun(by_code).fill(words=WORDS, allows="both", about="problem").press("check")
    assert "Type in the code from your slip." in page.words


def test_these_pages_read_easily(thread):
    pages = {
        "words": begun(thread),
        "not chosen": begun(thread).press("check"),
        "check": written(thread, "They came late.", about="problem"),
        "receipt": sent(thread, "They came late.", about="problem"),
    }
    hard = {name: found for name, page in pages.items() if (found := too_hard(page))}
    assert hard == {}, f"above grade {FOR_EVERYONE}"
