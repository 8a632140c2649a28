"""A draft that is being checked, and everything that those who took part see of it, as a browser gets it."""

import datetime
import re
from collections.abc import Iterator

from django.utils import timezone

from consultations.events.check import checking, drafts
from consultations.events.check.checking import Opened
from consultations.events.models import Check, EventPage
from people.permission_groups import PermissionGroup
from tests.factories.events import EventFactory, point, record, topic
from tests.factories.people import PersonFactory
from tests.threads.writer import Writer

CHECK = "/events/check/"
POINT = "A link worker came on day three."
REMARK = "It was day five, not day three."


def in_days(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def drafted() -> EventPage:
    """An event that was held and announced; its summary is a draft that nobody outside reads."""
    event = EventFactory(title="What would help")
    event.record = record(topic("When to step in", [point(POINT), point("Nobody asked twice.")]))
    event.save_revision()
    return event


def opened_for(page: EventPage) -> Opened:
    researcher = PersonFactory(group=PermissionGroup.RESEARCHER)
    return checking.open_check(page, closes_on=in_days(14), by=researcher)


def at_the_draft(code: str) -> Writer:
    return Writer().open(CHECK).fill(code=code).press("open")


def key_of(check: Check, text: str) -> str:
    return next(one.key for one in drafts.draft_of(check).paragraphs if one.text == text)


def value(page: Writer, name: str) -> str:
    return next(one.get("value") for one in page.main.iter() if one.get("name") == name)


def begun(reader: Writer, about: str) -> Writer:
    """Press the button below a paragraph."""
    sent = {"admitted": value(reader, "admitted"), "step": "start", "about": about}
    reader.address = re.search(r'action="(/feedback/[^"]+)"', reader.html)[1]  # type: ignore[index]
    return reader.send_again(sent)


def remark_on(reader: Writer, about: str, words: str) -> Writer:
    """From the draft into the box, as a browser without script does."""
    return begun(reader, about).fill(words=words).press("check").press("send")


def every_page() -> Iterator[tuple[str, Writer]]:
    """Each page of the way, by name."""
    opened = opened_for(drafted())
    about = key_of(opened.check, POINT)
    yield "draft: code", Writer().open(CHECK)
    yield "draft: wrong code", at_the_draft("123")
    yield "draft", at_the_draft(opened.code)
    yield "draft: words", begun(at_the_draft(opened.code), about)
    yield "draft: all of it", begun(at_the_draft(opened.code), "all")
    yield "draft: nothing said", begun(at_the_draft(opened.code), about).press("check")
    yield "draft: check", begun(at_the_draft(opened.code), about).fill(words=REMARK).press("check")
    yield "draft: receipt", remark_on(at_the_draft(opened.code), about, REMARK)
    yield "draft: sent", remark_on(at_the_draft(opened.code), about, REMARK).press("written")
