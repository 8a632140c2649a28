"""The app somebody carries: codes as an authenticator app shows them."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value


def code(secret: str) -> str:
    """The code an app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))
