"""How gunicorn serves the site.

`gunicorn --pythonpath site --config site/edge/gunicorn_conf.py alongside.wsgi`

Every value can be overruled on the command line except what keeps visitors out of the logs.
"""

import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_WORKERS", "2"))
#: Several requests at a time in each worker, more than one address may wait with for a slow hash (10): with
#: one at a time, requests queue in order of arrival and taking turns by address (`codes.turns`) is for
#: nothing (docs/decisions/0046).
worker_class = "gthread"
threads = 16
#: One request a connection. The server in front keeps those to visitors open.
keepalive = 0
timeout = 60
graceful_timeout = 20
#: Start with the code in memory that the workers share.
preload_app = False

#: gunicorn believes SCRIPT_NAME of whoever asks from this machine, as every proxy on it does. That would
#: put words of a visitor's choice before every link of a page, and the page is kept for others.
forwarder_headers = ""

accesslog = None
errorlog = "-"
loglevel = "info"
logger_class = "edge.gunicorn_logger.LoggerWithoutAddresses"
capture_output = False
#: A socket by which another program could ask for the workers' state.
control_socket_disable = True
#: gunicorn's heartbeat files hold no words, but need not touch a disk either.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108, PTH112 - memory, not a disk


def on_starting(server: object) -> None:
    """Make the memory that all workers share, before there are any."""
    import edge.brief_memory  # noqa: F401
