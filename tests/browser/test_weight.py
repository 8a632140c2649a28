"""What a visitor on an old phone has to download, and what a page may ask for at all."""

import gzip
from urllib.parse import urlsplit

import pytest

from tests.browser import page_types


def kinds(visitor) -> dict[str, list]:
    """What was downloaded, by kind."""
    found: dict[str, list] = {}
    for answer in visitor.downloads:
        found.setdefault(answer.request.resource_type, []).append(answer)
    return found


def seen_to_the_end(visitor) -> None:
    """Wait for what a page asks for late: fonts once it is drawn, and whatever a script begins when idle."""
    visitor.page.evaluate(
        "() => document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() =>"
        " requestAnimationFrame(() => requestIdleCallback(() => setTimeout(done, 20))))))"
    )


def zipped(answers) -> int:
    """Bytes that these answers weigh when gzipped."""
    return sum(len(gzip.compress(answer.body(), 9)) for answer in answers)


def keeps_nothing(visitor):
    """From here on every page brings all it needs anew, as for somebody who comes for the first time."""
    session = visitor.page.context.new_cdp_session(visitor.page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    return visitor


def public(room, site) -> dict[str, str]:
    """The pages of a room that are outside the members' world."""
    return {
        name: path for name, path in page_types.ROOMS[room](site).items() if not path.startswith("/members/")
    }


@pytest.mark.parametrize("room", page_types.ROOMS)
def test_every_public_page_is_light_and_leaves_no_cookie(site, visit, room):
    too_heavy = []
    visitor = keeps_nothing(visit())
    for name, path in public(room, site).items():
        visitor.open(path)
        seen_to_the_end(visitor)
        found = kinds(visitor)
        assert found["stylesheet"], "what was kept must be asked for anew"
        looks = zipped(found.get("stylesheet", []) + found.get("script", []))
        words = zipped(found["document"])
        fonts = [len(answer.body()) for answer in found.get("font", [])]
        paths = [urlsplit(answer.url).path for answer in visitor.downloads]
        # A page for paper brings the script of its button; whoever only reads does not come there.
        counted = [path for path in paths if "print_button" not in path]
        # One sheet of its room's own a page may bring; what it weighs is counted above.
        own = [path for path in counted if path.endswith(".css") and not path.startswith("/static/ui/")]
        if (
            looks > 20_000
            or words > 15_000
            or len(counted) - len(own[:1]) > 6
            or len(fonts) > 2
            or max(fonts, default=0) > 12_288
        ):
            too_heavy.append((name, f"CSS+JS {looks}", f"HTML {words}", f"fonts {fonts}", paths))
        assert set(found) <= {"document", "stylesheet", "script", "font", "other", "image"}, name

    assert too_heavy == []
    assert visitor.page.context.cookies() == []


@pytest.mark.parametrize("path", ["/", "/events/", "/trust/", "/search/?q=prison"])
def test_static_files_come_zipped_and_are_kept_for_ever(visit, path):
    visitor = visit().open(path)
    for answer in visitor.downloads:
        if answer.request.resource_type in ("stylesheet", "script"):
            assert answer.headers.get("content-encoding") in ("gzip", "br")
            assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("room", page_types.ROOMS)
def test_pages_work_without_javascript(site, visit, room):
    visitor = visit(javascript=False)
    for path in dict.fromkeys(page_types.ROOMS[room](site).values()):
        visitor.open(path)
        assert visitor.page.locator("h1").count() == 1, path
        assert visitor.page.locator("main").inner_text().strip(), path


def test_searching_without_javascript(visit):
    visitor = visit(javascript=False).open("/search/")
    visitor.page.locator("main input[name=q]").fill("link worker")
    visitor.press("Enter")
    visitor.page.wait_for_url("**/search/?*q=link*")

    assert "link worker" in visitor.page.locator("main").inner_text().lower()
