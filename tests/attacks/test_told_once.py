"""Two workers remind at the same moment, and everybody gets one mail; what it says is for its reader."""

import datetime
import threading
from collections import Counter
from collections.abc import Callable

import pytest
from django.core import mail
from django.db import connections
from django.utils import timezone

from background.worker import Worker
from consultations.registrations import hearing, joining, reminding
from consultations.registrations.enums import Matter
from consultations.registrations.models import News, Registration
from people.permission_groups import PermissionGroup
from tests.factories.people import PersonFactory
from tests.factories.registrations import guest, open_event

LINK = "https://meet.example.org/otterslide"


def together(workers: int, run: Callable[[], object]) -> None:
    """Begin at the same moment in so many threads, each with a connection of its own."""
    start, errors = threading.Barrier(workers), list[BaseException]()

    def work() -> None:
        start.wait()
        try:
            run()
        except BaseException as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _worker in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert errors == []


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_two_workers_remind_everybody_once(monkeypatch):
    monkeypatch.setattr("consultations.registrations.telling.TOGETHER", 3)  # so that they meet in between
    event = open_event(8, days=7, first_published_at=timezone.now())
    joining.write(event, LINK, by=PersonFactory(group=PermissionGroup.FACILITATOR))
    for number in range(10):
        guest(event, f"Zebrafinch {number}", email=f"g{number}@example.org", phone=f"0300 {number:04}")
    Worker(once=True).run()
    News.objects.update(day=timezone.localdate() - datetime.timedelta(days=30))
    mail.outbox.clear()

    def remind() -> None:
        reminding.remind_due()
        Worker(once=True).run()

    together(2, remind)
    inside = [f"g{number}@example.org" for number in range(8)]
    assert Counter(message.to[0] for message in mail.outbox) == Counter(inside)
    assert News.objects.filter(matter=Matter.WEEK_BEFORE).count() == 8
    for message in mail.outbox:
        words = "".join([message.subject, message.body, message.alternatives[0].content])
        assert "otterslide" in words, "they have a place"
        for other in ("Zebrafinch", "0300 ", "@example.org"):
            assert other not in words.replace(message.to[0], "")

    # The place changes: those who wait hear of it too, once, and not how to join.
    mail.outbox.clear()
    event.where = "The Town Hall"
    event.save_revision().publish()

    def tell() -> None:
        hearing.tell_those_listed.call(event.pk)
        Worker(once=True).run()

    together(2, tell)
    assert Counter(message.to[0] for message in mail.outbox) == Counter(
        [*inside, "g8@example.org", "g9@example.org"]
    )
    told = {message.to[0]: message for message in mail.outbox}
    for number, message in enumerate(told[f"g{number}@example.org"] for number in range(10)):
        files = b"".join(part.get_payload(decode=True) for part in message.attachments).decode()
        words = "".join([message.subject, message.body, message.alternatives[0].content, files])
        assert ("otterslide" in words.replace("\r\n ", "")) is (number < 8)
    assert not Registration.objects.exclude(news__matter=Matter.CHANGED).exists()
