"""Reading a list of people to invite."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from people.invitation_lists import LARGEST_BYTES, MOST_ROWS, Defaults, ListUnreadableError, decode, read
from people.permission_groups import PermissionGroup
from tests.factories.people import PlaceFactory
from vocabulary.role_groups import RoleGroup

DEFAULTS = Defaults(role_group=RoleGroup.LINK_WORKER)
ONLY_MEMBERS = Defaults(role_group=RoleGroup.LINK_WORKER, groups_allowed=frozenset({PermissionGroup.MEMBER}))


def reasons(text: str, defaults: Defaults = DEFAULTS) -> list[tuple[int, str]]:
    return [(bad.line, bad.reason) for bad in read(text, defaults).bad]


def emails(text: str) -> list[str]:
    return [row.email for row in read(text, DEFAULTS).good]


def test_good_rows_are_kept_beside_bad_ones_which_say_their_line_and_reason():
    text = "one@example.org\nnot an address\n\nTwo@Example.org, nobody knows\nthree@example.org"
    assert emails(text) == ["one@example.org", "three@example.org"]
    assert reasons(text) == [
        (2, "This is not an email address."),
        (4, "There is no role group “nobody knows”."),
    ]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_spreadsheets_part_cells_in_three_ways(mark):
    row = read(f"one@example.org{mark}prison staff{mark}Researcher + publisher", DEFAULTS).good[0]
    assert row.role_group == RoleGroup.PRISON_STAFF
    assert row.groups == (PermissionGroup.RESEARCHER, PermissionGroup.PUBLISHER)


def test_a_line_of_headings_names_the_columns_in_any_order():
    text = "Name;Role group;E-mail\nAnn;probation;ann@example.org"
    row = read(text, DEFAULTS).good[0]
    assert (row.line, row.email, row.role_group) == (2, "ann@example.org", RoleGroup.PROBATION)


def test_what_was_left_out_is_a_list_again_with_its_headings():
    text = "Role group;E-mail\nprobation;ann@example.org\nking;bob@example.org"
    again = read(text, DEFAULTS).left_out()
    assert again == "Role group;E-mail\nking;bob@example.org"
    assert reasons(again.replace("king", "probation")) == []


def test_a_row_may_repeat_no_other():
    assert reasons("one@example.org\nONE@example.org") == [(2, "This repeats line 1.")]


def test_nobody_gives_more_in_a_list_than_they_may():
    assert reasons("one@example.org,,administrator", ONLY_MEMBERS) == [
        (1, "You may not give the permissions of “administrator”.")
    ]


def test_an_unknown_group_is_named():
    assert reasons("one@example.org,,king") == [(1, "There is no permission group “king”.")]


@pytest.mark.django_db
def test_places_are_found_by_name_with_one_query(django_assert_num_queries):
    place = PlaceFactory(name="HMP Elsewhere")
    text = "\n".join(f"p{n}@example.org,,,hmp elsewhere" for n in range(20)) + "\nq@example.org,,,HMP Nowhere"
    with django_assert_num_queries(1):
        result = read(text, DEFAULTS)
    assert {row.places for row in result.good} == {(place,)}
    assert [bad.reason for bad in result.bad] == ["There is no place “HMP Nowhere”."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_files_in_the_encodings_of_spreadsheets_are_read(encoding):
    text = decode("zoë@example.org\r\none@example.org,prison staff\r\n".encode(encoding))
    assert "one@example.org" in emails(text)


@pytest.mark.parametrize("data", [b"\x00\x01\x02", b"PK\x03\x04\x00\x00", b"\xff\xfe\x00"])
def test_what_is_no_text_is_refused(data):
    with pytest.raises(ListUnreadableError):
        decode(data)


def test_a_file_too_large_is_refused_before_it_is_read():
    with pytest.raises(ListUnreadableError):
        decode(b"a" * (LARGEST_BYTES + 1))


def test_too_many_rows_are_refused():
    with pytest.raises(ListUnreadableError):
        read("\n".join(f"p{n}@example.org" for n in range(MOST_ROWS + 1)), DEFAULTS)


def test_a_stray_quotation_mark_spoils_one_row_only():
    text = 'one@example.org\n"two@example.org\nthree@example.org,"\nfour@example.org'
    assert {"one@example.org", "four@example.org"} <= set(emails(text))


def test_a_very_long_line_is_one_bad_row():
    assert reasons("x" * 100_000 + "@example.org\n") == [(1, "This is not an email address.")]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_whatever_is_pasted_is_read_or_refused_row_by_row(text):
    result = read(text, DEFAULTS)
    lines = [row.line for row in result.good] + [bad.line for bad in result.bad]
    assert len(lines) == len(set(lines))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_whatever_is_uploaded_is_read_or_refused_kindly(data):
    with contextlib.suppress(ListUnreadableError):
        read(decode(data), DEFAULTS)
