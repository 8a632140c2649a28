import logging

import pytest
from gunicorn.config import Config
from gunicorn.glogging import Logger

from edge.gunicorn_logger import LoggerWithoutAddresses


@pytest.fixture
def restored():
    """gunicorn's loggers are global: leave them as they were."""
    log = logging.getLogger("gunicorn.error")
    before = (log.handlers[:], log.filters[:], log.propagate)
    yield log
    log.handlers, log.filters, log.propagate = before


def written(logger_class, capsys, say):
    config = Config()
    config.set("errorlog", "-")
    config.set("accesslog", "-")
    logger = logger_class(config)
    say(logger)
    for handler in [*logger.error_log.handlers, *logger.access_log.handlers]:
        handler.flush()
    logger.access_log.handlers.clear()
    return capsys.readouterr().err


def says_address(logger):
    logger.warning("Invalid request from ip=203.0.113.9: marked")


def says_path(logger):
    try:
        int("marked")
    except ValueError:
        logger.exception("Error handling request %s %s", "GET", "/marked")


@pytest.mark.parametrize("say", [says_address, says_path])
def test_gunicorns_own_logger_tells_and_ours_does_not(restored, capsys, say):
    assert "marked" in written(Logger, capsys, say)
    told = written(LoggerWithoutAddresses, capsys, say)
    assert "request" in told
    assert "/marked" not in told
    assert "203.0.113.9" not in told


def test_no_access_log_even_if_the_configuration_asks_for_one(restored, capsys):
    assert written(LoggerWithoutAddresses, capsys, lambda logger: logger.access(None, None, None, None)) == ""


def test_why_a_worker_could_not_start_is_told_in_full(restored, capsys):
    def cannot_start(logger):
        try:
            raise ValueError(", ".join(["the setting", "X is missing"]))
        except ValueError:
            logger.exception("Exception in worker process")

    assert "the setting, X is missing" in written(LoggerWithoutAddresses, capsys, cannot_start)
