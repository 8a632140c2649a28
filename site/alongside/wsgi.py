"""The door of the web server."""

import os

from django.core.wsgi import get_wsgi_application

from edge.doorstep import only_utf8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.settings")

django = get_wsgi_application()

from edge.kept_pages import from_memory_first  # noqa: E402 - what it reads is there now

application = from_memory_first(only_utf8(django))

from alongside.checks import refuse_unsafe_start  # noqa: E402 - the checks read the settings

refuse_unsafe_start()
