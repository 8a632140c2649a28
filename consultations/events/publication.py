"""A page as a publication: its date, version, licence and corrections, how it is cited and read.

It is the summary of an event, or what another room says as carefully. Built from a page as it is shown; costs
no query beyond what that costs.
"""

import datetime
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise, cached_property
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from consultations.events import citing
from consultations.events.citing import Issued, Work, name_of
from consultations.events.credits import FundingShown, PersonShown
from consultations.events.licences import Licence
from consultations.events.when import Precision, When

Link = tuple[str, str]

#: Addresses below a page's own at which it is read in another way.
IN_SHORT, EASY_READ, NOTICEBOARD = "in-short", "easy-read", "noticeboard"
#: So many themes tell what it is about.
_KEYWORDS = 8


class Shown(Protocol):
    """What a publication is made from: a page as it is shown."""

    page: Any

    @property
    def can_be_cited(self) -> bool:
        """Whether there is anything to cite."""
        ...

    @property
    def in_a_line(self) -> str:
        """What it is, for a sheet or a short page."""
        ...

    @property
    def theme_names(self) -> list[str]:
        """What it is about."""
        ...

    @property
    def people(self) -> list[PersonShown]:
        """Those who agreed to be named."""
        ...

    @property
    def funding(self) -> list[FundingShown]:
        """Who paid."""
        ...

    @property
    def asked_now(self) -> list[Any]:
        """Questions about it that can be answered now."""
        ...


@dataclass(frozen=True)
class Called:
    """What a kind of page is called where all publications say the same, and where its files are."""

    #: In citations, in English: "Event summary".
    genre: str
    #: "Summary published: %(date)s."
    published: "str | Promise"
    #: Leads from a reading to all of it.
    whole: "str | Promise"
    back: "str | Promise"
    #: Stands before its address on paper.
    stands_here: "str | Promise"
    #: Names of addresses: of a file to cite it by (slug, form), and of its short address (number).
    cite: str
    numbered: str


@dataclass(frozen=True)
class FileShown:
    """A file for a reference manager."""

    name: str
    url: str
    content_type: str


@dataclass(frozen=True)
class CorrectionShown:
    """Something that was put right."""

    day: datetime.date
    what: str
    why: str


@dataclass(frozen=True)
class SentenceShown:
    """A sentence in Easy Read with a drawing of ours, or a picture in place of it."""

    words: str
    drawing: str = ""
    picture: Any = None


@dataclass(frozen=True)
class EasyPartShown:
    """Sentences below a heading; the first part may have none."""

    heading: str
    sentences: list[SentenceShown]


#: End of the address → its name, its kind, what writes it.
FILES = {
    "bib": ("BibTeX", "application/x-bibtex", citing.bibtex),
    "ris": ("RIS", "application/x-research-info-systems", citing.ris),
    "json": ("CSL-JSON", "application/vnd.citationstyles.csl+json", citing.csl),
}


class Publication:
    """What a page says of itself as a publication.

    ``publisher`` is the programme's name, ``reading`` the one that is being read: it is not offered again.
    """

    def __init__(
        self, shown: Any, publisher: str, request: HttpRequest | None = None, *, reading: str = ""
    ) -> None:
        #: A `Shown`; whoever made the page knows more of it.
        self.shown = shown
        self.page = shown.page
        self.called: Called = shown.page.called
        self.publisher = publisher
        self.request = request
        self.reading = reading

    @property
    def is_there(self) -> bool:
        """Whether there is anything to cite."""
        return bool(self.shown.can_be_cited)

    @cached_property
    def work(self) -> Work:
        """What is cited."""
        page = self.page
        return Work(
            title=page.title,
            url=address_of(page),
            publisher=self.publisher,
            issued=issued(page.appeared),
            authors=[
                name_of(person.name, person.cited_as, orcid=person.orcid, affiliation=person.affiliation)
                for person in self.shown.people
                if person.is_author
            ],
            version=page.version,
            language=page.lang,
            abstract=page.introduction,
            keywords=self.shown.theme_names[:_KEYWORDS],
            licence=self.licence_address,
            note=" ".join(_funded_by(funding) for funding in self.shown.funding),
            genre=self.called.genre,
        )

    @property
    def tags(self) -> list[tuple[str, str]]:
        """Tags of the page's head; none while there is nothing to cite."""
        return citing.tags(self.work) if self.is_there else []

    @property
    def apa(self) -> SafeString:
        """The line in the style of the American Psychological Association."""
        return citing.apa(self.work)

    @property
    def vancouver(self) -> str:
        """The line in Vancouver style, looked at today."""
        return citing.vancouver(self.work, timezone.localdate())

    @property
    def files(self) -> list[FileShown]:
        """Files for reference managers."""
        if not self.is_there:
            return []
        return [
            FileShown(name, reverse(self.called.cite, args=[self.page.slug, form]), content_type)
            for form, (name, content_type, _writes) in FILES.items()
        ]

    @property
    def date_text(self) -> str:
        """When it appeared: "October 2022"."""
        appeared = self.page.appeared
        return capfirst(appeared.text) if appeared else ""

    @property
    def published_text(self) -> str:
        """The same as a sentence; empty while it has not appeared."""
        return str(self.called.published) % {"date": self.date_text} if self.date_text else ""

    @property
    def put_here_text(self) -> str:
        """When an older piece was put on this site: "14 July 2026"; empty for any other."""
        if not self.page.original_date or not self.page.summarised_on:
            return ""
        return When(Precision.DAY, self.page.summarised_on).text

    @property
    def licence(self) -> str:
        """The name of its licence; empty if others have to ask."""
        return str(Licence(self.page.licence).label) if self.licence_address else ""

    @property
    def licence_address(self) -> str:
        """Where its licence stands."""
        known = self.page.licence in Licence.values
        return Licence(self.page.licence).address if known else ""

    @cached_property
    def corrections(self) -> list[CorrectionShown]:
        """What was put right, the latest first. One whose day is not filled in yet is still being written."""
        found = [
            CorrectionShown(block.value["day"], block.value["what"], block.value["why"])
            for block in self.page.corrections
            if block.value["day"]
        ]
        return sorted(found, key=lambda correction: correction.day, reverse=True)

    @property
    def corrected_on(self) -> datetime.date | None:
        """The day of the latest correction."""
        return self.corrections[0].day if self.corrections else None

    @property
    def readings(self) -> list[Link]:
        """Other ways to read it, each with its address."""
        ways = [
            (_("On one page"), IN_SHORT),
            (_("In Easy Read"), EASY_READ),
            (_("Printed, for a noticeboard"), NOTICEBOARD),
        ]
        return [
            (name, f"{self.address}{way}/")
            for name, way in ways
            if way != self.reading and self.page.has_reading(way)
        ]

    @cached_property
    def address(self) -> str:
        """Where the whole of it is read."""
        return self.page.get_url(self.request) or ""

    @cached_property
    def easy_read(self) -> list[EasyPartShown]:
        """The Easy Read version, by its headings. Two queries where it has pictures."""
        pictures = [block.value["picture"] for block in self.page.easy_read if block.block_type == "sentence"]
        if any(pictures):
            prefetch_related_objects([picture for picture in pictures if picture], "renditions")
        parts: list[EasyPartShown] = []
        for block in self.page.easy_read:
            if block.block_type == "heading":
                parts.append(EasyPartShown(block.value, []))
                continue
            if not parts:
                parts.append(EasyPartShown("", []))
            value = block.value
            shown = SentenceShown(value["words"], value["drawing"] or "", value["picture"])
            parts[-1].sentences.append(shown)
        return parts

    @cached_property
    def recording(self) -> str:
        """The address of the recording; empty without one. One query with one."""
        return self.page.recording.url if self.page.recording_id and self.page.recording else ""


def issued(when: When | None) -> Issued | None:
    """A date as citations have it: no more exact than it is known."""
    if when is None:
        return None
    day = when.day
    return Issued(day.year, day.month, day.day if when.precision is Precision.DAY else None)


def address_of(page: Any) -> str:
    """The whole main address of a page, the same whoever asks in whatever language."""
    with translation.override(settings.LANGUAGE_CODE):
        return urljoin(f"{settings.BASE_URL}/", page.get_url() or "")


def short_address_of(page: Any) -> str:
    """An address short enough to type from paper, which leads to the page wherever it is moved."""
    with translation.override(settings.LANGUAGE_CODE):
        return f"{settings.BASE_URL}{reverse(page.called.numbered, args=[page.pk])}"


def _funded_by(funding: Any) -> str:
    number = f" ({funding.reference})" if funding.reference else ""
    return f"Funded by {funding.funder}{number}."
