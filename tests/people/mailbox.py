"""What waits in the mail, opened as the worker will open it."""

import re
from dataclasses import dataclass

from mailing import sealed
from mailing.models import Message
from mailing.rendering import render


@dataclass(frozen=True)
class Letter:
    to: str
    template: str
    subject: str
    text: str
    html: str

    @property
    def link(self) -> str:
        """The path of the first address in the letter."""
        return re.search(r"https?://[^/\s]+(/members/\S+)", self.text).group(1)


def letters() -> list[Letter]:
    """Everything waiting to be sent, oldest first."""
    opened = []
    for message in Message.objects.exclude(contents=b"").order_by("pk"):
        to, context = sealed.unlock(bytes(message.contents), reference=message.reference.bytes)
        mail = render(message.template, context, message.language)
        opened.append(Letter(to, message.template, mail.subject, mail.text, mail.html))
    return opened


def last() -> Letter:
    return letters()[-1]
