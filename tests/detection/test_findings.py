"""How much of what could tell who somebody is gets found, and how often something is found that is not there.

The patterns were tuned on the tables in `examples/`, not on those in `examples/held_out/` (docs/detection.md
tells how each was made, and what came out when it was first run).
"""

import pytest

from feedback.detection.enums import LABELS, Kind
from feedback.detection.findings import Finding, find, places_named
from tests.detection.examples import PLACES, parse, read, score


def find_here(text):
    return find(text, places=PLACES)


# --- The promised figures ----------------------------------------------------------------


@pytest.mark.parametrize("table", ["formatted", "held_out/formatted"])
def test_formatted_identifiers_are_found_nineteen_times_in_twenty(table):
    result = score(read(table), find_here)

    assert result.expected > 60
    assert result.recall >= 0.95, result
    assert result.false == [], result


@pytest.mark.parametrize("table", ["names", "held_out/names", "names_hard", "held_out/names_last"])
def test_names_and_relations_are_found_four_times_in_five(table):
    result = score(read(table), find_here)

    assert result.expected > 30
    assert result.recall >= 0.8, result
    assert result.false == [], result


@pytest.mark.parametrize(
    "table",
    ["whereabouts", "held_out/whereabouts", "whereabouts_hard", "held_out/whereabouts_last"],
)
def test_places_courts_sentences_and_days_are_found_four_times_in_five(table):
    result = score(read(table), find_here)

    assert result.expected > 30
    assert result.recall >= 0.8, result
    assert len(result.false) <= 1, result


@pytest.mark.parametrize(("table", "words"), [("prose", 3000), ("held_out/prose", 1500)])
def test_ordinary_prose_has_at_most_one_false_finding_in_five_hundred_words(table, words):
    result = score(read(table), find_here)

    assert result.words > words
    assert result.false_in_500_words <= 1, result


@pytest.mark.parametrize("table", ["prose", "held_out/prose"])
def test_ordinary_prose_without_capitals_has_hardly_more(table):
    result = score(read(table), lambda text: find_here(text.lower()))

    assert result.false_in_500_words <= 1, result


@pytest.mark.parametrize(
    ("table", "lines", "most"),
    [
        ("ordinary", 200, 1),
        ("held_out/ordinary", 80, 1),
        ("ordinary_hard", 80, 2),
        ("held_out/ordinary_last", 25, 2),
    ],
)
def test_sentences_written_to_be_mistaken_hardly_are(table, lines, most):
    result = score(read(table), find_here)

    assert len(read(table)) > lines
    assert len(result.false) <= most, result


@pytest.mark.parametrize("table", ["formatted", "held_out/formatted", "whereabouts", "held_out/whereabouts"])
def test_what_is_found_is_called_what_it_is(table):
    result = score(read(table), find_here)

    assert result.right_kind >= 0.97 * result.found


# --- How it is said ---------------------------------------------------------------------------


def test_every_kind_has_a_label_in_plain_words():
    assert set(LABELS) == set(Kind)
    assert all(str(label).startswith(("a ", "an ", "the ")) for label in LABELS.values())


def test_a_finding_says_where_it_stands_in_the_authors_own_text():
    text = "Ring me\u200b on 077\u200b00 900\u00a0123, I’m in HMP Fernhollow."

    assert find(text) == [
        Finding("phone", text.index("077"), text.index(","), "077\u200b00 900\u00a0123"),
        Finding("prison", text.index("HMP"), text.index("."), "HMP Fernhollow"),
    ]


def test_an_accent_typed_on_its_own_belongs_to_the_finding():
    (found,) = find("my daughter Rene\u0301")

    assert found.text == "Rene\u0301"


def test_where_two_things_overlap_there_is_one_finding_that_covers_both():
    (found,) = find("my probation officer Mr Jamie Brown")

    assert (found.kind, found.text) == ("relation", "Mr Jamie Brown")


def test_words_all_in_capitals_are_read_as_if_they_were_small():
    found = find("MY SON JAMIE IS IN HMP LARKFIELD AND NOBODY TELLS ME A THING ABOUT HIM")

    assert [(one.kind, one.text) for one in found] == [("relation", "JAMIE"), ("prison", "HMP LARKFIELD")]


def test_the_numbers_of_helplines_tell_nobody():
    assert find("Samaritans are on 116 123, Shelter on 0808 800 4444, the council on 0300 123 4567.") == []


# --- Places -----------------------------------------------------------------------------------------

TWO_PLACES = {
    "HMP Fernhollow (invented)": "hmp-fernhollow",
    "Fernhollow (invented)": "fernhollow",
    "HMP Marram Point": "hmp-marram-point",
    "HMP/YOI Send": "send",
    "The Mount Prison": "the-mount",
}


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("I was in HMP Fernhollow.", {"hmp-fernhollow"}),
        ("fernhollow prison was cold", {"hmp-fernhollow"}),
        ("HMYOI Fernhollow", {"hmp-fernhollow"}),
        ("I am back in fernhollow now", {"hmp-fernhollow", "fernhollow"}),
        ("FERNHOLLOW", {"hmp-fernhollow", "fernhollow"}),
        ("Fernhollow's library", {"hmp-fernhollow", "fernhollow"}),
        ("F\u0435rnh\u043ell\u043ew", {"hmp-fernhollow", "fernhollow"}),
        ("Fern\u200bhollow", {"hmp-fernhollow", "fernhollow"}),
        ("marram-point and Marram\nPoint", {"hmp-marram-point"}),
        ("at Marram, that is the point", set()),
        ("please send it to the mount of papers", set()),
        ("three months in Send, then HMP The Mount", {"send", "the-mount"}),
        ("hmp send", {"send"}),
        ("Fernhollows are ferns in hollows", set()),
        ("", set()),
    ],
)
def test_prisons_named_in_the_words_count_as_their_places(text, slugs):
    assert places_named(text, TWO_PLACES) == slugs


def test_without_a_list_of_places_none_is_named():
    assert places_named("HMP Fernhollow", {}) == set()


def test_a_place_without_a_name_is_no_place():
    assert places_named("HMP and a (bracket)", {"HMP": "x", "(invented)": "y", "": "z"}) == set()


# --- The tables themselves --------------------------------------------------------------------------


def test_a_line_of_a_table_says_where_the_words_stand():
    example = parse("ring {phone:077\\u200b00} now")

    assert example.text == "ring 077\u200b00 now"
    assert [(one.kind, one.start, one.end) for one in example.expected] == [("phone", 5, 11)]


@pytest.mark.parametrize(
    "table",
    [
        f"{folder}{name}"
        for folder in ("", "held_out/")
        for name in ("formatted", "names", "whereabouts", "ordinary", "prose")
    ],
)
def test_the_tables_name_kinds_that_exist(table):
    assert {one.kind for example in read(table) for one in example.expected} <= set(Kind)
