"""Pages and pictures for every room's tests.

``home_page()`` gives the one home page, made and put at the root of the site when there is none; all
other pages stand below it unless told otherwise.
"""

import io
from typing import Any

import factory
import wagtail_factories
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Page, Site

from cms.models import GlossaryPage, HomePage, PublishedImage, ReflectionPage, StandardPage


def home_page(**fields: Any) -> HomePage:
    """The home page at the root of the site: the one there is, or a new one."""
    there = HomePage.objects.first()
    if there is not None:
        return there
    root = Page.get_first_root_node()
    home = HomePage(**{"title": "Home", "slug": "the-home-page", **fields})
    root.add_child(instance=home)
    site, _made = Site.objects.get_or_create(is_default_site=True, defaults={"root_page": home})
    site.root_page, site.hostname, site.port = home, "localhost", 80
    site.save()
    return home


class PageFactory(wagtail_factories.PageFactory):
    """What all our pages have."""

    class Meta:
        abstract = True

    title = factory.Sequence(lambda n: f"Page {n}")
    slug = factory.Sequence(lambda n: f"page-{n}")
    introduction = "What it is about."
    parent = factory.LazyFunction(home_page)


class StandardPageFactory(PageFactory):
    """An ordinary page; ``body`` takes pairs of block name and value."""

    class Meta:
        model = StandardPage


class ReflectionPageFactory(PageFactory):
    """One person's own view."""

    class Meta:
        model = ReflectionPage

    author_name = "Ada Example"


class GlossaryPageFactory(PageFactory):
    """The glossary; ``entries`` takes pairs of "entry" and a dictionary."""

    class Meta:
        model = GlossaryPage

    slug = "words"


def picture_bytes(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    """A small picture, red on the left, blue on the right. ``options`` go to Pillow's save."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


class PublishedImageFactory(factory.django.DjangoModelFactory):
    """A picture; its file is put into the media folder of the test."""

    class Meta:
        model = PublishedImage

    title = factory.Sequence(lambda n: f"Picture {n}")
    file = factory.LazyFunction(lambda: ContentFile(picture_bytes(), name="picture.jpg"))
