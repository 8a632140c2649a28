"""Making the two font files: Atkinson Hyperlegible, small, and with the letters of Welsh.

Needed only when the files are remade (`manage.py make_fonts`, with the
development lock installed). The original has no ŵ and ŷ: they are composed
here from the letter and the circumflex that the font has. Since the files are
no longer the original, they carry another name (SIL Open Font Licence 1.1).
"""

from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "static" / "ui" / "fonts"
WEIGHTS = ("Regular", "Bold")
#: What the pages are written with: ASCII, the letters of Welsh and of common names, typographers' marks.
LETTERS = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "ŵŷŴŶâêîôûÂÊÎÔÛáéíóúýÁÉÍÓÚàèìòùäëïöüÄËÏÖÜÿçñß"
    + "–—‘’“”…£€½¼¾°×·•©\u00a0"
)
#: letter → its base; the mark is the font's own circumflex.
COMPOSED = {"ŵ": "w", "ŷ": "y", "Ŵ": "W", "Ŷ": "Y"}
NAME = "Alongside Text"


def compose_welsh(font: Any) -> None:
    """Add the letters of Welsh that the font lacks, in place."""
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    cmap, glyphs = font.getBestCmap(), font["glyf"]
    mark = cmap[ord("ˆ")]
    for letter, base_letter in COMPOSED.items():
        base = cmap[ord(base_letter)]
        name = f"uni{ord(letter):04X}"
        pen = TTGlyphPen(font.getGlyphSet())
        pen.addComponent(base, (1, 0, 0, 1, 0, 0))
        pen.addComponent(mark, (1, 0, 0, 1, *_offset(font, base, mark, base_letter)))
        glyphs[name] = pen.glyph()
        font["hmtx"][name] = (font["hmtx"][base][0], 0)
        glyphs[name].recalcBounds(glyphs)
        font["hmtx"][name] = (font["hmtx"][base][0], glyphs[name].xMin)
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[ord(letter)] = name


def _offset(font: Any, base: str, mark: str, base_letter: str) -> tuple[int, int]:
    """Where the mark stands: centred over the base, as high over it as over "a" or "A"."""
    glyphs, cmap = font["glyf"], font.getBestCmap()
    across = (glyphs[base].xMin + glyphs[base].xMax - glyphs[mark].xMin - glyphs[mark].xMax) // 2
    example, bare = ("Â", "A") if base_letter.isupper() else ("â", "a")
    gap = glyphs[cmap[ord(example)]].yMax - glyphs[cmap[ord(bare)]].yMax
    up = glyphs[base].yMax + gap - glyphs[mark].yMax
    return across, up


def make(source: Path, weight: str, target: Path) -> int:
    """Write one weight as woff2; return its size in bytes."""
    from fontTools import subset

    options = subset.Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = ["kern", "mark", "ccmp", "tnum"]
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]
    font = subset.load_font(source / f"AtkinsonHyperlegible-{weight}.ttf", options)
    compose_welsh(font)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=LETTERS)
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 4):
            record.string = NAME if record.nameID == 1 else f"{NAME} {weight}"
        elif record.nameID == 6:
            record.string = f"{NAME.replace(' ', '')}-{weight}"
    subset.save_font(font, target, options)
    return target.stat().st_size
