"""Pictures lose all but their pixels, however they come in."""

import io
import struct
import zlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms, PngImagePlugin
from wagtail.images.forms import get_image_form

from cms.models import PublishedImage
from cms.picture_cleaning import UnusablePictureError, cleaned
from tests.factories.cms import PublishedImageFactory, picture_bytes

MARK = b"SECRET-HMP-WING-C"


def exif(orientation: int = 1) -> Image.Exif:
    """What a phone writes: owner, camera, comment, time, and where it was."""
    made = Image.Exif()
    made[0x0112] = orientation
    made[0x010E] = made[0x013B] = made[0x0131] = MARK.decode()
    made[0x9286] = b"ASCII\0\0\0" + MARK
    gps = made.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (51.0, 45.0, 7.0), "W", (1.0, 15.0, 28.0)
    gps[29] = MARK.decode()
    return made


def everything_known(data: bytes) -> dict:
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        info = dict(image.info)
        assert not dict(image.getexif())
    return info


def clean(data: bytes, name: str) -> bytes:
    return cleaned(ContentFile(data, name=name)).read()


def jpeg_with_everything() -> bytes:
    data = picture_bytes("JPEG", exif=exif(), comment=MARK, xmp=b"<x>" + MARK + b"</x>", quality=95)
    iptc = b"Photoshop 3.0\x00" + b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(MARK) + 5) + b"\x1c\x02\x78"
    iptc += struct.pack(">H", len(MARK)) + MARK + b"\x00"
    segment = b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc
    return data[:2] + segment + data[2:] + b"PK\x03\x04" + MARK


def test_a_jpeg_loses_exif_gps_comment_xmp_iptc_and_what_hides_behind_its_end():
    dirty = jpeg_with_everything()
    assert dirty.count(MARK) >= 6
    made = clean(dirty, "photo.jpg")
    assert MARK not in made
    assert set(everything_known(made)) <= {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
        "progression",
        "progressive",
    }
    assert b"Exif" not in made


def test_a_png_loses_its_text_its_time_its_exif_and_unknown_chunks():
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", MARK.decode())
    text.add_text("Author", MARK.decode(), zip=True)
    text.add_itxt("XML:com.adobe.xmp", MARK.decode())
    text.add(b"prIv", MARK)
    text.add(b"tIME", b"\x07\xe6\x0a\x04\x10\x00\x00")
    dirty = picture_bytes("PNG", pnginfo=text, exif=exif(), dpi=(300, 300))
    made = clean(dirty, "drawing.png")
    assert MARK in dirty
    assert MARK not in made
    chunks = {made[place - 4 : place] for place in _chunk_places(made)}
    assert chunks <= {b"IHDR", b"IDAT", b"IEND", b"PLTE", b"tRNS"}


def _chunk_places(data: bytes):
    place = 8
    while place < len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        yield place + 8
        place += length + 12


def test_a_webp_loses_exif_and_xmp():
    dirty = picture_bytes("WEBP", exif=exif(), xmp=MARK)
    made = clean(dirty, "photo.webp")
    assert MARK in dirty
    assert MARK not in made
    assert b"EXIF" not in made
    assert b"XMP " not in made


def test_a_moving_picture_keeps_its_first_frame_only():
    frames = [Image.new("P", (20, 20), colour) for colour in (1, 2, 3)]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], comment=MARK, loop=0)
    made = clean(out.getvalue(), "moving.gif")
    with Image.open(io.BytesIO(made)) as image:
        assert getattr(image, "n_frames", 1) == 1
    assert MARK not in made


def test_further_pictures_behind_a_jpeg_are_gone():
    out = io.BytesIO()
    first, second = Image.new("RGB", (20, 20), "red"), Image.new("RGB", (20, 20), "blue")
    first.save(out, "MPO", save_all=True, append_images=[second])
    made = clean(out.getvalue(), "photo.jpg")
    with Image.open(io.BytesIO(made)) as image:
        assert image.format == "JPEG"
    assert made.count(b"\xff\xd8\xff") == 1


def test_the_way_the_camera_was_held_is_applied_to_the_pixels():
    made = clean(picture_bytes("JPEG", exif=exif(orientation=6), quality=95), "photo.jpg")
    with Image.open(io.BytesIO(made)) as image:
        assert image.size == (40, 60)
        red, _green, blue = image.convert("RGB").getpixel((20, 5))
    assert red > 200
    assert blue < 60


def test_colours_are_kept_and_the_profile_with_its_owners_name_is_not():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    made = clean(picture_bytes("JPEG", icc_profile=profile, quality=95), "photo.jpg")
    assert "icc_profile" not in everything_known(made)
    with Image.open(io.BytesIO(made)) as image:
        red, _green, blue = image.convert("RGB").getpixel((5, 20))
    assert red > 230
    assert blue < 30


def test_what_is_transparent_stays_so():
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (255, 0, 0, 0)).save(out, "PNG")
    with Image.open(io.BytesIO(clean(out.getvalue(), "clear.png"))) as image:
        assert image.convert("RGBA").getpixel((5, 5))[3] == 0


def bomb() -> bytes:
    """A PNG of 50,000 by 50,000 pixels in a few hundred bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (bomb(), "bomb.png", "pixels"),
        (b"GIF89a" + b"\0" * 20, "short.gif", "broken"),
        (picture_bytes("JPEG")[:200], "cut.jpg", "broken"),
        (picture_bytes("PNG"), "renamed.jpg", "broken"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "drawing.svg", "kind"),
        (b"<html><script>alert(1)</script>", "page.png", "broken"),
        (b"", "nothing.webp", "broken"),
    ],
)
def test_what_is_no_usable_picture_is_refused_in_plain_words(data, name, code):
    with pytest.raises(UnusablePictureError) as refused:
        clean(data, name)
    assert refused.value.code == code
    assert str(refused.value.message).endswith(".")


def stored(row) -> bytes:
    with row.file.storage.open(row.file.name) as file:
        return file.read()


@pytest.mark.django_db
def test_an_uploaded_picture_and_its_sizes_carry_nothing():
    form_class = get_image_form(PublishedImage)
    upload = SimpleUploadedFile("photo.jpg", jpeg_with_everything(), "image/jpeg")
    form = form_class({"title": "A room", "description": "A room", "collection": 1}, {"file": upload})
    assert form.is_valid(), form.errors
    image = form.save()
    assert MARK not in stored(image)
    assert image.file_size == image.file.size
    for spec in ("width-30", "width-30|format-webp", "original"):
        assert MARK not in stored(image.get_rendition(spec))


@pytest.mark.django_db
def test_a_picture_saved_by_a_program_is_cleaned_too():
    image = PublishedImageFactory(file=ContentFile(jpeg_with_everything(), name="photo.jpg"))
    assert MARK not in stored(image)
    assert (image.width, image.height) == (60, 40)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "name"), [(bomb(), "bomb.png"), (picture_bytes("PNG")[:60], "cut.png")], ids=["bomb", "cut"]
)
def test_the_form_says_why_it_refuses_a_file(data, name):
    form = get_image_form(PublishedImage)(
        {"title": "A bomb", "collection": 1}, {"file": SimpleUploadedFile(name, data, "image/png")}
    )
    assert not form.is_valid()
    assert "smaller" in str(form.errors["file"]) or "broken" in str(form.errors["file"])


@pytest.mark.django_db
def test_the_form_refuses_a_file_that_is_too_big(settings):
    form = get_image_form(PublishedImage)(
        {"title": "Big", "collection": 1},
        {"file": SimpleUploadedFile("big.jpg", picture_bytes() + b"\0" * (11 * 1024 * 1024), "image/jpeg")},
    )
    assert "too big" in str(form.errors["file"])
