"""Drawing the small pictures of the mark: for browsers that take no SVG, and for the screen of a phone.

Needed only when the files are remade (`manage.py make_icons`). The two strokes are those of icon.svg.
"""

from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).parent / "static" / "ui"
SAID, DONE, PAPER = (0x0B, 0x54, 0x4E), (0xE4, 0x67, 0x2A), (0xFF, 0xFD, 0xF8)
#: Ends and handles of the two curves, in fortieths of the picture; 8 fortieths thick.
STROKES = (
    (((8, 36), (8, 22), (16, 18), (16, 4)), SAID),
    (((24, 36), (24, 22), (32, 18), (32, 4)), DONE),
)
_FINER = 8


def mark(size: int, *, room: float = 0.0, paper: bool = False) -> Image.Image:
    """Return the mark, ``size`` pixels square; ``room`` is the free part at each side, 0 to 0.4."""
    wide = size * _FINER
    picture = Image.new("RGBA", (wide, wide), (*PAPER, 255 if paper else 0))
    pen = ImageDraw.Draw(picture)
    scale, shift = wide * (1 - 2 * room) / 40, wide * room
    radius = 4 * scale
    for curve, colour in STROKES:
        for step in range(wide + 1):
            x, y = (shift + scale * one for one in _on(curve, step / wide))
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)
    return picture.resize((size, size), Image.Resampling.LANCZOS)


def _on(curve: tuple[tuple[int, int], ...], t: float) -> tuple[float, float]:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    return (
        sum(weight * point[0] for weight, point in zip(weights, curve, strict=True)),
        sum(weight * point[1] for weight, point in zip(weights, curve, strict=True)),
    )


def make(folder: Path = FOLDER) -> list[Path]:
    """Write favicon.ico (three sizes) and touch-icon.png; return where."""
    icon, touch = folder / "favicon.ico", folder / "touch-icon.png"
    mark(48).save(icon, sizes=[(16, 16), (32, 32), (48, 48)])
    flat = mark(180, room=0.16, paper=True).convert("RGB").quantize(32)
    flat.save(touch, optimize=True)
    return [icon, touch]
