"""axe finds nothing on any page type, and none is too wide: light, dark, forced colours, 320 px wide."""

import json
from pathlib import Path

import axe_playwright_python
import pytest

from tests.browser import page_types
from tests.browser.visitor import DESKTOP, NARROW, PHONE
from tests.house import HOUSE

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": TAGS}}
#: Tried on each page one after the other, without loading it again.
WAYS = {
    "light": (DESKTOP, "light", "none"),
    "dark": (PHONE, "dark", "none"),
    "narrow": (NARROW, "light", "none"),
    "forced colours": (PHONE, "dark", "active"),
}
#: By whose they are.
MEMBER_PAGES = {
    HOUSE: ("/members/", "/members/settings/", "/members/invitations/", "/members/account/2fa/"),
    "following": ("/members/following/", "/members/following/choose/"),
    "proposals": ("/members/proposals/", "/members/proposals/new/"),
}


def violations(visitor) -> set[str]:
    """What axe finds on the page that is open, and whether it is too wide, in every way of looking at it."""
    # The script is run beside the page's policy, not through it.
    visitor.page.evaluate(AXE + "; void 0")
    found: set[str] = set()
    for way, (size, scheme, forced) in WAYS.items():
        visitor.page.set_viewport_size({"width": size[0], "height": size[1]})
        visitor.page.emulate_media(color_scheme=scheme, forced_colors=forced)
        if visitor.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.add(f"{visitor.path} {way}: wider than the screen")
        for one in visitor.page.evaluate(f"axe.run(document, {json.dumps(OPTIONS)})")["violations"]:
            found |= {f"{visitor.path} {way}: {one['id']}: {node['html'][:140]}" for node in one["nodes"]}
    return found


@pytest.mark.parametrize("room", page_types.ROOMS)
def test_axe_finds_nothing_on_any_public_page_type(site, visit, room):
    visitor = visit()
    found: set[str] = set()
    for path in dict.fromkeys(page_types.ROOMS[room](site).values()):
        found |= violations(visitor.open(path))

    assert found == set()


def test_axe_finds_nothing_where_there_is_nothing(visit):
    visitor = visit()
    found: set[str] = set()
    for nothing in ("/no-such-page/", "/mail/stop/x/"):
        found |= violations(visitor.open(nothing, status=404))

    assert found == set()


def test_the_check_sees_what_it_should(visit):
    visitor = visit().open("/words/")
    visitor.page.evaluate(
        """() => document.querySelector("main").insertAdjacentHTML("beforeend",
            '<img src="data:,"><pre>' + "wide".repeat(99) + "</pre>")"""
    )
    found = violations(visitor)
    assert any("image-alt" in one for one in found)
    assert {way for way in WAYS if f"/words/ {way}: wider than the screen" in found} == set(WAYS)


def test_axe_finds_nothing_in_the_catalogue_of_components(visit):
    assert violations(visit().open("/catalogue/")) == set()


@pytest.mark.parametrize("room", MEMBER_PAGES)
def test_axe_finds_nothing_on_members_pages(visit, room):
    visitor = visit().sign_in_with_one_step("Ada Okafor")
    found: set[str] = set()
    for path in MEMBER_PAGES[room]:
        found |= violations(visitor.open(path))

    assert found == set()


@pytest.mark.room("reporting")
def test_axe_finds_nothing_on_reports(visit):
    found: set[str] = set()
    visitor = visit().sign_in_with_one_step("Imran Qureshi").open("/members/reports/")
    found |= violations(visitor)
    visitor.page.get_by_role("link", name="What makes a good first meeting?").click()
    found |= violations(visitor)

    assert found == set()
