"""Making subject, text and HTML of a mail from its templates.

A template ``invitation`` is three files in ``templates/mailing``:
``invitation.subject.txt``, ``invitation.txt``, ``invitation.html``.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template import Context, Template, TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.translation import override

from mailing.letterhead import letterhead

_NAME = re.compile(r"[a-z0-9_-]+(?:/[a-z0-9_-]+)*")
_SUBJECT, _TEXT, _HTML = ".subject.txt", ".txt", ".html"
LONGEST_SUBJECT = 120


@dataclass(frozen=True)
class RenderedMail:
    """A mail ready to be sent: its subject is one line."""

    subject: str
    text: str
    html: str


def render(template: str, context: dict[str, Any], language: str) -> RenderedMail:
    """Subject, text and HTML of a mail.

    The subject is not given the context: it shows on locked screens and in
    lists, so it names the programme and nothing that a person or a row says.

    Raises:
        TemplateDoesNotExist: one of the three files is missing.
    """
    head = letterhead()
    furniture = {"programme": head.programme, "programme_line": head.line, "site_address": settings.BASE_URL}
    with override(language):
        furniture["mail_language"] = language.partition("-")[0]
        everything = {**context, **furniture}
        return RenderedMail(
            subject=one_line(_plain(template + _SUBJECT, furniture)),
            text=_without_gaps(_plain(template + _TEXT, everything)),
            html=_template(template + _HTML).render(Context(everything)),
        )


def must_exist(template: str) -> None:
    """Refuse a template that does not have all its files.

    Raises:
        TemplateDoesNotExist: one of them is missing, or the name is none.
    """
    if _NAME.fullmatch(template) is None:
        raise TemplateDoesNotExist(template)
    for ending in (_SUBJECT, _TEXT, _HTML):
        _template(template + ending)


def one_line(text: str) -> str:
    """Text fit for a header: one line, nothing that could start another."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(printable.split())[:LONGEST_SUBJECT]


def _plain(name: str, context: dict[str, Any]) -> str:
    # In plain text "&amp;" would be read as it stands.
    return _template(name).render(Context(context, autoescape=False))


def _template(name: str) -> Template:
    found: Any = get_template(f"mailing/{name}")
    template: Template = found.template
    return template


def _without_gaps(text: str) -> str:
    # "-- " with its space is how mail programs know a signature (RFC 3676).
    lines = [line if line == "-- " else line.rstrip() for line in text.strip().splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"
