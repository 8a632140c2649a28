"""What attacks share."""

import pytest


@pytest.fixture
def set_up_site(db):
    """A site as it is after set-up: home, the default pages, settings."""
    from cms.setup import set_up

    set_up()


@pytest.fixture(scope="session")
def server(tmp_path_factory, django_db_setup, django_db_blocker):
    """One real server with two workers for all attacks that need one."""
    from tests.attacks.serving import serve

    with django_db_blocker.unblock(), serve(tmp_path_factory.mktemp("served")) as running:
        yield running
