"""What people with lived experience of prison read to say something and come back: grade 4 at most."""

import re

import pytest

from cms.reading_grade import FOR_EVERYONE, grade_of_html
from feedback.letterbox import emptying, nonces
from feedback.threads import keys, saying
from feedback.threads.enums import State
from tests.factories.threads import ContributionFactory, PublishedFactory, ThreadFactory
from tests.threads.ways import begun, came_back, sent, written
from tests.threads.writer import Writer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("box", "patient")]

#: Said by somebody else: the question, what was written, who reads.
SAID = "They came late."


def too_hard(page: Writer) -> tuple[float, list[str]] | None:
    """The grade of a page and its hardest sentences, if it is above the limit."""
    main = page.html.split("<main")[1].split("</main>")[0]
    main = re.sub(r"<(option|dd|svg)\b.*?</\1>", " ", main, flags=re.DOTALL)  # names, dates, drawings
    grade = grade_of_html(f"<main{main}</main>")
    if not grade.is_above(FOR_EVERYONE):
        return None
    return round(grade.level, 1), [sentence.text for sentence in grade.hardest]


@pytest.fixture
def thread():
    return ThreadFactory(
        question="What helped you?",
        readers=[{"name": "Rhys Morgan", "role": "facilitator", "from_prison": False}],
        can_change="when visits start",
        who_decides="The pilot group",
        asks_faces="How was it?",
    )


def pages_of_saying(thread):
    yield "before", Writer().open(f"/feedback/{thread.slug}/say/")
    yield "words", begun(thread)
    yield "words again", begun(thread).press("check")
    yield "too long", begun(thread).fill(words="No. " * 1500, allows="both").press("check")
    yield "check", written(thread, SAID)
    yield "check with details", written(thread, "My son Jamie. My mum Ann. At HMP Leeds.").press("send")
    yield "check with risk", written(thread, "I want to kill myself.")
    yield "check, allows neither", written(thread, SAID, allows="neither")
    yield "receipt", sent(thread, SAID)
    yield "written down", sent(thread, SAID).press("written")
    writer = sent(thread, SAID)
    pressed = Writer().open(writer.address).press("start").sent_by("check")
    yield "not ours", Writer(address=writer.address).send_again({**pressed, "token": "x"})
    closed = ThreadFactory(question="What helped you?", closes_on="2020-01-01")
    yield "closed", Writer().open(f"/feedback/{closed.slug}/say/")


def pages_of_coming_back(thread):
    yield "enter", Writer().open("/feedback/receipt/")
    for typed in ("", "123", "123 456 789 012 345", "753 573 349 428 530 092"):
        yield f"typed {typed}", came_back(typed)
    receipt = sent(thread, SAID).receipt
    yield "nothing yet", came_back(receipt)
    emptying.empty()
    yield "held", came_back(receipt)
    yield "everything", came_back(receipt).press("everything")
    yield "reply", came_back(receipt).press("reply")
    yield "reply sent", came_back(receipt).press("reply").fill(words=SAID).press("send-reply")
    yield "change", came_back(receipt).press("change")
    yield "change checked", came_back(receipt).press("change").press("check")
    yield "change sent", came_back(receipt).press("change").press("check").press("send-change")
    yield "withdraw", came_back(receipt).press("withdraw")
    yield "withdrawal sent", came_back(receipt).press("withdraw").press("send-withdrawal")
    yield "withdrawn at once", came_back(receipt).press("withdraw").press("withdraw-at-once")
    yield "withdrawn", came_back(receipt)
    yield "finished", came_back(receipt).press("finish")
    for state in State:
        receipt = nonces.receipt_of(nonces.new())
        more = {"state": state, "said": SAID, "reason": "off-topic" if state == State.DECLINED else ""}
        factory = PublishedFactory if state == State.PUBLISHED else ContributionFactory
        factory(thread=thread, receipt_index=saying.receipt_index(receipt), **more)
        yield f"state {state}", came_back(receipt)


def pages_of_readers():
    key = keys.written(PublishedFactory(said=SAID).pk)
    for name in ("report", "too"):
        page = Writer().open(f"/feedback/words/{key}/{name}/")
        yield name, page
        yield f"{name} told", page.fill(reason="other").press_button()


def test_every_page_on_which_one_says_something_reads_easily(thread):
    hard = {name: found for name, page in pages_of_saying(thread) if (found := too_hard(page))}
    assert hard == {}


def test_every_page_on_which_one_comes_back_reads_easily(thread):
    hard = {name: found for name, page in pages_of_coming_back(thread) if (found := too_hard(page))}
    assert hard == {}


def test_every_page_on_which_a_reader_says_something_reads_easily():
    hard = {name: found for name, page in pages_of_readers() if (found := too_hard(page))}
    assert hard == {}
