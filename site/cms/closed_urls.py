"""Addresses of Wagtail's admin that lead nowhere here, though Wagtail would answer them.

Nothing is hidden behind a password, a sign-in or a group outside the members' world: out
there nobody is known (docs/trust.md, rule 5). Nobody is shown, or noted, as being where at which
second (rule 25). And nobody needs a page that breaks on purpose.
"""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import URLPattern, URLResolver, path


def closed(request: HttpRequest, **kwargs: object) -> HttpResponseBase:
    """Answer as if there were nothing."""
    raise Http404


urlpatterns: list[URLPattern | URLResolver] = [
    path("pages/<int:page_id>/privacy/", closed, name="cms-closed-page-privacy"),
    path("collections/<int:collection_id>/privacy/", closed, name="cms-closed-collection-privacy"),
    path("reports/site-history/", closed, name="cms-closed-history"),
    path("reports/site-history/<path:rest>", closed, name="cms-closed-history-parts"),
    path("editing-sessions/<path:rest>", closed, name="cms-closed-editing-sessions"),
    path("failwhale/", closed, name="cms-closed-error"),
    path("test404/", closed, name="cms-closed-test"),
]
