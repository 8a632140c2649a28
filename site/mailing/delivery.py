"""Handing one mail to the mail server, and what its answers mean."""

import smtplib
import time
from collections.abc import Callable, Iterable
from email.encoders import encode_base64
from email.mime.base import MIMEBase
from email.utils import parseaddr
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import OperationalError
from django_tasks_db.utils import is_locked_database_exception

from mailing.making import Attachment
from mailing.rendering import RenderedMail

#: How long to insist on noting what has happened to a mail, seconds.
INSIST_FOR = 120.0
_BUSY_PAUSE = 0.2


class RefusedForGoodError(Exception):
    """The mail server will never take this mail; ``code`` is its three digits. Its words are not kept."""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code


def deliver(
    to: str,
    mail: RenderedMail,
    reference: UUID,
    *,
    stop_path: str = "",
    attachments: Iterable[Attachment] = (),
) -> None:
    """Hand a mail over; ``stop_path`` is where one click stops such mail.

    Raises:
        RefusedForGoodError: refused with a code from 500 to 599 for this address or this mail.
        Exception: anything else (no answer, "later", a wrong password): worth another attempt.
    """
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        to=[to],
        reply_to=[settings.REPLY_TO] if settings.REPLY_TO else None,
        headers=_headers(reference) | _one_click(stop_path),
        attachments=[_attached(one) for one in attachments],
    )
    message.attach_alternative(mail.html, "text/html")
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as refused:
        _refuse_if_for_good(max(code for code, _ in refused.recipients.values()), refused)
    except smtplib.SMTPDataError as refused:
        _refuse_if_for_good(refused.smtp_code, refused)
    except smtplib.SMTPNotSupportedError as refused:
        raise RefusedForGoodError(550) from refused


def insist(note: Callable[[], None]) -> None:
    """Write down what has happened, waiting while the database is busy: it cannot be made to unhappen.

    Raises:
        OperationalError: the database was busy all the time, or is gone.
    """
    end = time.monotonic() + INSIST_FOR
    while True:
        try:
            note()
        except OperationalError as problem:
            if not is_locked_database_exception(problem) or time.monotonic() > end:
                raise
            time.sleep(_BUSY_PAUSE)
        else:
            return


def _refuse_if_for_good(code: int, refused: smtplib.SMTPException) -> None:
    if 500 <= code < 600:
        raise RefusedForGoodError(code) from refused
    raise refused


def _attached(attachment: Attachment) -> MIMEBase:
    """A file as it is, byte for byte: mail servers may end the lines of plain text as they like."""
    part = MIMEBase(*attachment.kind.split("/"))
    for name, value in attachment.parameters.items():
        part.set_param(name, value)
    part.set_payload(attachment.content)
    encode_base64(part)
    part.add_header("Content-Disposition", "attachment", filename=attachment.name)
    return part


def _headers(reference: UUID) -> dict[str, str]:
    # The address after the @ is the sender's, not the name of this machine.
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    return {
        "Message-ID": f"<{reference.hex}@{domain}>",
        # Out-of-office answers to a machine help nobody (RFC 3834).
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }


def _one_click(path: str) -> dict[str, str]:
    """RFC 8058: a mail program may offer to stop such mail, and does so by one POST to this address."""
    if not path:
        return {}
    return {
        "List-Unsubscribe": f"<{settings.BASE_URL}{path}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
