"""A summary is read in every way it is offered, and hangs on a noticeboard as one page of A4."""

import re

from tests.browser import page_types
from tests.browser.visitor import NARROW


def pages_of(pdf: bytes) -> int:
    """How many pages Chromium has printed."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_a_summary_is_read_in_every_way_without_a_script_and_printed_on_one_page(site, visit):
    event = page_types.types(site)["event"]
    visitor = visit(javascript=False, size=NARROW)
    for way, words in (("On one page", "Start early"), ("In Easy Read", "Help should start early.")):
        visitor.open(event).page.get_by_role("link", name=way, exact=True).click()
        assert words in visitor.page.locator("main").inner_text()
        visitor.page.get_by_role("link", name="Read all that was said").click()
        visitor.page.wait_for_url(f"**{event}")
    for way in ("in-short", "noticeboard"):
        visitor.open(f"{event}{way}/")
        assert pages_of(visitor.page.pdf(prefer_css_page_size=True)) == 1, way
    board = visitor.page.locator("main").inner_text()
    assert "14 Larch Street" in board
    short = re.search(r"localhost:\d+(/events/\d+)", board)
    assert short is not None
    assert visitor.open(f"{short[1]}/").page.url.endswith(event)
    # A paragraph's own address shows that paragraph.
    mark = visitor.page.locator(".prose .point__address").first
    mark.click()
    assert visitor.page.locator(":target").count() == 1
