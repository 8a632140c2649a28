"""What an editor may do to the public site, done inside one worker of a served site."""

import secrets
from collections.abc import Callable
from typing import Any

from wagtail.models import Page

from cms.models import FootLink, HomePage, Navigation, Programme, StandardPage, TopLink


def _page() -> StandardPage:
    return StandardPage.objects.get(title__startswith="Marked page")


def begin() -> str:
    """Make the page that the other acts change; return its address."""
    page = HomePage.objects.first().add_child(
        instance=StandardPage(title="Marked page one", slug="marked", introduction="Before.", live=True)
    )
    return str(page.url)


def publish() -> str:
    page = _page()
    page.introduction = "Words that were published."
    page.save_revision().publish()
    return str(page.url)


def draft() -> str:
    page = _page()
    page.introduction = "Words of a draft."
    page.save_revision()
    return str(page.url)


def preview() -> str:
    """Return what an editor sees of the draft in the preview."""
    return str(_page().get_latest_revision_as_object().make_preview_request().content.decode())


def change_slug() -> str:
    page = _page()
    page.slug = "marked-anew"
    page.save_revision().publish()
    return str(_page().url)


def move() -> str:
    page, parent = _page(), StandardPage.objects.exclude(title__startswith="Marked").live().first()
    page.move(parent, pos="last-child")
    return str(_page().url)


def unpublish() -> None:
    _page().unpublish()


def publish_again() -> str:
    page = _page()
    page.save_revision().publish()
    return str(page.url)


def delete() -> None:
    Page.objects.get(pk=_page().pk).delete()


def rename_programme() -> None:
    programme = Programme.load()
    programme.name = "Renamed programme"
    programme.save()


def make_administrator() -> dict[str, str]:
    """Make somebody who may do everything, with an authenticator app; return what signs them in."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    from people.permission_groups import PermissionGroup
    from tests.factories.people import PASSWORD, PersonFactory

    person = PersonFactory(group=PermissionGroup.ADMINISTRATOR, is_superuser=True)
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    return {"email": person.email, "password": PASSWORD, "secret": secret}


def where_pages_are() -> dict[str, int]:
    """Return a page of each kind that stands at set-up, by the name of its kind."""
    return {page.specific_class.__name__: page.pk for page in Page.objects.live().filter(depth__gt=1)}


def make_section() -> list[str]:
    """Make a page below the front page and one below that; return both addresses."""
    section = HomePage.objects.first().add_child(
        instance=StandardPage(title="Section one", slug="section", live=True)
    )
    below = section.add_child(instance=StandardPage(title="Below the section", slug="below", live=True))
    navigation = Navigation.load()
    TopLink.objects.create(navigation=navigation, page=section, sort_order=99)
    return [str(section.url), str(below.url)]


def rename_section() -> list[str]:
    section = StandardPage.objects.get(slug="section")
    section.title, section.slug = "Section two", "section-anew"
    section.save_revision().publish()
    return [
        str(page.url) for page in StandardPage.objects.filter(path__startswith=section.path).order_by("path")
    ]


def link_at_the_foot() -> None:
    FootLink.objects.create(navigation=Navigation.load(), address="/anew/", text="Link anew", sort_order=99)


def open_thread() -> str:
    """Open a thread that anybody may answer, and give the box a key; return its address."""
    from feedback.letterbox import keys
    from tests.factories.threads import ThreadFactory

    keys.first_key()
    # Each worker counts for itself; what they make must not be called the same.
    return f"/feedback/{ThreadFactory(slug=f'asked-{secrets.token_hex(4)}').slug}/"


def open_event() -> str:
    """Publish an event that people register for; return its address."""
    from tests.factories.registrations import open_event as make

    return str(make(slug=f"event-{secrets.token_hex(4)}").url)


def show_words() -> str:
    """Let there be an answer that everybody reads; return its key."""
    from feedback.threads import keys
    from tests.factories.threads import PublishedFactory

    return keys.written(PublishedFactory(thread__slug=f"read-{secrets.token_hex(4)}").pk)


def sign_in_facilitator() -> str:
    """Return the session in which somebody who types in from paper is signed in."""
    from django.test import Client

    from tests.factories.moderation import facilitator

    client = Client()
    client.force_login(facilitator(email=f"{secrets.token_hex(4)}@example.org"))
    return str(client.cookies["sessionid"].value)


def empty_the_box() -> int:
    from feedback.letterbox import emptying

    return emptying.empty().opened


BY_NAME: dict[str, Callable[[], Any]] = {
    "nothing": lambda: None,
    "make_administrator": make_administrator,
    "where_pages_are": where_pages_are,
    "begin": begin,
    "publish": publish,
    "draft": draft,
    "preview": preview,
    "change_slug": change_slug,
    "move": move,
    "unpublish": unpublish,
    "publish_again": publish_again,
    "delete": delete,
    "rename_programme": rename_programme,
    "make_section": make_section,
    "rename_section": rename_section,
    "link_at_the_foot": link_at_the_foot,
    "open_event": open_event,
    "open_thread": open_thread,
    "show_words": show_words,
    "sign_in_facilitator": sign_in_facilitator,
    "empty_the_box": empty_the_box,
}
