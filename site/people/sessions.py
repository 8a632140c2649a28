"""Sessions that live in the browser."""

from django.contrib.sessions.backends.signed_cookies import SessionStore as SignedCookieStore


class SessionStore(SignedCookieStore):
    """To be sealed."""
