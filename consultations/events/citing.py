"""A summary as others cite it: a line to copy in two styles, three files for reference managers, tags.

Written out for one kind of work, a report that stands on the web. Pure: no query, no page. Styles and
formats are English and mean the same everywhere, so nothing here is translated. Sources: APA's manual
(7th edition, sections 8 to 10), the NLM's "Citing Medicine" (chapter 25), BibTeX's ``@techreport``, RIS as
reference managers read it, CSL-JSON 1.0, and the tags that Zotero's "Embedded Metadata" looks for.
"""

import datetime
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
#: Small words that belong to the family name that follows them.
_PARTICLES = frozenset(
    word
    for line in (
        "af al ap av bin bint da das de del della den der di do",
        "dos du el ibn la le ten ter van von y zu",
    )
    for word in line.split()
)
_SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})
#: So many authors are all named in the style of APA; of more, the first 19 and the last.
_APA_NAMES = 20
#: So many are named in Vancouver style before "et al".
_VANCOUVER_NAMES = 6
#: What LaTeX would take for an order. Braces have to stay balanced, so none stands alone.
_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "$&%#_"},
}

#: What stands in place of a sign of this kind: breaks and control characters, and signs nobody sees.
_WITHOUT = {"Cc": " ", "Zl": " ", "Zp": " ", "Zs": " ", "Cf": ""}


@dataclass(frozen=True)
class Name:
    """Somebody, or with ``given`` empty a body, that wrote something."""

    family: str
    given: str = ""
    #: "0000-0002-1825-0097"
    orcid: str = ""
    affiliation: str = ""

    @property
    def turned(self) -> str:
        """Family name first: "Tierney, Stephanie"."""
        return f"{self.family}, {self.given}" if self.given else self.family

    @property
    def initials(self) -> list[str]:
        """Of the given names, hyphens kept: ["M.-J.", "A."]."""
        return [
            "-".join(f"{part[0].upper()}." for part in name.split("-") if part)
            for name in self.given.split()
            if name.strip("-.")
        ]


def name_of(name: str, cited_as: str = "", *, orcid: str = "", affiliation: str = "") -> Name:
    """Read a name as people write it; ``cited_as`` ("Family, Given") says it where that would guess wrong."""
    told = _one_line(cited_as)
    if told:
        family, _comma, given = (part.strip() for part in told.partition(","))
        return Name(family, given, orcid, affiliation)
    words = _one_line(name).split()
    at = len(words) - 1
    if at > 1 and words[at] in _SUFFIXES:
        at -= 1
    while at > 1 and words[at - 1] in _PARTICLES:
        at -= 1
    if at < 1:
        return Name(" ".join(words), "", orcid, affiliation)
    return Name(" ".join(words[at:]), " ".join(words[:at]), orcid, affiliation)


@dataclass(frozen=True)
class Issued:
    """When something appeared, as exactly as it is known. A day needs a month."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def parts(self) -> list[int]:
        """Year, month and day, as far as known."""
        return [part for part in (self.year, self.month, self.day) if part is not None]

    def text(self, between: str) -> str:
        """Figures with something between them: "2022-10", "2022/10"."""
        return between.join(f"{part:02}" for part in self.parts)


@dataclass(frozen=True)
class Work:
    """What is cited. An empty text stands for what is not known."""

    title: str
    url: str
    #: Who published it; also its author where nobody is named.
    publisher: str
    issued: Issued | None = None
    authors: Sequence[Name] = ()
    version: str = ""
    #: "en-GB"
    language: str = ""
    abstract: str = ""
    keywords: Sequence[str] = ()
    #: The address of its licence.
    licence: str = ""
    #: "Funded by … (NIHR130247)."
    note: str = ""
    #: What kind of report it is, in English.
    genre: str = "Event summary"

    @property
    def by(self) -> Sequence[Name]:
        """Its authors, or who published it."""
        return self.authors or (Name(self.publisher),)


# --- Lines to copy ----------------------------------------------------------------------------


def apa(work: Work) -> SafeString:
    """The line in the style of the American Psychological Association, 7th edition; the title in italics."""
    published = f" {_stopped(work.publisher)}" if work.authors and work.publisher else ""
    return format_html(
        "{} ({}). <i>{}</i>{}{} {}",
        _stopped(_apa_names(work.by)),
        _apa_date(work.issued),
        _one_line(work.title),
        f" (Version {work.version})." if work.version else _stop_after(work.title),
        published,
        work.url,
    )


def vancouver(work: Work, today: datetime.date) -> str:
    """The line in Vancouver style, as medical journals want it; ``today`` is when it was looked at."""
    names = [_vancouver_name(name) for name in work.by]
    if len(names) > _VANCOUVER_NAMES:
        names = [*names[:_VANCOUVER_NAMES], "et al"]
    published = f"{work.publisher}; " if work.publisher else ""
    return " ".join(
        filter(
            None,
            [
                _stopped(", ".join(names)),
                f"{_one_line(work.title).rstrip('.')} [Internet].",
                f"Version {work.version}." if work.version else "",
                f"{published}{_vancouver_date(work.issued)} [cited {_vancouver_date(_issued_on(today))}].",
                f"Available from: {work.url}",
            ],
        )
    )


def _apa_names(names: Sequence[Name]) -> str:
    told = [f"{name.family}, {' '.join(name.initials)}" if name.initials else name.family for name in names]
    if len(told) > _APA_NAMES:
        return f"{', '.join(told[: _APA_NAMES - 1])}, . . . {told[-1]}"
    if len(told) == 1:
        return told[0]
    return f"{', '.join(told[:-1])}, & {told[-1]}"


def _apa_date(issued: Issued | None) -> str:
    if issued is None:
        return "n.d."
    if issued.month is None:
        return str(issued.year)
    day = f" {issued.day}" if issued.day else ""
    return f"{issued.year}, {_MONTHS[issued.month - 1]}{day}"


def _vancouver_name(name: Name) -> str:
    initials = re.sub(r"[.-]", "", "".join(name.initials))[:2]
    return f"{name.family} {initials}".strip()


def _vancouver_date(issued: Issued | None) -> str:
    if issued is None:
        return "[date unknown]"
    month = f" {_MONTHS[issued.month - 1][:3]}" if issued.month else ""
    return f"{issued.year}{month}{f' {issued.day}' if issued.day else ''}"


def _issued_on(day: datetime.date) -> Issued:
    return Issued(day.year, day.month, day.day)


def _stopped(text: str) -> str:
    return f"{text}{_stop_after(text)}"


def _stop_after(text: str) -> str:
    return "" if text.rstrip().endswith((".", "?", "!")) else "."


# --- Files ------------------------------------------------------------------------------------


def bibtex(work: Work) -> str:
    """An entry for BibTeX and biblatex."""
    issued = work.issued
    fields = {
        "author": " and ".join(_bibtex_name(name) for name in work.by),
        "title": f"{{{_latex(work.title)}}}",
        "institution": _latex(work.publisher),
        "type": _latex(work.genre),
        "year": str(issued.year) if issued else "",
        "month": _MONTHS[issued.month - 1][:3].lower() if issued and issued.month else "",
        "day": str(issued.day) if issued and issued.day else "",
        "version": _latex(work.version),
        "url": _bare_url(work.url),
        "note": _latex(work.note),
        "keywords": _latex(", ".join(work.keywords)),
        "langid": "welsh" if work.language.startswith("cy") else "british",
    }
    # The name of a month is an order of BibTeX's own and stands without braces.
    lines = [
        f"  {name} = {value if name == 'month' else f'{{{value}}}'},\n"
        for name, value in fields.items()
        if value
    ]
    return f"@techreport{{{key_of(work)},\n{''.join(lines)}}}\n"


def ris(work: Work) -> str:
    """A record in the RIS format, which EndNote, Mendeley, Zotero and others read."""
    issued = work.issued
    year, month, day = [*(f"{part:02}" for part in issued.parts), "", "", ""][:3] if issued else ("", "", "")
    lines = [
        ("TY", "RPRT"),
        *(("AU", name.turned) for name in work.by),
        ("TI", work.title),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/" if issued else ""),
        ("PB", work.publisher),
        ("ET", work.version),
        ("AB", work.abstract),
        *(("KW", word) for word in work.keywords),
        ("LA", work.language),
        ("N1", work.note),
        ("UR", work.url),
    ]
    told = "".join(f"{tag}  - {_one_line(value)}\r\n" for tag, value in lines if value)
    return f"{told}ER  - \r\n"


def csl(work: Work) -> str:
    """An item of CSL-JSON, which Zotero, pandoc and citeproc read."""
    item = {
        "id": key_of(work),
        "type": "report",
        "genre": work.genre,
        "title": _one_line(work.title),
        "author": [
            {"family": name.family, "given": name.given} if name.given else {"literal": name.family}
            for name in work.by
        ],
        "issued": {"date-parts": [work.issued.parts]} if work.issued else None,
        "publisher": work.publisher,
        "version": work.version,
        "abstract": _one_line(work.abstract),
        "keyword": ", ".join(work.keywords),
        "language": work.language,
        "note": work.note,
        "URL": work.url,
    }
    kept = {name: value for name, value in item.items() if value}
    return json.dumps([kept], ensure_ascii=False, indent=2) + "\n"


def key_of(work: Work) -> str:
    """What a text cites it by: "tierney2022social". Plain letters and digits only."""
    words = [_plain(word) for word in work.title.split()]
    telling = next((word for word in words if len(word) > 4), next(filter(None, words), ""))
    return f"{_plain(work.by[0].family) or 'event'}{work.issued.year if work.issued else ''}{telling}"


def _plain(text: str) -> str:
    return re.sub(
        r"[^a-z0-9]", "", unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    )


def _bibtex_name(name: Name) -> str:
    if not name.given:
        return f"{{{_latex(name.family)}}}"
    return f"{_whole(name.family)}, {_whole(name.given)}"


def _whole(name: str) -> str:
    """A part of a name; in braces where BibTeX would take it apart."""
    told = _latex(name)
    return f"{{{told}}}" if re.search(r",|\band\b", told) else told


def _latex(text: str) -> str:
    return "".join(_LATEX.get(sign, sign) for sign in _one_line(text))


def _bare_url(url: str) -> str:
    return url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


# --- Tags -------------------------------------------------------------------------------------


def tags(work: Work) -> list[tuple[str, str]]:
    """Name and content of the tags of a page's head: Highwire's for Scholar and Zotero, then Dublin Core."""
    return [
        (name, _one_line(content)) for name, content in (*_highwire(work), *_dublin_core(work)) if content
    ]


def _highwire(work: Work) -> Iterable[tuple[str, str]]:
    yield "citation_title", work.title
    for name in work.by:
        yield "citation_author", name.turned
        yield "citation_author_institution", name.affiliation
        yield "citation_author_orcid", orcid_address(name.orcid)
    yield "citation_publication_date", work.issued.text("/") if work.issued else ""
    yield "citation_technical_report_institution", work.publisher
    yield "citation_publisher", work.publisher
    yield "citation_language", work.language
    yield "citation_keywords", "; ".join(work.keywords)
    yield "citation_abstract", work.abstract
    yield "citation_public_url", work.url
    yield "citation_fulltext_html_url", work.url


def _dublin_core(work: Work) -> Iterable[tuple[str, str]]:
    yield "DC.title", work.title
    for name in work.by:
        yield "DC.creator", name.turned
    yield "DC.date", work.issued.text("-") if work.issued else ""
    yield "DC.publisher", work.publisher
    yield "DC.type", "Text"
    yield "DC.format", "text/html"
    yield "DC.language", work.language
    for word in work.keywords:
        yield "DC.subject", word
    yield "DC.description", work.abstract
    yield "DC.rights", work.licence
    yield "DC.identifier", work.url


def orcid_address(orcid: str) -> str:
    """The whole address of an ORCID iD, which is how it should be shown; nothing for none."""
    return f"https://orcid.org/{orcid}" if orcid else ""


def _one_line(text: Any) -> str:
    """Without line breaks and control characters: no value can begin a line of its own."""
    text = str(text)
    if not text.isprintable():
        text = "".join(_WITHOUT.get(unicodedata.category(sign), sign) for sign in text)
    return " ".join(text.split())
