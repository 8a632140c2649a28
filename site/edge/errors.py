"""Error pages."""

from django.views import defaults
from django.views.csrf import csrf_failure

bad_request = defaults.bad_request
forbidden = defaults.permission_denied
not_found = defaults.page_not_found
server_error = defaults.server_error
__all__ = ["bad_request", "csrf_failure", "forbidden", "not_found", "server_error"]
