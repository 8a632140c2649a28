"""The edge alone: its own middleware around views made for the purpose."""

import pytest

EDGE = [
    "edge.two_worlds.TwoWorldsMiddleware",
    "edge.request_line.RequestLineMiddleware",
    "edge.page_cache.PageCacheMiddleware",
    "edge.headers.HeadersMiddleware",
    "edge.language.LanguageByAddressMiddleware",
    "django.middleware.common.CommonMiddleware",
]


@pytest.fixture(autouse=True)
def edge_alone(settings):
    """No sign-in, no Wagtail: what is seen is the edge's own doing."""
    settings.MIDDLEWARE = EDGE
    settings.ROOT_URLCONF = "tests.edge.addresses"


@pytest.fixture
def production(settings):
    """Mistakes are put right and logged, not raised."""
    settings.ENVIRONMENT = "production"
