"""How a summary is cited: what each style and format says, read back by the programs that others use."""

import datetime
import json

import bibtexparser
import pytest
import rispy
from bibtexparser.bparser import BibTexParser
from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.events import citing
from consultations.events.citing import Issued, Name, Work, name_of

TODAY = datetime.date(2026, 11, 30)
WORK = Work(
    title="What could social prescribing do for people who have been in prison?",
    url="https://alongside.example.org/events/october-2022/",
    publisher="Alongside",
    issued=Issued(2022, 10),
    authors=(Name("Tierney", "Stephanie", "0000-0002-1825-0097", "University of Oxford"),),
    version="1.1",
    language="en-GB",
    abstract="What 36 people said.",
    keywords=("Timing", "Trust"),
    licence="https://creativecommons.org/licenses/by/4.0/",
    note="Funded by the NIHR (NIHR130247).",
)


def with_authors(*names):
    return Work("Title", "https://example.org/", "Alongside", Issued(2022), [name_of(name) for name in names])


def read_bibtex(text):
    entries = bibtexparser.loads(text, BibTexParser(common_strings=True)).entries
    assert len(entries) == 1
    return entries[0]


def test_apa_names_the_author_the_month_the_title_the_version_and_the_publisher():
    assert citing.apa(WORK) == (
        "Tierney, S. (2022, October). <i>What could social prescribing do for people who have been in"
        " prison?</i> (Version 1.1). Alongside. https://alongside.example.org/events/october-2022/"
    )


def test_apa_joins_two_with_an_ampersand_and_leaves_out_the_middle_of_a_crowd():
    assert citing.apa(with_authors("Mary-Jane Ann Smith", "Kamal R. Mahtani")).startswith(
        "Smith, M.-J. A., &amp; Mahtani, K. R. (2022). <i>Title</i>. Alongside."
    )
    crowd = citing.apa(with_authors(*(f"A{n} B{n}" for n in range(21))))
    assert "B18, A., . . . B20, A. (2022)" in crowd
    assert "B19" not in crowd


def test_without_a_named_author_the_publisher_is_the_author_and_is_not_said_twice():
    nobody = Work("Title?", "https://example.org/", "Alongside")

    assert citing.apa(nobody) == "Alongside. (n.d.). <i>Title?</i> https://example.org/"
    assert json.loads(citing.csl(nobody))[0]["author"] == [{"literal": "Alongside"}]
    assert read_bibtex(citing.bibtex(nobody))["author"] == "{Alongside}"


def test_a_title_cannot_bring_its_own_mark_up():
    assert "<script" not in citing.apa(Work("<script>", "https://example.org/", "Alongside"))


def test_vancouver_says_when_it_was_looked_at():
    assert citing.vancouver(WORK, TODAY) == (
        "Tierney S. What could social prescribing do for people who have been in prison? [Internet]. "
        "Version 1.1. Alongside; 2022 Oct [cited 2026 Nov 30]. Available from: "
        "https://alongside.example.org/events/october-2022/"
    )


def test_vancouver_names_six_and_then_says_that_there_are_others():
    line = citing.vancouver(with_authors(*(f"Anna Maria Clara Name{n}" for n in range(7))), TODAY)

    assert line.startswith(
        "Name0 AM, Name1 AM, Name2 AM, Name3 AM, Name4 AM, Name5 AM, et al. Title [Internet]."
    )


@pytest.mark.parametrize(
    ("name", "cited_as", "family", "given"),
    [
        ("Stephanie Tierney", "", "Tierney", "Stephanie"),
        ("Vincent Willem van der Berg", "", "van der Berg", "Vincent Willem"),
        ("Martin Luther King Jr.", "", "King Jr.", "Martin Luther"),
        ("Plato", "", "Plato", ""),
        ("Chimamanda Ngozi Adichie", "Adichie, Chimamanda Ngozi", "Adichie", "Chimamanda Ngozi"),
        ("Li Wei", "Li, Wei", "Li", "Wei"),
        ("The User Group", "The User Group", "The User Group", ""),
        ("van Gogh", "", "Gogh", "van"),
    ],
)
def test_a_name_is_read_as_people_write_it_unless_it_is_told(name, cited_as, family, given):
    read = name_of(name, cited_as)

    assert (read.family, read.given) == (family, given)


def test_bibtex_is_read_back_by_another_program():
    entry = read_bibtex(citing.bibtex(WORK))

    assert entry["ENTRYTYPE"] == "techreport"
    assert entry["ID"] == "tierney2022could"
    assert entry["author"] == "Tierney, Stephanie"
    assert entry["title"] == "{What could social prescribing do for people who have been in prison?}"
    assert (entry["year"], entry["month"]) == ("2022", "October")
    assert entry["url"] == WORK.url
    assert entry["institution"] == "Alongside"


def test_ris_is_read_back_by_another_program():
    (item,) = rispy.loads(citing.ris(WORK))

    assert item["type_of_reference"] == "RPRT"
    assert item["authors"] == ["Tierney, Stephanie"]
    assert item["title"] == WORK.title
    assert (item["year"], item["date"]) == ("2022", "2022/10//")
    assert item["urls"] == [WORK.url]
    assert item["keywords"] == ["Timing", "Trust"]


def test_csl_says_the_month_and_no_day_that_nobody_knows():
    (item,) = json.loads(citing.csl(WORK))

    assert item["type"] == "report"
    assert item["issued"] == {"date-parts": [[2022, 10]]}
    assert item["author"] == [{"family": "Tierney", "given": "Stephanie"}]
    assert item["URL"] == WORK.url


def test_zotero_finds_a_report_with_author_date_and_rights():
    """As its translator "Embedded Metadata" looks: this one tag makes a report of it, the rest are fields."""
    found = citing.tags(WORK)
    first = dict(reversed(found))

    assert first["citation_technical_report_institution"] == "Alongside"
    assert first["citation_author"] == "Tierney, Stephanie"
    assert first["citation_author_orcid"] == "https://orcid.org/0000-0002-1825-0097"
    assert first["citation_publication_date"] == "2022/10"
    assert first["DC.date"] == "2022-10"
    assert first["DC.rights"].endswith("/by/4.0/")
    assert first["citation_keywords"] == "Timing; Trust"
    assert all(content for _name, content in found)


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


@settings(max_examples=60, deadline=None)
@given(TEXT, st.lists(TEXT, max_size=3), TEXT, TEXT)
def test_whatever_somebody_types_no_file_breaks_and_no_line_is_forged(title, names, publisher, note):
    work = Work(
        f"T {title}",
        "https://example.org/a_b%20c",
        f"P {publisher}",
        Issued(2022, 10, 4),
        [name_of(f"A {name} B", name if "," in name else "") for name in names],
        note=note,
        keywords=[note] if note.strip() else [],
    )

    (item,) = rispy.loads(citing.ris(work))
    assert item["urls"] == [work.url]
    assert len(item["authors"]) == max(len(names), 1)
    told = json.loads(citing.csl(work))[0]
    assert (told["URL"], len(told["author"])) == (work.url, max(len(names), 1))
    entry = read_bibtex(citing.bibtex(work))
    assert (entry["url"], entry["year"]) == (work.url, "2022")
    assert all(character not in content for _name, content in citing.tags(work) for character in "\r\n\x00")
