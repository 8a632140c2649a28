"""Sheets of slips: what stands on them, what does not, and that they fit on paper."""

import math
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import html5lib
import pytest
import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cms.reading_grade import FOR_EVERYONE, grade_of_html
from codes.numbers import groups
from codes.participation import mint
from codes.sheets import NotAShortAddressError, NotAStreetError, Sheet, pages, qr, sheet, short

LINK = "https://alongside.example.org/say"
STREET = ["Alongside", "University of Somewhere", "12 Long Street", "Oxford OX1 2AB"]
GROUP = "People with lived experience of prison"
BASE = Path(settings.BASE_DIR)


def made(count: int = 7, **changes: Any) -> Sheet:
    given: dict[str, Any] = {
        "link": LINK,
        "reply_to": STREET,
        "group": GROUP,
        "name": "Birch",
        "last_day": date(2027, 1, 14),
        "question": "What would help when people leave prison?",
    }
    return sheet(mint(count), **{**given, **changes})


def drawn(one: Sheet) -> str:
    return render_to_string("codes/sheet.html", {"sheet": one})


def slips(html: str) -> list[str]:
    return re.findall(r'<article class="slip">.*?</article>', html, re.S)


# --- Slips and pages ----------------------------------------------------------------


@given(st.integers(0, 40), st.integers(1, 9))
def test_each_code_stands_on_one_slip_and_only_the_last_page_is_not_full(count, per_page):
    codes = mint(count)
    found = pages(codes, per_page)

    assert sorted(slip.code for page in found for slip in page) == sorted(codes)
    assert all(len(page) == per_page for page in found[:-1])
    assert len(found) == math.ceil(count / per_page)


def test_where_a_slip_stands_says_nothing_of_where_its_code_was():
    codes = mint(4)
    first = Counter(codes.index(pages(codes, 4)[0][0].code) for _ in range(2000))

    assert all(400 < first[place] < 600 for place in range(4))


def test_slips_have_no_numbers_and_nothing_differs_between_them_but_the_code():
    one = made(9)
    html = drawn(one)
    found = slips(html)
    codes = [slip for page in one.pages for slip in page]

    assert len(found) == one.count == 9
    bare = set()
    for text, slip in zip(found, codes, strict=True):
        for group in slip.groups:
            assert f"<span>{group}</span>" in text
        bare.add(re.sub(r"<span>\d{3}</span>", "", text))
    assert len(bare) == 1


def test_a_slip_does_not_say_who_it_is_for_and_the_cover_does():
    html = drawn(made())

    assert GROUP in html
    for private in (GROUP, "Birch", "14 January 2027", "leave prison"):
        assert not any(private in slip for slip in slips(html))


def test_no_code_is_part_of_any_address_or_square():
    one = made()
    html = drawn(one)
    attributes = re.findall(r'="([^"]*)"', html)
    for page in one.pages:
        for slip in page:
            assert slip.code not in html  # in groups only
            assert not any(slip.code in value for value in attributes)
    assert {LINK} == {one.link}
    assert len(set(re.findall(r"<svg role=\"img\".*?</svg>", html, re.S))) == 1


def test_a_slip_says_where_to_go_what_to_type_and_where_to_write():
    text = slips(drawn(made(1)))[0]

    assert "alongside.example.org/say" in text
    assert "Alongside, University of Somewhere, 12 Long Street, Oxford OX1 2AB" in text
    assert "Some letters are opened on the way." in text


def test_without_a_street_address_letters_are_not_spoken_of():
    assert "letter" not in slips(drawn(made(1, reply_to=[])))[0]


def test_slips_can_be_read_by_a_nine_year_old():
    found = grade_of_html(slips(drawn(made(1)))[0])

    assert found.words > 50
    assert found.level <= FOR_EVERYONE, found


def test_whoever_hands_slips_out_reads_plain_words():
    cover = drawn(made(0, question="", group="", name=""))

    assert grade_of_html(cover[cover.index("<main") : cover.index("</main")]).level <= FOR_EVERYONE


def test_slips_speak_welsh():
    with translation.override("cy"):
        text = slips(drawn(made(1)))[0]

    assert "Mae’n gweithio unwaith" in text
    assert "works once" not in text


def test_words_from_elsewhere_are_shown_as_words():
    html = drawn(made(1, question="<script>1</script>", name="<b>", reply_to=["<i>12 Street</i>"]))

    assert "<script>1" not in html
    assert "<i>" not in html
    assert "&lt;i&gt;12 Street" in html


def test_the_page_is_sound_html_without_style_or_script_in_place():
    html = drawn(made())
    html5lib.HTMLParser(strict=True).parse(html)

    assert not re.search(r"\sstyle=|<style|<script(?![^>]*src=)|\son\w+=", html)


# --- The square -------------------------------------------------------------------------


def test_the_square_holds_the_short_address_and_nothing_else():
    expected = segno.make(LINK, error="m", micro=False)
    path = re.search(
        r'<path stroke="#000" d="([^"]+)"',
        expected.svg_inline(border=4, dark="#000", light="#fff", lineclass=None),
    )

    assert path
    assert path[1] in qr(LINK)


def test_who_cannot_see_the_square_hears_where_it_leads():
    svg = qr(LINK)

    assert svg.startswith('<svg role="img" ')
    assert "<title>QR code</title>" in svg
    assert "<desc>It leads to alongside.example.org/say.</desc>" in svg
    assert "style=" not in svg


@pytest.mark.parametrize(
    "link",
    [
        LINK + "?code=1",
        LINK + "?",
        LINK + "#top",
        LINK + "/" + "925120122213321",
        "https://alongside.example.org/s/12345",
        "https://anna@alongside.example.org/say",
        "http:///say",
        "ftp://alongside.example.org/say",
        "javascript:alert(1)",
        "alongside.example.org/say",
        "",
    ],
)
def test_more_than_a_short_address_gets_no_square(link):
    if link == LINK + "?":
        assert short(link) == short(LINK)
        return
    with pytest.raises(NotAShortAddressError):
        qr(link)
    with pytest.raises(NotAShortAddressError):
        made(1, link=link)


@pytest.mark.parametrize(
    ("link", "typed"),
    [
        (LINK, "alongside.example.org/say"),
        ("https://alongside.example.org/", "alongside.example.org"),
        ("http://localhost:8000/feedback/say/", "localhost:8000/feedback/say"),
    ],
)
def test_an_address_is_shown_as_people_type_it(link, typed):
    assert short(link) == typed


# --- Answers by letter --------------------------------------------------------------------


@pytest.mark.parametrize(
    "line", ["PO Box 12", "P.O. Box 12", "p o box 12", "POBox 12", "FREEPOST ALONGSIDE", "Blwch Post 12"]
)
def test_a_box_is_no_street(line):
    with pytest.raises(NotAStreetError):
        made(1, reply_to=["Alongside", line, "Oxford"])


@pytest.mark.parametrize("line", ["12 Box Lane", "Post Office Lane 3", "Poplar Boxwood Close", "Boxmoor"])
def test_streets_that_sound_like_one_are_taken(line):
    assert line in made(1, reply_to=["", f" {line} ", "Oxford"]).reply_to


# --- On paper -------------------------------------------------------------------------------

LONG = "https://alongside.socialprescribing-research.example.ac.uk/say"
LONG_STREET = [
    "Alongside, Social Prescribing in Prisons", "Department of Primary Care Health Sciences",
    "University of Somewhere", "120 Long Observatory Street", "Oxford OX1 2AB",
]  # fmt: skip


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize(
    ("language", "link", "street", "sheets_of_paper"),
    [
        ("en-gb", LINK, STREET, 4),
        ("cy", LINK, STREET, 4),
        # Longer ones take more paper: two rows fit on a page, the third goes to the next, whole.
        ("en-gb", LONG, LONG_STREET, 6),
        ("cy", LONG, LONG_STREET, 6),
    ],
)
def test_thirteen_slips_fit_on_a4_with_the_code_on_one_line(
    chromium, language, link, street, sheets_of_paper
):
    with translation.override(language):
        html = drawn(made(13, link=link, reply_to=street))
    page = chromium.new_page(viewport={"width": 703, "height": 1062})  # A4 within its margins, at 96 dpi
    try:
        page.route("**/*", lambda route: answer(route, html))
        page.goto("http://sheet.test/")
        page.emulate_media(media="print")
        printed = page.pdf(prefer_css_page_size=True)
        boxes = page.evaluate(
            "[...document.querySelectorAll('.slip')].map(slip => [slip.scrollWidth <= slip.clientWidth,"
            " slip.querySelector('.receipt').getBoundingClientRect().height,"
            " slip.querySelector('.square').getBoundingClientRect().width])"
        )
    finally:
        page.close()

    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == sheets_of_paper
    assert len(boxes) == 13
    assert all(fits for fits, _code, _square in boxes)
    assert max(code for _fits, code, _square in boxes) < 60  # the code on one line
    assert min(square for _fits, _code, square in boxes) > 90  # 2.4 cm: any phone reads it


def answer(route: Any, html: str) -> None:
    """The page itself, and the house's files from where they lie."""
    path = route.request.url.removeprefix("http://sheet.test/").split("?")[0]
    name = path.removeprefix("static/")
    file = BASE / "site" / name.split("/")[0] / "static" / name
    if not path:
        route.fulfill(body=html, content_type="text/html; charset=utf-8")
    elif path.startswith("static/") and file.is_file():
        route.fulfill(path=file)
    else:
        route.abort()


def test_a_code_on_paper_reads_back_as_it_was_minted():
    for page in made(3).pages:
        for slip in page:
            assert groups(slip.code) == slip.groups
            assert "".join(slip.groups) == slip.code
