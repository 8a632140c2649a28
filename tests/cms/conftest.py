"""What the tests of pages share."""

import pytest

from cms import visit_counting
from edge import integration


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    """Files of a test lie in a folder of its own."""
    settings.MEDIA_ROOT = str(tmp_path / "media")


@pytest.fixture(autouse=True)
def integration_forgotten():
    """What the edge remembers of the setting does not outlive a rolled-back test."""
    integration.register(visit_counting.read_setting)
    yield
    integration.register(visit_counting.read_setting)
