"""The site's own addresses and, before them, doors for the attacks on a real server."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from alongside import urls as site
from edge.request_line import quiet
from tests.attacks import changes

handler400, handler403, handler404, handler500 = (
    site.handler400,
    site.handler403,
    site.handler404,
    site.handler500,
)


def fails(request: HttpRequest) -> HttpResponse:
    words = request.body.decode() + request.META.get("HTTP_X_MARK", "")
    try:
        int(words)
    except ValueError as error:
        raise RuntimeError(f"{request.get_full_path()}: {words}") from error
    return HttpResponse()


@quiet
def say(request: HttpRequest) -> HttpResponse:
    return HttpResponse("said")


def change(request: HttpRequest, name: str) -> JsonResponse:
    """Let this worker change something, as an editor's request would."""
    return JsonResponse(changes.BY_NAME[name](), safe=False)


urlpatterns = [path("fails/", fails), path("say/", say), path("change/<name>/", change), *site.urlpatterns]
