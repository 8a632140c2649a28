from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path


def home(request: HttpRequest) -> HttpResponse:
    return HttpResponse("members")


app_name = "members"
urlpatterns: list[URLPattern | URLResolver] = [path("", home, name="home")]
