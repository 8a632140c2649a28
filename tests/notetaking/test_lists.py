"""Points from a spreadsheet: read whatever saved them, each wrong row named, nothing doubled, nothing run."""

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from consultations.notetaking import importing, lists
from consultations.notetaking.models import Note, ReadList
from consultations.notetaking.refusals import ListGoneError, MayNotError, UnreadableListError
from tests.factories.notetaking import event_today, note, researcher, scribe_of
from tests.factories.people import PlaceFactory, facilitator
from tests.notetaking.test_pages import as_, at, text_of
from vocabulary.models import JourneyStage, Theme

pytestmark = pytest.mark.django_db


def read(text: str) -> lists.ReadPoints:
    return lists.read(1, text)


def texts(text: str) -> list[str]:
    return [row.words.text for row in read(text).good]


def why(text: str) -> list[tuple[int, str]]:
    return [(row.line, row.reason) for row in read(text).bad]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_whatever_a_spreadsheet_saves_is_read(encoding, separator):
    data = (
        separator.join(["Topic", "Point"])
        + "\r\n"
        + separator.join(["Café", "“Early”, he said"]).replace("“Early”, he said", '"“Early”, he said"')
    )
    found = read(lists.decoded(data.encode(encoding)))
    assert [(row.words.topic_title, row.words.text) for row in found.good] == [("Café", "“Early”, he said")]


def test_every_column_is_understood_by_name_or_key_in_any_case():
    stage, theme = JourneyStage.objects.first(), Theme.objects.first()
    prison = PlaceFactory(name="HMP Somewhere, the second", slug="somewhere-2")
    text = (
        "POINT,Topic,Stage,Themes,Said by,Strength,Prison\n"
        f'Early.,A,{stage.name.upper()},{theme.name},Link Workers | pwle,broad agreement,"{prison.name}"\n'
        f"Late.,A,{stage.key},{theme.slug},link-worker,some,{prison.slug}\n"
    )
    early, late = (row.words for row in read(text).good)
    assert (early.stage, early.themes, early.custody) == (stage.key, (theme.slug,), prison.slug)
    assert (early.said_by, early.strength) == (("link-worker", "pwle"), "broad-agreement")
    assert (late.stage, late.said_by, late.topic) == (stage.key, ("link-worker",), early.topic)


def test_each_wrong_row_is_named_by_its_line_and_the_others_are_kept():
    text = (
        "point,topic,stage,said by\n"
        "Good.,A,,\n"
        ",A,,\n"
        f"{'x' * 401},A,,\n"
        "Where?,A,On the moon,\n"
        "Who?,A,,Jamie\n"
        "Good.,a,,\n"
        "Too,many,,,cells\n"
        "\n"
        "Good too.,B,,\n"
    )
    assert texts(text) == ["Good.", "Good too."]
    assert why(text) == [
        (3, "There is no point in this row."),
        (4, "This is too long. Use at most 400 letters in a cell."),
        (5, "There is no part of the journey “On the moon”."),
        (6, "There is no group “Jamie”."),
        (7, "This repeats line 2."),
        (8, "There are more cells than headings. Put words with a comma in quotation marks."),
    ]


def test_line_breaks_in_a_cell_are_read_and_a_stray_quotation_mark_spoils_its_own_row_alone():
    text = 'point,topic\n"Two\nlines.",A\n"never closed,B\n5" pipes.,C\nLast.,D\n'
    found = read(text)
    assert [row.words.text for row in found.good] == ["Two lines.", '"never closed', '5" pipes.', "Last."]
    assert [row.line for row in found.good] == [2, 4, 5, 6]


@pytest.mark.parametrize(
    "cell", ["=1+1", '=HYPERLINK("x")', "@SUM(A1)", "+cmd|' /C calc'!A0", "-SUM(A1)", "=", " =A1"]
)
def test_what_looks_like_a_formula_is_no_words_of_anybody(cell):
    quoted = cell.replace('"', '""')
    assert why(f'point,topic\n"{quoted}",A\nFine.,"{quoted}"\n') == [
        (2, "This begins like a formula. Put words instead."),
        (3, "This begins like a formula. Put words instead."),
    ]


@pytest.mark.parametrize(
    "words", ["- they said so", "-5 degrees in the van", "+44 is the code", "@home would help"]
)
def test_words_that_only_begin_like_one_are_words(words):
    assert texts(f"point\n{words}\n") == [words]


def test_what_our_exports_put_before_such_words_is_taken_off_again():
    assert texts("point\n'- they said so\n'quoted\n") == ["- they said so", "'quoted"]


@given(st.text(max_size=400), st.sampled_from(",;\t|"))
def test_no_text_breaks_the_reading_and_no_row_is_lost_unsaid(text, separator):
    """Every line that holds something is a good row or a bad one, or part of one."""
    whole = f"point{separator}topic\n{text}"
    try:
        found = read(whole)
    except UnreadableListError:
        return
    lines = whole.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    told = {row.line for row in (*found.good, *found.bad)}
    assert told <= set(range(2, len(lines) + 1))
    if text.strip(f' \t\n\r{separator}"\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029') and separator != "\t":
        assert told or not any(cell.strip() for cell in text.replace('"', "").split(separator))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "first line has to name the columns"),
        (b"what,why\na,b\n", "first line has to name the columns"),
        (b"PK\x03\x04\x00\x00\x00rubbish", "not a list in text"),
        (b"\xff\xfe\x00", "not a list in text"),
        (b"point\n" + b"a\n" * 1_000_000, "too long"),
        (b"point\n" + b"\n" * 1_000_000, "too long"),
        (b"point\n" + b"x" * 9_000_000, "too large"),
        (b"point\n" + b'"x\n' * 45_000, "too long"),
        (b"point\n\n,\n", "nothing below the headings"),
    ],
    ids=[
        "empty",
        "no point",
        "a zip",
        "half a letter",
        "a million",
        "a million empty",
        "huge",
        "open quotes",
        "no rows",
    ],
)
def test_what_is_no_list_is_refused_at_once_in_a_sentence(data, said):
    page, by = event_today(), facilitator()
    begun = time.process_time()
    with pytest.raises(UnreadableListError, match=said):
        importing.lay_down(page, data, by=by)
    assert time.process_time() - begun < 10
    assert not ReadList.objects.exists()


def test_a_list_is_looked_at_then_taken_in_once_and_again_without_doubling():
    page, client = event_today(), as_(facilitator())
    note(page, "There before.")
    data = b"point,topic,said by\nEarly.,When to step in,pwle\nWrong.,A,Jamie\nLate.,New,\n"

    def upload():
        file = SimpleUploadedFile("points.csv", data)
        return client.post(at("list", page), {"file": file}, follow=True)

    seen = upload()
    body = text_of(seen)
    assert "Early." in body
    assert "There is no group “Jamie”." in body
    assert "line 3" in body
    assert Note.objects.count() == 1
    where = seen.redirect_chain[-1][0]
    told = text_of(client.post(where, follow=True))
    assert "2 points were taken in. 1 row was left out." in told
    rows = list(Note.objects.order_by("number").values_list("number", "text", "topic_title", "on_wall"))
    assert rows[1:] == [(2, "Early.", "When to step in", False), (3, "Late.", "New", False)]
    assert str(Note.objects.get(number=2).topic) in client.get(at("notes", page)).content.decode()
    assert not ReadList.objects.exists()
    assert "is not here any more" in text_of(client.post(where, follow=True))
    again = text_of(client.post(upload().redirect_chain[-1][0], follow=True))
    assert "0 points were taken in. 2 were there before." in again
    assert Note.objects.count() == 3


def test_a_list_that_is_dropped_leaves_nothing_and_others_never_see_it():
    page, by = event_today(), facilitator()
    laid_down = importing.lay_down(page, b"point\nEarly.\n", by=by)
    other = as_(researcher())
    assert "is not here any more" in text_of(other.get(at("list-look", page, laid_down.pk), follow=True))
    with pytest.raises(ListGoneError):
        importing.look(event_today(), laid_down.pk, by=by)
    as_(by).post(at("list-drop", page, laid_down.pk))
    assert not ReadList.objects.exists()
    assert not Note.objects.exists()
    with pytest.raises(MayNotError):
        importing.lay_down(page, b"point\nEarly.\n", by=scribe_of(page))


def test_a_file_that_is_missing_or_wrong_is_said_beside_the_field():
    page, client = event_today(), as_(facilitator())
    assert "Choose a file." in text_of(client.post(at("list", page)))
    answer = client.post(at("list", page), {"file": SimpleUploadedFile("points.csv", b"")})
    assert answer.status_code == 422
    assert "first line has to name the columns" in text_of(answer)


def test_a_long_list_takes_few_statements(django_assert_max_num_queries):
    """What ten thousand cost in time and memory: tests/benchmarks."""
    page, by = event_today(), facilitator()
    rows = "".join(f"Point {n}.,Topic {n % 7},link workers | pwle\n" for n in range(600))
    laid_down = importing.lay_down(page, f"point,topic,said by\n{rows}".encode(), by=by)
    with django_assert_max_num_queries(30):
        done = importing.take_in(page, laid_down.pk, by=by)
    assert (done.added, done.there, done.bad) == (600, 0, 0)


def test_the_page_for_lists_names_the_columns_that_are_understood():
    page = event_today()
    body = text_of(as_(facilitator()).get(reverse("notetaking:list", args=[page.pk])))
    for column in ("point", "topic", "stage", "themes", "said by", "strength", "custody", "release"):
        assert lists.HEADINGS[column]
        assert column in body
