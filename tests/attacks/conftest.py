"""What attacks share."""

import pytest


@pytest.fixture
def set_up_site(db):
    """A site as it is after set-up: home, the default pages, settings."""
    from cms.setup import set_up

    set_up()
