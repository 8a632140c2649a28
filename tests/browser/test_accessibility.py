"""axe finds nothing on any page type: light, dark, forced colours, 320 px wide."""

import json
from pathlib import Path

import axe_playwright_python
import pytest

from tests.browser import page_types
from tests.browser.visitor import NARROW, PHONE

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": TAGS}}
WAYS = {
    "light": {},
    "dark": {"dark": True, "size": PHONE},
    "narrow": {"size": NARROW},
    "forced colours": {"forced_colours": True, "size": PHONE},
}
MEMBER_PAGES = ("/members/", "/members/settings/", "/members/invitations/", "/members/account/2fa/")


def violations(visitor) -> list[str]:
    """What axe finds on the page that is open. Its script is run beside the page's policy, not through it."""
    visitor.page.evaluate(AXE + "; void 0")
    found = visitor.page.evaluate(f"axe.run(document, {json.dumps(OPTIONS)})")["violations"]
    return [f"{visitor.path}: {one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("way", WAYS)
def test_axe_finds_nothing_on_any_public_page_type(site, visit, way):
    visitor = visit(**WAYS[way])
    found: list[str] = []
    for path in dict.fromkeys(page_types.types(site).values()):
        found += violations(visitor.open(path))
    found += violations(visitor.open("/no-such-page/", status=404))

    assert found == []


@pytest.mark.parametrize("way", WAYS)
def test_axe_finds_nothing_in_the_catalogue_of_components(visit, way):
    assert violations(visit(**WAYS[way]).open("/catalogue/")) == []


@pytest.mark.parametrize("way", ["light", "dark", "narrow"])
def test_axe_finds_nothing_on_members_pages(visit, way):
    visitor = visit(**WAYS[way]).sign_in_with_one_step("Ada Okafor")
    found: list[str] = []
    for path in MEMBER_PAGES:
        found += violations(visitor.open(path))

    assert found == []


@pytest.mark.parametrize("size", [NARROW, PHONE])
def test_no_page_is_wider_than_the_screen(site, visit, size):
    visitor = visit(size=size)
    wide = []
    for path in [*dict.fromkeys(page_types.types(site).values()), "/catalogue/"]:
        visitor.open(path)
        if visitor.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)

    assert wide == []
