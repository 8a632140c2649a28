"""What every test shares: a database that is there at once, and a word about what could not be tried."""

import gc
import os
from collections.abc import Generator, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from _pytest import runner

from tests import house, surroundings
from tests.databases import TestDatabase, made_once, one_at_a_time
from tests.roomy_frame import in_a_roomy_frame

# Playwright runs a loop of its own in the test's thread; our code is synchronous all the same.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

pytest_plugins = ["tests.attacks.serving", "tests.browser.fixtures", "tests.letterbox.fixtures"]


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("alongside")
    group.addoption("--benchmarks", action="store_true", help="measure the figures too (make bench)")
    group.addoption("--house", action="store_true", help="only the house, without the rooms that stand on it")
    group.addoption("--pictures", action="store_true", help="take the pictures of docs/pictures anew")


def pytest_configure(config: pytest.Config) -> None:
    """A fresh clone has no compiled translations, and Django reads them once."""
    # Given out in our order (surroundings.put_in_order), not by the number of tests in a group.
    config.option.loadscopereorder = False

    from django.conf import settings
    from hypothesis import settings as properties

    from alongside import translations

    # A busy machine makes no property untrue.
    properties.register_profile("house", deadline=None)
    properties.load_profile("house")

    with one_at_a_time(Path(settings.DATA_DIR) / "test-databases" / "languages-lock"):
        for folder in settings.LOCALE_PATHS:
            translations.compile_all(Path(folder))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Files of other rooms need not be read to leave them out."""
    return True if config.getoption("--house") and house.is_anothers(collection_path) else None


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> Generator[None, object, object]:
    if config.getoption("--house"):
        house.keep_only_own(config, items)
    surroundings.mark_by_folder(items)
    surroundings.skip_what_cannot_run(config, items)
    done = yield
    surroundings.put_in_order(items)
    return done


def pytest_collection_finish(session: pytest.Session) -> None:
    """Thousands of tests and all modules stay until the end: Python need not look there for rubbish."""
    surroundings.groups_are_kept(session)
    gc.collect()
    gc.freeze()
    # What a test leaves is little beside what a search for it costs each 700 objects.
    gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    in_a_roomy_frame(partial(runner.pytest_runtest_protocol, item, nextitem))
    return True


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    surroundings.say_loudly(terminalreporter)


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker, worker_id: str
) -> Iterator[None]:
    """A copy of a database that was migrated once and is kept until a migration changes."""
    with django_db_blocker.unblock():
        database = TestDatabase(worker_id)
        database.make(anew=request.config.getoption("--create-db"))
    request.config.stash[_DATABASE] = database
    yield
    with django_db_blocker.unblock():
        database.remove()


_DATABASE = pytest.StashKey[TestDatabase]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """After a test that really commits (and so empties every table), bring the migrations' rows back."""
    yield
    marker = item.get_closest_marker("django_db")
    commits = (marker and marker.kwargs.get("transaction")) or {"transactional_db", "live_server"} & set(
        getattr(item, "fixturenames", ())
    )
    database = item.config.stash.get(_DATABASE, None)
    if commits and database is not None:
        from pytest_django.plugin import blocking_manager_key

        with item.config.stash[blocking_manager_key].unblock():
            database.restore()


@pytest.fixture(scope="module")
def site_as_set_up(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The set-up, once for the tests of a file; each rolls back its own changes."""
    from cms.setup import set_up

    with made_once(django_db_blocker, set_up):
        yield


@pytest.fixture
def set_up_site(site_as_set_up: None, db: None) -> None:
    """A site as it is after set-up: home, the default pages, settings."""


@pytest.fixture(autouse=True)
def nothing_is_kept_between_tests() -> Iterator[None]:
    """Empty what outlives a rolled-back test: kept pages, what stands around them, where the site begins,
    and the language of the last page that was asked for.
    """
    from django.core.cache import cache
    from django.utils import translation

    from edge import page_cache
    from edge.memory import memory

    for kept in (page_cache.shelf, memory, cache):
        kept.clear()
    translation.deactivate()
    yield
    for kept in (page_cache.shelf, memory, cache):
        kept.clear()
