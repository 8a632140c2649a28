"""Visit counting by the programme's own Matomo: the one integration, plugged into the edge."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.settings import VisitCounting
from edge import integration


@dataclass(frozen=True)
class Banner:
    """What the cookie banner needs: where its choices are sent, and where to come back to."""

    action: str
    next: str
    find_out_more: str
    name: str


def read_setting() -> integration.Integration | None:
    """Return the integration as it is set, or nothing while it is off. One query."""
    setting = VisitCounting.objects.first()
    if setting is None or not (setting.switched_on and setting.host and setting.site_id):
        return None
    return integration.Integration(
        name=_("Counting visits"),  # lazy: kept for readers of both languages
        host=setting.host,
        script_url=f"{setting.host}/matomo.js",
        site_id=setting.site_id,
    )


def banner(request: HttpRequest) -> Banner | None:
    """Return the banner, if this request's page asks: the integration is on, and nothing was chosen yet."""
    now = integration.standing(request)
    if now.integration is None or not now.asks:
        return None
    return Banner(
        action=reverse("edge:cookie-choice"),
        next=request.get_full_path(),
        find_out_more="/cookies/",
        name=str(now.integration.name),
    )


def loaded(request: HttpRequest) -> integration.Integration | None:
    """Return the integration if this request's visitor agreed to it."""
    now = integration.standing(request)
    return now.integration if now.loads else None
