"""What a page would cost if it cost nothing: one view that answers always the same, and no middleware.

Settings and server door in one, for `gunicorn tests.benchmarks.constant_site:application`.
"""

import os

from django.http import HttpRequest, HttpResponse
from django.urls import path

SECRET_KEY = "only-measured-with"
ALLOWED_HOSTS = ["*"]
MIDDLEWARE: list[str] = []
ROOT_URLCONF = __name__
INSTALLED_APPS: list[str] = []
USE_I18N = False
BODY = b"x" * int(os.environ.get("BODY_BYTES", "10000"))


def constant(request: HttpRequest) -> HttpResponse:
    """The same bytes, always."""
    return HttpResponse(BODY)


urlpatterns = [path("", constant)]


def _application() -> object:
    os.environ["DJANGO_SETTINGS_MODULE"] = __name__
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()


if os.environ.get("SERVE_CONSTANT"):
    application = _application()
