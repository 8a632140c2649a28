"""The same publication read in other ways, each at an address below the page's own.

On one page; in Easy Read; on paper for a noticeboard. Which there are follows from what editors wrote. They
are addresses of the page itself (Wagtail's routable pages): they move with it, go with it, and a draft's are
shown nowhere but in the editor's preview.
"""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from cms.chrome import furniture_of
from consultations.events import noticeboard
from consultations.events.publication import EASY_READ, IN_SHORT, NOTICEBOARD, Called, Publication, Shown

#: Ways of looking at a draft, as Wagtail's side panel offers them.
MODES = [
    ("", _("The whole page")),
    (IN_SHORT, _("On one page")),
    (EASY_READ, _("Easy Read")),
    (NOTICEBOARD, _("For a noticeboard")),
]
TEMPLATES = {
    IN_SHORT: "events/in_short.html",
    EASY_READ: "events/easy_read.html",
    NOTICEBOARD: "events/noticeboard.html",
}


class Readable(RoutablePageMixin):
    """A page with further readings that can be cited. Mixed into `EventPage` and what is like it."""

    #: Addresses below it that are readings.
    readings: ClassVar[tuple[str, ...]] = tuple(TEMPLATES)
    #: What the page is called in them. The page brings it.
    called: ClassVar[Called]

    def as_shown(self, request: HttpRequest | None) -> Shown:
        """The page as it is shown today. The page brings it."""
        raise NotImplementedError

    def has_reading(self, way: str) -> bool:
        """Whether editors wrote what it takes to read it in this way."""
        written = {IN_SHORT: self.in_short, EASY_READ: self.easy_read, NOTICEBOARD: self.in_short}
        return bool(written[way])

    def publication(self, request: HttpRequest, *, reading: str = "") -> Publication:
        """The page as a publication."""
        publisher = furniture_of(request).programme.name
        return Publication(self.as_shown(request), publisher, request, reading=reading)

    @property
    def preview_modes(self) -> list[Any]:
        """What a draft can be looked at as."""
        return MODES

    def serve_preview(self, request: HttpRequest, mode_name: str) -> TemplateResponse:
        """A draft as it would be read."""
        if mode_name in TEMPLATES:
            return self._read(request, mode_name)
        response: TemplateResponse = super().serve_preview(request, mode_name)
        return response

    @path(f"{IN_SHORT}/")
    def in_short_reading(self, request: HttpRequest) -> TemplateResponse:
        """The summary on one page."""
        return self._read_if(request, IN_SHORT)

    @path(f"{EASY_READ}/")
    def easy_reading(self, request: HttpRequest) -> TemplateResponse:
        """The summary in Easy Read."""
        return self._read_if(request, EASY_READ)

    @path(f"{NOTICEBOARD}/")
    def noticeboard_reading(self, request: HttpRequest) -> TemplateResponse:
        """The summary to print and hang up."""
        return self._read_if(request, NOTICEBOARD)

    def _read_if(self, request: HttpRequest, mode: str) -> TemplateResponse:
        if not self.has_reading(mode):
            raise Http404
        return self._read(request, mode)

    def _read(self, request: HttpRequest, mode: str) -> TemplateResponse:
        context: dict[str, Any] = super().get_context(request)
        page: Any = self
        context["publication"] = publication = self.publication(request, reading=mode)
        context["breadcrumbs"] = [*context["breadcrumbs"], (page.title, page.get_url(request) or "")]
        if mode == NOTICEBOARD:
            context["board"] = noticeboard.shown(publication.shown, furniture_of(request).programme)
        return TemplateResponse(request, TEMPLATES[mode], context)
