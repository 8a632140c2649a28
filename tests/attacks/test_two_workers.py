"""The page cache is right in both of two workers after every kind of change."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.attacks.serving import Server

pytestmark = pytest.mark.django_db


def everywhere(server: Server, path: str) -> set[tuple[int, str]]:
    """Ask until both workers have answered, twice at least, and return all different answers."""
    said: dict[str, list[tuple[int, str]]] = {}
    with ThreadPoolExecutor(8) as pool:
        for _ in range(25):
            for answer in pool.map(lambda _: server.ask(path), range(8)):
                said.setdefault(answer.headers["X-Worker"], []).append((answer.status, answer.words))
            if len(said) == 2 and min(map(len, said.values())) >= 2:
                return {answer for answers in said.values() for answer in answers}
    raise AssertionError(f"only {list(said)} answered")


def change(server: Server, name: str) -> str:
    answer = server.ask(f"/change/{name}/", "POST")
    assert answer.status == 200, answer.words
    return json.loads(answer.words)


def the_page(server: Server, path: str) -> str:
    """Return the page when both workers show the same one."""
    answers = everywhere(server, path)
    assert [status for status, words in answers] == [200]
    return answers.pop()[1]


def test_both_workers_show_every_change_at_once_and_drafts_to_nobody(server):
    address = change(server, "begin")
    assert "Before." in the_page(server, address)

    assert change(server, "publish") == address
    assert "Words that were published." in the_page(server, address)

    change(server, "draft")
    assert "Words of a draft." in change(server, "preview")
    shown = the_page(server, address)
    assert "Words that were published." in shown
    assert "Words of a draft." not in shown

    renamed = change(server, "change_slug")
    assert renamed != address
    assert "Marked page one" in the_page(server, renamed)
    assert "Marked page one" not in " ".join(words for status, words in everywhere(server, address))

    moved = change(server, "move")
    assert moved != renamed
    assert "Marked page one" in the_page(server, moved)
    assert "Marked page one" not in " ".join(words for status, words in everywhere(server, renamed))

    change(server, "unpublish")
    assert {status for status, words in everywhere(server, moved)} == {404}
    change(server, "publish_again")
    assert "Marked page one" in the_page(server, moved)

    change(server, "delete")
    assert {status for status, words in everywhere(server, moved)} == {404}


def test_both_workers_show_a_changed_setting_at_once(server):
    assert "Renamed programme" not in the_page(server, "/")
    change(server, "rename_programme")
    assert "Renamed programme" in the_page(server, "/")


def test_both_workers_show_what_stands_around_pages_anew_and_find_the_way_anew(server):
    """Both have asked before each change, so both remember; each page is made anew, not kept."""
    section, below = change(server, "make_section")
    below_anew = below + "?made=anew"
    assert ">Section one</a>" in the_page(server, "/?made=anew")
    assert "Below the section" in the_page(server, below_anew)

    change(server, "link_at_the_foot")
    assert '<a href="/anew/">Link anew</a>' in the_page(server, below_anew)

    section_renamed, below_renamed = change(server, "rename_section")
    assert "Below the section" in the_page(server, below_renamed + "?made=anew")
    assert {status for status, _words in everywhere(server, section)} <= {301, 404}
    assert "Below the section" not in " ".join(words for _status, words in everywhere(server, below_anew))
    shown = the_page(server, "/?made=anew")
    assert f'<a href="{section_renamed}">Section two</a>' in shown
    assert "Section one" not in shown


def test_an_unchanged_page_is_answered_from_memory_as_not_modified(server):
    tag = server.ask("/").headers["ETag"]
    again = server.ask("/", If_None_Match=tag)
    assert (again.status, again.words, again.headers["ETag"]) == (304, "", tag)
