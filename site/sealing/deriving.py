"""One secret, many keys: each purpose gets a key of its own, from which no other can be worked out.

HKDF with SHA-256 (RFC 5869). The label is the whole of the difference, so it
stays as it is for as long as anything made with its key is to be read.
"""

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

#: A secret shorter than this is a mistake: an empty variable, a word somebody typed.
LEAST_SECRET = 16


class WeakSecretError(ValueError):
    """The secret is empty or too short to protect anything."""


def derive(secret: bytes, label: str, *, length: int = 32) -> bytes:
    """The key of so many bytes that belongs to this secret and this label.

    Raises:
        WeakSecretError: the secret has fewer than 16 bytes.
    """
    if len(secret) < LEAST_SECRET:
        raise WeakSecretError(f"a secret has at least {LEAST_SECRET} bytes; this one has {len(secret)}")
    info = b"alongside, version 1: " + label.encode()
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=info).derive(secret)
