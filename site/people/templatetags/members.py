"""What the frame of the member side needs."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.urls import reverse
from django.utils.translation import gettext as _

from people import sockets
from people.permissions import Act, may

register = template.Library()
TONES = {constants.ERROR: "problem", constants.WARNING: "problem", constants.SUCCESS: "good"}


@dataclass(frozen=True)
class Place:
    """One entry of the navigation."""

    text: str
    url: str
    current: bool


@register.simple_tag(takes_context=True)
def member_navigation(context: dict[str, Any]) -> list[Place]:
    """Where the person who is signed in may go; nothing for others."""
    request = context.get("request")
    person = getattr(request, "user", None)
    if request is None or person is None or not person.is_authenticated:
        return []
    entries = [(_("Pages"), "wagtailadmin_home", may(person, Act.ENTER_CMS))]
    entries.append((_("People"), "members:people", may(person, Act.SEE_PEOPLE)))
    entries.append((_("Invitations"), "members:invitations", may(person, Act.INVITE)))
    entries.append((_("Settings"), "members:settings", True))
    entries.append((_("Sign out"), "account_logout", True))
    plugged = [entry for _name, function in sockets.navigation for entry in function(person)]
    ways = [(text, reverse(name)) for text, name, open_ in entries if open_]
    home = (_("Home"), reverse("members:home"))
    return [Place(text, url, request.path == url) for text, url in [home, *plugged, *ways]]


@register.simple_tag
def one_step_door() -> str:
    """Where one gets into a demo with one step; nothing anywhere else."""
    return reverse("demo-sign-in") if settings.DEMO else ""


@register.filter
def tone(message: Message) -> str:
    """How a notification sounds: a problem, something good, or a plain word."""
    return TONES.get(message.level, "info")
