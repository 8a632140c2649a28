"""Limits on how often something may be asked for, that remember nobody.

Counts live in this process's memory for one minute, under a keyed hash whose
key is thrown away with them. Nothing is written down and nobody is locked
out: a whole prison may share one address, so whoever asks too often is told
to wait a minute. With several workers each counts for itself.
"""

import hashlib
import hmac
import secrets
import threading
import time
from collections import Counter

from django.conf import settings
from django.http import HttpRequest


class _Minute:
    number = -1
    key = b""
    counts: Counter[bytes] = Counter()
    lock = threading.Lock()


def allow(request: HttpRequest, name: str, per_minute: int) -> bool:
    """Count one request for `name` from this address; False beyond `per_minute` in this minute."""
    minute, who = int(time.monotonic() // 60), f"{name}|{address_of(request)}".encode()
    with _Minute.lock:
        if minute != _Minute.number:
            _Minute.number, _Minute.key, _Minute.counts = minute, secrets.token_bytes(32), Counter()
        hashed = hmac.digest(_Minute.key, who, hashlib.sha256)
        _Minute.counts[hashed] += 1
        return _Minute.counts[hashed] <= per_minute


def address_of(request: HttpRequest) -> str:
    """Return where the request comes from; behind our own proxy, what that proxy says (the last entry)."""
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", "")) if settings.BEHIND_PROXY else ""
    return forwarded.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))
