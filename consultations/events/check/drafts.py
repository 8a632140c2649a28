"""The draft of a summary as those who took part read it: paragraph by paragraph, in plain words.

Read from the revision that was the newest when the check was opened, so that everybody reads the same. Words
that are quoted from feedback are read anew each time, like on the page itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from consultations.events import quoting
from consultations.events.check.rows import Check
from consultations.events.keys import key_of
from consultations.events.paragraphs import paragraphs_of
from consultations.events.reading import topics_in

_HEADING, _TOPIC, _QUOTED = "heading", "topic", quoting.BLOCK


@dataclass(frozen=True)
class ParagraphShown:
    """One paragraph of a draft, or a heading that nothing is said about."""

    #: What a remark calls it (`Contribution.about`); empty for a heading of ours.
    key: str
    number: int
    text: str
    kind: str
    #: What stands in place of words that were quoted and are not shown any more.
    gone: str = ""

    @property
    def label(self) -> str:
        """What it is called where its words are not shown: "Paragraph 3"."""
        return _("Paragraph %(number)d") % {"number": self.number}

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading of ours."""
        return self.kind == _HEADING

    @property
    def is_topic(self) -> bool:
        """Whether it begins a topic."""
        return self.kind == _TOPIC

    @property
    def title(self) -> str:
        """Of a topic: what it is called."""
        return self.text.partition("\n")[0]

    @property
    def rest(self) -> str:
        """Of a topic: what stands below its title."""
        return self.text.partition("\n")[2]

    @property
    def is_quoted(self) -> bool:
        """Whether these are somebody's own words."""
        return self.kind == _QUOTED


@dataclass(frozen=True)
class DraftShown:
    """A draft as a whole."""

    title: str
    when: str
    lang: str
    paragraphs: Sequence[ParagraphShown]


def page_of(check: Check) -> Any:
    """The page as it was when the check was opened; its newest draft, if that revision was cleared away."""
    return check.revision.as_object() if check.revision else check.page.get_latest_revision_as_object()


def draft_of(check: Check) -> DraftShown:
    """The draft of a check. A query for the answers it quotes, or none."""
    page = page_of(check)
    return DraftShown(page.title, capfirst(page.when.text), page.lang, tuple(_numbered(page)))


def _numbered(page: Any) -> Iterator[ParagraphShown]:
    quoted = quoting.quoted(quoting.keys_in(page.record))
    number = 0
    for kind, key, text, gone in _all(page, quoted):
        if kind != _HEADING:
            number += 1
        yield ParagraphShown(key, number, text, kind, gone)


#: Kind, key, words, and what stands in place of words.
_Row = tuple[str, str, str, str]


def _all(page: Any, quoted: Any) -> Iterator[_Row]:
    """Everything that has words, in the order of the page; then its shorter readings."""
    pk = page.pk or 0
    if page.introduction:
        yield "text", key_of(pk, "introduction"), page.introduction, ""
    yield from _record(page, quoted)
    for heading, stream in ((_("On one page"), page.in_short), (_("Easy Read"), page.easy_read)):
        rows = [one for one in paragraphs_of(pk, stream) if one.text]
        if rows:
            yield _HEADING, "", heading, ""
            yield from (("text", one.key, one.text, "") for one in rows)


def _record(page: Any, quoted: Any) -> Iterator[_Row]:
    pk = page.pk or 0
    introductions = {topic.key: (topic.title, topic.introduction) for topic in topics_in(pk, page.record)}
    answers = {key_of(pk, block.id or ""): str(block.value) for block in page.record if _is_quoted(block)}
    for one in paragraphs_of(pk, page.record):
        if one.key in introductions:
            title, introduction = introductions[one.key]
            yield _TOPIC, one.key, "\n".join(filter(None, [title, introduction])), ""
        elif one.key in answers:
            found = quoted[answers[one.key]]
            yield _QUOTED, one.key, found.words, found.gone
        elif one.text:
            yield "text", one.key, one.text, ""


def _is_quoted(block: Any) -> bool:
    return bool(block.block_type == quoting.BLOCK)
