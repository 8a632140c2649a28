"""A real mail server that does as it is told."""

import socket
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from background.worker import Worker
from mailing import letterhead


class Postman:
    """Takes mail; may be told what to answer first, such as "550 no", or "drop" to hang up after DATA."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.at_rcpt: list[str] = []
        self.at_data: list[str] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.at_rcpt:
            answer = self.at_rcpt.pop(0)
            if not answer.startswith("250"):
                return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        answer = self.at_data.pop(0) if self.at_data else "250 taken"
        if not answer.startswith(("250", "drop")):
            return answer
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        self.recipients += envelope.rcpt_tos
        if answer == "drop":
            server.transport.abort()
        return "250 taken"


@pytest.fixture
def postman(settings) -> Iterator[Postman]:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    postman = Postman()
    controller = Controller(postman, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield postman
    controller.stop()


@pytest.fixture
def work() -> Callable[..., None]:
    """Let the worker do all that is due; ``attempts`` times, with every pause over in between."""

    def run(attempts: int = 1, *, whatever_the_hour: bool = False) -> None:
        for attempt in range(attempts):
            if attempt or whatever_the_hour:
                DBTaskResult.objects.filter(status=TaskResultStatus.READY).update(run_after=timezone.now())
            Worker(once=True).run()

    return run


@pytest.fixture(autouse=True)
def _letterhead_of_the_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """The room by itself: no programme is asked for its name (tests/alongside shows that it is).

    Through the tests' own patcher: two that put back in different orders leave one of them behind.
    """
    monkeypatch.setattr(letterhead, "_provider", letterhead._from_settings)
