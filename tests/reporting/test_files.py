"""Files to take out: what pages tell, read back by other programs, and nothing that calculates."""

import csv
import datetime
import io
import zipfile

import openpyxl
import pytest
from docx import Document
from hypothesis import example, given
from hypothesis import settings as properties
from hypothesis import strategies as st
from openpyxl.cell.cell import ERROR_CODES

from cms.models import Programme
from consultations.events.models import EventPage
from consultations.events.sockets import Came, what_came_of
from consultations.reporting import attendance_tables, downloads, points, tables, workbooks
from consultations.reporting.downloads import KINDS, Wanted
from consultations.reporting.enums import Part
from consultations.reporting.known import attendance_of
from consultations.reporting.periods import months, period
from consultations.reporting.refusals import (
    MayNotError,
    NothingThereError,
    TooMuchError,
    WaitsForApprovalError,
)
from consultations.reporting.tables import Column, Table
from tests.factories.events import EventFactory, groups, point, record, topic
from tests.factories.people import facilitator
from tests.factories.reports import report, researcher
from vocabulary.models import Theme


def wanted(name: str) -> Wanted:
    what, _dot, kind = name.partition(".")
    return Wanted(what, kind, lambda address: f"https://example.org{address}")


def of_event(page, name: str) -> bytes:
    return downloads.of_event(EventPage.objects.get(pk=page.pk), wanted(name), by=researcher()).content


def of_months(first: str, last: str, name: str) -> bytes:
    return downloads.of_period(period(first, last), wanted(name), by=researcher()).content


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def sheet(content: bytes, name: str) -> list[tuple]:
    return list(openpyxl.load_workbook(io.BytesIO(content))[name].values)


def words_in(content: bytes) -> str:
    """All that a document says, in its tables and outside."""
    made = Document(io.BytesIO(content))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in made.paragraphs), *cells])


# --- Cells ---------------------------------------------------------------------------------------


_texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80)
_starts = st.sampled_from(
    ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", " =1", "|x", "%0", "'=1", "12", "", *ERROR_CODES]
)


@given(_starts, _texts)
@example("=cmd|' /C calc'!A0", "x")
@properties(max_examples=40)
def test_no_cell_begins_a_formula_and_words_stay_words(start, text):
    text = (start + text).strip("\ufffe\uffff") or "x"
    table = Table("t", [Column("=head", "=meaning", "=values")], [[text]], [("=a", "=b")])

    raw = list(csv.reader(io.StringIO(tables.as_csv(table).decode("utf-8-sig"), newline="")))
    assert not tables.may_calculate(raw[1][0])
    assert raw[1][0].removeprefix("'") == tables.words(text).removeprefix("'")
    assert all(not tables.may_calculate(cell) for line in rows_raw(table.dictionary()) for cell in line)

    book = openpyxl.load_workbook(io.BytesIO(workbooks.as_xlsx(table, title="T", by="B")))
    assert book["t"]["A2"].value == tables.words(text)
    for one in book.worksheets:
        for cell in (cell for row in one.iter_rows() for cell in row if cell.value is not None):
            assert cell.data_type in ("s", "inlineStr")
            assert bool(cell.quotePrefix) == tables.may_calculate(cell.value)


def rows_raw(table: Table) -> list[list[str]]:
    return list(csv.reader(io.StringIO(tables.as_csv(table).decode("utf-8-sig"), newline="")))


def test_control_characters_break_no_file():
    table = Table("t", [Column("a", "", "")], [["a\x00b\x0b\ud800c\ufffe"]])
    assert sheet(workbooks.as_xlsx(table, title="\x01T", by="\x02"), "t")[1] == ("abc",)
    assert "abc" in tables.as_csv(table).decode()


def test_a_workbook_says_whose_it_is_and_names_no_program_of_ours_or_person():
    book = openpyxl.load_workbook(
        io.BytesIO(workbooks.as_xlsx(Table("t", [Column("a", "", "")], [["x"]]), title="T", by="Alongside"))
    )
    about = book.properties
    assert (about.creator, about.lastModifiedBy, about.title) == ("Alongside", "Alongside", "T")
    assert book.sheetnames == ["t", "dictionary"]


# --- Points ---------------------------------------------------------------------------------------


@pytest.fixture
def held(db) -> EventPage:
    return EventFactory(
        slug="held",
        title="What helps?",
        record=record(
            topic(
                "When",
                [
                    point("Start early.", stage="in-custody", said_by=["pwle"], strength="broad-agreement",
                          themes=[Theme.objects.order_by("slug").first().slug]),
                    point("=Late is too late."),
                ],
            )
        ),
        people_total=24,
        took_part=groups(pwle=21, link_worker=3),
    )  # fmt: skip


@pytest.mark.database
def test_points_go_out_as_they_stand_with_what_came_of_them(held):
    key = held.points.get(position=0).key
    what_came_of.register("test", lambda keys: {key: [Came("A list is made", "/x/", "going")]})
    try:
        first, second = rows(of_event(held, "points.csv"))
    finally:
        what_came_of.unregister("test")

    assert first == {
        "event": "held", "event_title": "What helps?", "date": "2022-10", "topic": "When", "point": key,
        "position": "0", "text": "Start early.", "stage": "in-custody",
        "themes": Theme.objects.order_by("slug").first().slug, "said_by": "pwle",
        "strength": "broad-agreement", "custody": "", "release": "", "came_state": "going",
        "came_of_it": "A list is made", "address": f"https://example.org/events/points/{key}/",
    }  # fmt: skip
    assert second["text"] == "'=Late is too late."
    book = sheet(of_event(held, "points.xlsx"), "points")
    assert book[2][6] == "=Late is too late."
    assert book[1][5] == 0


@pytest.mark.parametrize("what", ["points", "attendance"])
def test_the_dictionary_explains_every_column(what, held):
    columns = list(rows(of_event(held, f"{what}.csv"))[0])
    told = {row["column"]: row for row in rows(of_event(held, f"{what}-dictionary.csv"))}

    assert list(told)[1:] == columns
    assert all(told[name]["meaning"] and told[name]["values"] for name in columns)
    beside = sheet(of_event(held, f"{what}.xlsx"), "dictionary")
    assert [row[0] for row in beside if row[0] in columns] == columns


@pytest.mark.parametrize("basis", ["evaluation", "research"])
def test_points_of_evaluation_and_research_wait_for_approvals(basis, held):
    EventPage.objects.filter(pk=held.pk).update(basis=basis, basis_references=" ")
    EventFactory(slug="other", title="Other", record=record(topic("A", [point("Free.")])))
    with pytest.raises(WaitsForApprovalError):
        of_event(held, "points.csv")
    assert [row["text"] for row in rows(of_months("2022-10", "2022-10", "points.csv"))] == ["Free."]
    about = of_months("2022-10", "2022-10", "points-dictionary.csv").decode()
    assert "left out: What helps?: its approvals are not noted yet" in about

    EventPage.objects.filter(pk=held.pk).update(basis_references="NRC 2026-118")
    assert len(rows(of_event(held, "points.csv"))) == 2
    assert f"{basis}; NRC 2026-118" in of_event(held, "points-dictionary.csv").decode()


def test_points_of_drafts_and_of_pages_that_were_taken_down_never_go_out(held):
    held.record = record(topic("Draft", [point("Secret.")]))
    held.save_revision()
    assert b"Secret." not in of_event(held, "points.csv")
    EventPage.objects.get(pk=held.pk).unpublish()
    with pytest.raises(NothingThereError):
        of_months("2022-10", "2022-10", "points.csv")


def test_more_than_a_spreadsheet_is_good_for_is_refused(held, monkeypatch):
    monkeypatch.setattr(points, "MOST", 1)
    with pytest.raises(TooMuchError, match="more than 1 row"):
        of_event(held, "points.csv")


# --- Attendance ---------------------------------------------------------------------------------


def test_attendance_is_what_the_page_tells(held):
    told = rows(of_event(held, "attendance.csv"))
    assert [(row["group"], row["people"], row["exactness"]) for row in told] == [
        ("all", "24", "exact"), ("pwle", "", "not told"), ("link-worker", "", "not told"),
    ]  # fmt: skip
    large = EventFactory(took_part=groups(pwle=21, link_worker=12))
    assert [row[3:] for row in sheet(of_event(large, "attendance.xlsx"), "attendance")[1:]] == [
        ("all", 30, "about"), ("pwle", 20, "about"), ("link-worker", 10, "about"),
    ]  # fmt: skip


_counts = st.integers(min_value=1, max_value=40)


@pytest.mark.django_db
@given(st.lists(st.tuples(_counts, _counts), min_size=1, max_size=4), st.data())
@properties(max_examples=30)
def test_a_file_of_any_months_tells_no_more_than_each_page_alone(numbers, data):
    """So taking one time from another that overlaps it gives nothing that no page shows."""
    pages = [page_with(n, *pair) for n, pair in enumerate(numbers)]
    start = data.draw(st.integers(0, len(pages) - 1))
    some = pages[start : data.draw(st.integers(start + 1, len(pages)))]
    alone = [row for page in some for row in attendance_tables.table([page]).rows]

    assert attendance_tables.table(some).rows == alone
    for page in some:
        told = attendance_of(page)
        shown = {number for _group, number in told.rows} | {told.total.number}
        assert {row[4] for row in alone if row[0] == page.slug} <= shown | {""}


def page_with(number: int, one: int, other: int) -> EventPage:
    return EventPage(
        slug=f"event-{number}", title="E", day=datetime.date(2022, 10, 1), precision="day",
        took_part=groups(pwle=one, prison_staff=other),
    )  # fmt: skip


# --- Reports -----------------------------------------------------------------------------------


def test_a_report_goes_out_as_a_document_with_the_five_items_good_and_bad(held):
    report(held, results_bad="It took too long.\n=Really\x0b.", complete=False)
    Programme.objects.update_or_create(pk=Programme.load().pk, defaults={"name": "Alongside & friends"})
    content = of_event(held, "gripp2.docx")
    told = words_in(content)

    for item in ("1. Aim", "2. Methods", "3. Study results", "4. Discussion", "5. Reflections"):
        assert item in told
    assert all(str(part.label) in told for part in Part if part.item.value in "34")
    assert "It took too long.\n=Really." in told
    assert "A draft. Its writers do not call it complete." in told
    assert "https://example.org/events/held/" in told
    made = Document(io.BytesIO(content))
    about = made.core_properties
    assert (about.author, about.last_modified_by) == ("Alongside & friends", "Alongside & friends")
    assert about.title == "How people were involved: What helps?"
    assert "python" not in (about.comments or "").lower()
    assert about.created.time() == datetime.time()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"en-US" not in archive.read("word/styles.xml")
        assert b"w:tblHeader" in archive.read("word/document.xml")


def test_a_report_that_nobody_began_does_not_go_out(held):
    for name in ("gripp2.docx", "gripp2.csv"):
        with pytest.raises(NothingThereError):
            of_event(held, name)


def test_the_programmes_report_holds_what_is_complete_and_names_what_is_not(held):
    report(held, aim="=To learn.")
    half = EventFactory(title="Half done", precision="day", day=datetime.date(2022, 11, 2))
    report(half, complete=False, aim="Not ready.")
    EventFactory(title="Not begun", precision="day", day=datetime.date(2022, 12, 2))
    EventFactory(title="Next year", precision="day", day=datetime.date(2023, 1, 2))
    told = words_in(of_months("2022-10", "2022-12", "gripp2.docx"))

    assert "How people were involved: October 2022 to December 2022" in told
    assert "Half done\nnot counted\ndraft" in told
    assert "Not begun\nnot counted\nnone yet" in told
    assert "Not ready." not in told
    assert "Next year" not in told
    table = rows(of_months("2022-10", "2022-12", "gripp2.csv"))
    assert [row["part"] for row in table] == Part.values
    assert [row["item"] for row in table] == ["1", "2", "3", "3", "4", "4", "5"]
    assert table[0]["text"] == "'=To learn."
    with pytest.raises(NothingThereError):
        of_months("2022-11", "2022-12", "gripp2.docx")


def test_nobody_else_takes_anything_out(held):
    for name in (f"{what}.{kind}" for what, kind in KINDS):
        with pytest.raises(MayNotError):
            downloads.of_event(held, wanted(name), by=facilitator())
        with pytest.raises(MayNotError):
            downloads.of_period(period("2022-10", "2022-10"), wanted(name), by=facilitator())


# --- Months --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last"), [("2022-13", "2023-01"), ("2022-1", "2022-2"), ("2023-01", "2022-12"), ("", "x"),
                        ("2022-10", "2022-10-01"), ("٢٠٢٢-10", "2022-10"), ("0000-01", "2022-01")],
)  # fmt: skip
def test_what_is_no_time_is_none(first, last):
    assert period(first, last) is None


def test_a_time_is_whole_months():
    time = period("2024-02", "2024-02")
    assert (time.first, time.last) == (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    assert (time.text, time.slug) == ("February 2024", "2024-02")
    assert period("2022-12", "2023-01").slug == "2022-12-to-2023-01"
    assert months(datetime.date(2022, 11, 30), datetime.date(2023, 1, 1)) == [
        datetime.date(2023, 1, 1), datetime.date(2022, 12, 1), datetime.date(2022, 11, 1),
    ]  # fmt: skip
