"""Makes a picture anew from its pixels alone, so that nothing else it carried remains.

EXIF (camera, owner, time, place), GPS, XMP, IPTC, comments, thumbnails, further frames
and whatever is hidden behind the end of the file are not copied, since only what is
known to be seen is written: the pixels, turned as the camera meant them, in sRGB.
"""

import io
import warnings
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

#: More pixels than any page shows; a small file can unfold to far more (a decompression bomb).
MOST_PIXELS = 40_000_000
_JPEG_QUALITY = 90
_WEBP_QUALITY = 88
#: What an extension is read and written as. MPO, a JPEG with more pictures behind it, is read as JPEG.
_FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".gif": "GIF", ".webp": "WEBP"}


class UnusablePictureError(ValidationError):
    """The file cannot be shown as a picture here; says why in plain words."""


def cleaned(picture: File) -> ContentFile:
    """Return the same picture with nothing but its pixels, under the same name.

    Of a moving picture the first frame remains: what moves by itself distracts, and readers
    could not stop it. Raises UnusablePictureError for what is too large, broken, or no picture.
    """
    wanted = _FORMATS.get(Path(picture.name or "").suffix.lower())
    if wanted is None:
        raise UnusablePictureError(_("Use a JPEG, PNG, GIF or WebP picture."), code="kind")
    picture.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            made = _made_anew(picture, wanted)
    except UnusablePictureError:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise _too_many_pixels() from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError, OverflowError):
        raise UnusablePictureError(
            _("This file is broken, or not the kind of picture its name says. Save it again and retry."),
            code="broken",
        ) from None
    clean = ContentFile(made, name=picture.name)
    clean.is_cleaned = True  # type: ignore[attr-defined]
    return clean


def is_cleaned(picture: object) -> bool:
    """Whether this very file came out of ``cleaned``."""
    return bool(getattr(picture, "is_cleaned", False))


def _too_many_pixels() -> UnusablePictureError:
    return UnusablePictureError(
        _("This picture has too many pixels. Make it smaller, 4,000 pixels wide at most, and try again."),
        code="pixels",
    )


def _made_anew(picture: File, wanted: str) -> bytes:
    with Image.open(picture, formats=[wanted]) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise _too_many_pixels()
        opened.seek(0)
        opened.load()
        upright = ImageOps.exif_transpose(opened)
    return _written(_pixels_alone(_in_srgb(upright)), wanted)


def _in_srgb(image: Image.Image) -> Image.Image:
    """The colours as they were meant, without the profile: it can carry its owner's name."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "CMYK", "L"):
        return image
    try:
        return ImageCms.profileToProfile(  # type: ignore[return-value]
            image,
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode="RGB",
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image


def _pixels_alone(image: Image.Image) -> Image.Image:
    """A new picture with the same pixels and none of what else the old one knew."""
    clear = image.has_transparency_data
    plain = image.convert("RGBA" if clear else "L" if image.mode in ("1", "L") else "RGB")
    alone = Image.new(plain.mode, plain.size)
    alone.paste(plain)
    return alone


def _written(image: Image.Image, wanted: str) -> bytes:
    out = io.BytesIO()
    if wanted == "JPEG":
        image.convert("L" if image.mode == "L" else "RGB").save(
            out, "JPEG", quality=_JPEG_QUALITY, optimize=True
        )
    elif wanted == "WEBP":
        image.save(out, "WEBP", quality=_WEBP_QUALITY, method=4)
    elif wanted == "PNG":
        image.save(out, "PNG", optimize=True)
    else:
        image.save(out, "GIF")
    return out.getvalue()
