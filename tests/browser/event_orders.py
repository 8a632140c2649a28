"""What the keeper beside a served demo does for an event: lets its day come and go, and writes on."""

import datetime
from collections.abc import Callable

from django.utils import timezone

from consultations.events.check.rows import Check
from consultations.events.models import EventPage
from feedback.letterbox import nonces
from feedback.moderation import publishing
from feedback.moderation.models import Item
from feedback.threads import saying
from feedback.threads.models import Thread
from feedback.threads.said import REMARK, Said
from people.models import Person

#: What two others say about the draft, so that there are enough to be passed on together.
REMARKS = ("You left out the biscuits.", "It was a Tuesday.")
SHORT = "Put the kettle on before anybody asks a question."


def _person(name: str) -> Person:
    return Person.objects.get(email=f"{name}@demo.example")


def hold(number: str) -> str:
    """It began an hour ago."""
    began = (timezone.localtime() - datetime.timedelta(hours=1)).replace(second=0, microsecond=0)
    return _moved(number, began)


def end(number: str) -> str:
    """It was ten weeks ago, so that other tests do not meet it among the events of these days."""
    return _moved(number, timezone.localtime().replace(hour=12, minute=0) - datetime.timedelta(weeks=10))


def _moved(number: str, begins: datetime.datetime) -> str:
    page = EventPage.objects.get(pk=number).get_latest_revision_as_object()
    page.day, page.time = begins.date(), begins.time().replace(second=0, microsecond=0)
    page.save_revision().publish(user=_person("nia"))
    return "moved"


def write(number: str) -> str:
    """Imran Qureshi writes the reading on one page."""
    researcher = _person("imran")
    page = EventPage.objects.get(pk=number).get_latest_revision_as_object()
    page.in_short = [("text", f"<p>{SHORT}</p>")]
    page.save_revision(user=researcher)
    return "written"


def step(number: str) -> str:
    """Which step of the workflow it stands at, or "published"."""
    task = EventPage.objects.get(pk=number).current_workflow_task
    return type(task.specific).__name__ if task is not None else "published"


def say_beside(number: str) -> str:
    """Two who took part say something about all of the draft, too."""
    thread = _thread(number)
    for words in REMARKS:
        saying.say(thread, Said(words=words, kind=REMARK, may_show=True), nonce=nonces.new())
    return "said"


def pass_on(number: str) -> str:
    """Let everything go that was said about the draft; gives how much."""
    items = list(Item.objects.filter(contribution__thread=_thread(number), open=True))
    for item in items:
        publishing.publish(item, by=_person("rhys"), version=item.version)
    return str(len(items))


def _thread(number: str) -> Thread:
    return Thread.objects.get(slug=Check.objects.get(page=number).thread)


ORDERS: dict[str, Callable[..., str]] = {
    "event-hold": hold, "event-end": end, "event-write": write, "event-step": step,
    "event-say-beside": say_beside, "event-pass-on": pass_on,
}  # fmt: skip
