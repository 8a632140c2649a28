"""What every response tells the browser to allow (docs/trust.md, rules 3 and 4).

The policy is a dictionary in the shape that Django 6 reads from SECURE_CSP, so
that a later Django can take it over as it stands.
"""

from collections.abc import Callable, Mapping, Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from edge import integration

Policy = Mapping[str, Sequence[str]]

#: Wagtail's admin, the one place that may style elements in place (its editor measures and moves things).
ADMIN_PREFIX = "cms/"


def written(policy: Policy) -> str:
    """Write a policy as the header's value."""
    return "; ".join(f"{directive} {' '.join(sources)}".strip() for directive, sources in policy.items())


def extended(policy: Policy, **more: Sequence[str]) -> dict[str, list[str]]:
    """Return a policy with sources added; a directive is written with `_` for `-`."""
    wider = {directive: list(sources) for directive, sources in policy.items()}
    for name, sources in more.items():
        directive = name.replace("_", "-")
        kept = [source for source in wider.get(directive, []) if source != "'none'"]
        wider[directive] = [*kept, *sources]
    return wider


def policy_for(request: HttpRequest) -> dict[str, list[str]]:
    """Return the policy of this request's page."""
    path = request.path_info
    if path.startswith(settings.MEMBERS_PREFIX + ADMIN_PREFIX):
        return extended(settings.SECURE_CSP, style_src=["'unsafe-inline'"])
    if integration.choice_of(request) != integration.ACCEPT:
        return extended(settings.SECURE_CSP)  # most pages: nothing needs to be looked up
    now = integration.standing(request)
    if now.loads and now.integration is not None:
        host = [now.integration.host]
        return extended(settings.SECURE_CSP, script_src=host, connect_src=host, img_src=host)
    return extended(settings.SECURE_CSP)


def dress(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Set on a response what its world demands; what is forbidden to be kept stays so."""
    inside = request.path_info.startswith(settings.MEMBERS_PREFIX)
    sent = response.headers
    sent["Referrer-Policy"] = "same-origin" if inside else "no-referrer"
    sent["Content-Security-Policy"] = written(policy_for(request))
    sent["X-Content-Type-Options"] = "nosniff"
    sent["Cross-Origin-Opener-Policy"] = "same-origin"
    sent["Cross-Origin-Resource-Policy"] = "same-origin"
    sent["X-Frame-Options"] = settings.X_FRAME_OPTIONS
    if inside:
        sent["Cache-Control"] = "no-store, private"
    else:
        sent.setdefault("Cache-Control", "no-cache")
    return response


def _without_body(response: HttpResponse) -> None:
    """Answer HEAD as GET would be answered, without the body: the server would warn about each."""
    sent = response.headers
    sent.setdefault("Content-Length", str(len(response.content)))
    response.content = b""


class HeadersMiddleware:
    """Outside everything that may answer early, so that redirects, refusals and errors are dressed too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "is_dummy", False):
            return response  # the request around it belongs to the members' world and is dressed so
        if request.method == "HEAD" and not response.streaming:
            _without_body(response)
        return dress(request, response)
