"""gunicorn's own log, without anything a visitor sent (docs/trust.md, rule 25).

gunicorn writes the address and the offending bytes of every malformed request
("Invalid request from ip=…"), and the full address of a page that failed.
"""

import logging
from typing import Any

from gunicorn.glogging import Logger

from edge.request_line import WithoutWords

#: What its messages about requests begin with, and what is written instead.
ABOUT_REQUESTS = {
    "Invalid request": "A request that was not HTTP was refused.",
    "Error handling request": "A request failed in the server.",
    "Socket error": "A connection failed.",
    "Ignored premature client": "A connection was closed early.",
    "Closing connection": "A connection was closed.",
    "WSGI app sent body": "A body was sent where none belongs.",
}


class QuietRequests(logging.Filter):
    """Rewrites what is said about a request; leaves what is said about workers."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record; it always passes."""
        for start, instead in ABOUT_REQUESTS.items():
            if str(record.msg).startswith(start):
                record.msg, record.args = instead, ()
        return True


class BeforeAnyRequest(WithoutWords):
    """Tells an operator in full why a worker could not start: nobody has asked for anything yet."""

    def format(self, record: logging.LogRecord) -> str:
        """Format with messages only what is said at start."""
        self.show_messages = str(record.msg).startswith("Exception in worker process")
        return super().format(record)


class LoggerWithoutAddresses(Logger):
    """Says what happens to workers, and of requests only that one went wrong. Hours, not seconds."""

    datefmt = "[%Y-%m-%d %H:00 %z]"

    def setup(self, cfg: Any) -> None:
        """Set gunicorn's log up, then take the words out of it and the access log away."""
        super().setup(cfg)
        self._access_log_enabled = False
        self.error_log.filters = [QuietRequests()]
        for handler in self.error_log.handlers:
            handler.setFormatter(BeforeAnyRequest(self.error_fmt, self.datefmt))

    def access(self, resp: Any, req: Any, environ: Any, request_time: Any) -> None:
        """Write nothing, whatever the configuration says."""
