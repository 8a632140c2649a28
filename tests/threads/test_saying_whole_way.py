"""From the first page to the receipt, out of the box, back with the receipt, and the words gone."""

import pytest
from django.test import Client

from codes.numbers import check
from feedback.letterbox import emptying
from feedback.letterbox.models import Envelope
from feedback.threads.enums import State
from feedback.threads.models import Contribution
from tests.factories.threads import ThreadFactory
from tests.threads.ways import WORDS, came_back, sent
from tests.threads.writer import Writer

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("box", "patient")]


def test_the_way_from_the_first_page_to_the_receipt():
    thread = ThreadFactory()
    writer = Writer().open(f"/feedback/{thread.slug}/say/")
    assert (writer.status, writer.heading) == (200, "Before you write")

    writer.press("start")
    assert (writer.status, writer.heading) == (200, thread.question)

    writer.fill(words=WORDS, allows="both").press("check")
    assert (writer.status, writer.heading) == (200, "Check what you wrote")
    assert "They came two days" in writer.words

    writer.press("send")
    assert (writer.status, writer.heading) == (200, "It is in the box")
    assert check(writer.receipt)
    assert WORDS.split()[0] not in writer.words
    assert Envelope.objects.count() == 1


def test_what_was_sent_is_delivered_at_the_emptying_and_found_with_the_receipt():
    thread = ThreadFactory()
    receipt = sent(thread, role_group="family", stage="in-custody", other="on").receipt
    assert came_back(receipt).heading == "Nothing here yet"
    emptying.empty()

    row = Contribution.objects.get()
    assert (row.thread, row.state, row.role_group, row.stage.key) == (
        thread, State.HELD, "family", "in-custody",
    )  # fmt: skip
    assert (row.may_show, row.may_research, row.for_somebody_else, row.on_paper) == (True, True, True, False)
    back = came_back(receipt)
    assert back.heading == "We have your words"
    assert "I did not take in a word of it." in back.words


def test_one_comes_back_from_another_device():
    phone = Writer(Client(REMOTE_ADDR="198.51.100.9", headers={"user-agent": "An old phone"}))
    phone.open(f"/feedback/{ThreadFactory().slug}/say/").press("start")
    receipt = phone.fill(words=WORDS, allows="both").press("check").press("send").receipt
    assert not phone.client.cookies
    emptying.empty()

    library = Client(REMOTE_ADDR="203.0.113.7", headers={"user-agent": "A library", "accept-language": "cy"})
    back = Writer(library).open("/feedback/receipt/").fill(receipt=receipt).press("open")
    assert back.heading == "We have your words"
    assert "I did not take in a word of it." in back.words
    back.press("withdraw").press("send-withdrawal")
    emptying.empty()
    assert Contribution.objects.get().state == State.WITHDRAWN


def test_words_are_taken_back_through_the_box():
    thread = ThreadFactory()
    receipt = sent(thread).receipt
    emptying.empty()
    back = came_back(receipt).press("withdraw").press("send-withdrawal")
    assert back.heading == "We will take your words away"
    assert Contribution.objects.get().state == State.HELD
    emptying.empty()

    row = Contribution.objects.get()
    assert (row.state, bytes(row.held), row.words) == (State.WITHDRAWN, b"", "")
    assert came_back(receipt).heading == "You took this back"
