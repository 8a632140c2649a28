"""Style sheet, script, fonts: light enough, readable enough, and marmalade for one thing only."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from fontTools.ttLib import TTFont

from ui import fonts

STATIC = Path(settings.BASE_DIR) / "site" / "ui" / "static" / "ui"
CSS = (STATIC / "house.css").read_text()
#: Where the colour of what was done may be used: its strokes, its words, the mark. A promise that was kept is
#: something done; a response is only where it says that something is or will be.
MARMALADE_IS_FOR = re.compile(
    r"two__row|two__heads|points > li|\.did|came|drawing--done|bar--done|\.mark|^\s*:root|^:root"
    r"|\.kept|response--does|line--done|way-map__done"
)


def tokens(scheme: str) -> dict[str, str]:
    """The tokens of light or dark, light ones where dark has none of its own."""
    plain = re.sub(
        r"@media[^{]*prefers-color-scheme: dark[^{]*\{\s*:root \{(.*?)\}", "", CSS, count=1, flags=re.S
    )
    dark = re.search(r"prefers-color-scheme: dark\) \{\s*:root \{(.*?)\}", CSS, re.S)
    assert dark
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", plain.split("@layer base")[0]))
    if scheme == "dark":
        found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", dark[1]))
    return found


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(one * 2 for one in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """As WCAG 2.2 defines it: 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_read_on_every_ground(scheme):
    colour = tokens(scheme)
    for ground in ("paper", "wash", "sheet"):
        for words in ("ink", "soft", "said", "done-ink"):
            assert contrast(colour[words], colour[ground]) >= 4.5, (words, ground)
    assert contrast(colour["on-ink"], colour["ink"]) >= 7
    assert contrast(colour["on-field"], colour["field"]) >= 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_strokes_and_focus_can_be_seen(scheme):
    colour = tokens(scheme)

    assert contrast(colour["said"], colour["paper"]) >= 3
    assert contrast(colour["done"], colour["paper"]) >= 3
    # The ring has a dark edge, so that one of the two stands out on any ground.
    for ground in ("paper", "wash", "sheet", "field", "ink"):
        best = max(contrast(colour[ring], colour[ground]) for ring in ("focus", "focus-edge"))
        assert best >= 3, ground


def rules() -> list[tuple[str, str]]:
    """Selectors and declarations, flat."""
    return [(selector.strip(), body) for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", CSS)]


def test_marmalade_is_for_what_was_done_and_for_nothing_else():
    users = [
        selector
        for selector, body in rules()
        if re.search(r"var\(--done|#e4672a|#ff9a63", body) and not MARMALADE_IS_FOR.search(selector)
    ]

    assert users == []


def test_a_public_page_gets_less_than_two_thirds_of_what_it_may():
    weight = sum(len(gzip.compress((STATIC / name).read_bytes(), 9)) for name in ("house.css", "house.js"))

    assert weight <= 13_333


def test_nothing_is_fetched_from_elsewhere():
    for name in ("house.css", "admin.css", "house.js"):
        source = (STATIC / name).read_text()
        assert not re.search(r"https?:|//[a-z]|@import", re.sub(r"^\s*//.*$", "", source, flags=re.M)), name


@pytest.mark.parametrize("weight", fonts.WEIGHTS)
def test_a_font_is_small_and_has_every_letter_we_write(weight):
    path = fonts.FOLDER / f"{weight}.woff2"
    known = set(TTFont(path).getBestCmap())

    assert path.stat().st_size <= 12_288
    assert [letter for letter in fonts.LETTERS if ord(letter) not in known] == []
    assert {"ŵ", "ŷ", "–", "“", "”", "’", "½", "€", "£"} <= set(fonts.LETTERS)


def test_the_licence_of_the_fonts_lies_beside_them():
    assert "SIL OPEN FONT LICENSE Version 1.1" in (fonts.FOLDER / "OFL.txt").read_text().upper().replace(
        "VERSION", "Version"
    )


def test_fonts_swap_in_and_nobody_waits():
    assert CSS.count("@font-face") == CSS.count("font-display: swap") == 2


@pytest.mark.parametrize(
    "way", ["prefers-color-scheme: dark", "forced-colors: active", "prefers-reduced-motion", "media print"]
)
def test_the_style_sheet_answers_to(way):
    assert way in CSS


@pytest.mark.parametrize("name", ["icon.svg", "favicon.ico", "touch-icon.png", "mark.svg"])
def test_the_mark_is_there_in_small_files(name):
    assert 0 < (STATIC / name).stat().st_size < 8_000


def test_the_small_pictures_can_be_made_anew(tmp_path):
    from ui import icons

    assert [path.stat().st_size > 0 for path in icons.make(tmp_path)] == [True, True]
