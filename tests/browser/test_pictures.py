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
    "reflection",
    "thread",
    "before one writes",
    "proposal",
    "along the journey",
    "voting by code",
    "glossary",
    "trust",
    "private",
    "search with words",
)


def names() -> set[str]:
    """The files that `make pictures` writes."""
    titles = [*TAKEN, "members", "catalogue"]
    return {f"{title.replace(' ', '-')}-{size}.png" for title in titles for size in ("phone", "desktop")}


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
            visitor.open(addresses[title]).take_picture(
                folder / f"{title.replace(' ', '-')}-{size}.png", height
            )
        visitor.open("/catalogue/").take_picture(folder / f"catalogue-{size}.png", height)
        visitor.sign_in_with_one_step("Leon Carter").take_picture(folder / f"members-{size}.png", height)
