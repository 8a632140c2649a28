"""Pictures of each page type for the README, taken from the running demo: `make pictures`."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.browser import page_types
from tests.browser.visitor import DESKTOP, PHONE

FOLDER = Path(settings.BASE_DIR) / "docs" / "pictures"
TAKEN = (
    "home",
    "events",
    "event",
    "event to come",
    "event on one page",
    "event in Easy Read",
    "event for a noticeboard",
    "coming to an event",
    "back to a place",
    "a draft to check",
    "reflection",
    "threads",
    "thread",
    "an answer",
    "Easy Read",
    "how we do",
    "before one writes",
    "coming back",
    "reporting",
    "proposals",
    "proposal",
    "every change of a proposal",
    "what changed in a proposal",
    "along the journey",
    "voting by code",
    "what changed",
    "what changed, in numbers",
    "what changed, for a noticeboard",
    "decision",
    "panorama",
    "pilots",
    "a pilot",
    "places",
    "places as a table",
    "a place",
    "link workers",
    "ways to take part",
    "glossary",
    "trust",
    "private",
    "search with words",
    "sign in",
)


def file_of(title: str, size: str) -> str:
    """What the picture of a page type is called."""
    return f"{title.replace(',', '').replace(' ', '-')}-{size}.png"


def names() -> set[str]:
    """The files that `make pictures` writes."""
    titles = [*TAKEN, "members", "catalogue"]
    return {file_of(title, size) for title in titles for size in ("phone", "desktop")}


def test_the_pictures_are_those_that_are_taken():
    assert {path.name for path in FOLDER.glob("*.png")} == names()


def test_pictures_are_taken_of_each_page_type(site, visit, pytestconfig, tmp_path):
    folder = FOLDER if pytestconfig.getoption("--pictures") else tmp_path
    if not pytestconfig.getoption("--pictures"):
        pytest.skip("taken by make pictures")
    folder.mkdir(parents=True, exist_ok=True)
    addresses = page_types.types(site)
    for size, measures, height in (("phone", PHONE, 1000), ("desktop", DESKTOP, 1500)):
        visitor = visit(size=measures)
        for title in TAKEN:
            visitor.open(addresses[title]).take_picture(folder / file_of(title, size), height)
        visitor.open("/catalogue/").take_picture(folder / f"catalogue-{size}.png", height)
        visitor.sign_in_with_one_step("Leon Carter").take_picture(folder / f"members-{size}.png", height)
