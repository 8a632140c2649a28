"""Addresses whose views do on purpose what real views must not."""

import itertools

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from edge.page_cache import never_store
from edge.request_line import quiet

made = itertools.count()


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"page {next(made)} {request.GET.urlencode()} {sorted(request.COOKIES)}")


def sets_cookie(request: HttpRequest) -> HttpResponse:
    response = HttpResponse("cookie")
    response.set_cookie("tracker", "1")
    return response


def varies(request: HttpRequest) -> HttpResponse:
    return HttpResponse("varies", headers={"Vary": "Accept-Encoding, Cookie, Accept-Language"})


def members_cookie(request: HttpRequest) -> HttpResponse:
    response = HttpResponse("inside")
    response.set_cookie("inside", "1", path="/members/")
    return response


def members_stray_cookie(request: HttpRequest) -> HttpResponse:
    response = members_cookie(request)
    response.set_cookie("stray", "1", path="/")
    return response


def what_is_known(request: HttpRequest) -> HttpResponse:
    names = ("HTTP_COOKIE", "HTTP_ACCEPT_LANGUAGE", "HTTP_USER_AGENT", "HTTP_REFERER", "HTTP_AUTHORIZATION")
    return HttpResponse(repr([name for name in names if name in request.META]))


@never_store
def private(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"private {next(made)}")


@quiet
def say(request: HttpRequest) -> HttpResponse:
    return HttpResponse("said")


@quiet
def say_and_fail(request: HttpRequest) -> HttpResponse:
    raise ValueError(request.GET["words"])


def fails(request: HttpRequest) -> HttpResponse:
    words = request.POST.get("words", "")
    try:
        int(words)
    except ValueError as error:
        raise RuntimeError(f"could not take {words}") from error
    return HttpResponse()


def gone_away(request: HttpRequest) -> HttpResponse:
    from django.db import OperationalError

    raise OperationalError("the database is away")


def missing(request: HttpRequest) -> HttpResponse:
    return HttpResponse("not here", status=404)


urlpatterns = [
    path("", include("edge.urls")),
    path("page/", page, name="page"),
    path("cy/page/", page),
    path("sets-cookie/", sets_cookie),
    path("varies/", varies),
    path("known/", what_is_known),
    path("private/", private),
    path("say/", say, name="say"),
    path("say-and-fail/", say_and_fail),
    path("fails/", fails, name="fails"),
    path("gone-away/", gone_away),
    path("missing/", missing),
    path("members/page/", page),
    path("members/cms/page/", page),
    path("members/cookie/", members_cookie),
    path("members/stray/", members_stray_cookie),
]

handler400 = "edge.errors.bad_request"
handler403 = "edge.errors.forbidden"
handler404 = "edge.errors.not_found"
handler500 = "edge.errors.server_error"
