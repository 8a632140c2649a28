"""What the tests of pages share."""

import pytest


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    """Files of a test lie in a folder of its own."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
