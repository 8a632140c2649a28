"""Switching mail off with one click, from a mail program that is signed in to nothing (RFC 8058).

The address in a mail ends in a token. It is the person's key, sealed with the secret of this installation,
anew for each mail: it tells nobody whose it is, two of them cannot be joined, and it opens nothing but this.
Mail is switched on again on the member pages only, so a token that falls into other hands can do no more
than stop mail.
"""

import base64
import binascii

from following.acts import set_how_often
from following.enums import HowOften
from people.models import Person
from people.sealed import UnreadableError, seal, unseal

_PURPOSE = "stop mail"
_BYTES = 8
#: Longer is none of ours.
_LONGEST = 100


def token_for(person: Person) -> str:
    """What ends the address: small letters and digits, another each time."""
    sealed = seal(person.pk.to_bytes(_BYTES, "big"), _PURPOSE)
    return base64.b32encode(sealed).decode().rstrip("=").lower()


def is_ours(token: str) -> bool:
    """Whether a token was made here, whoever it is for."""
    return _key_in(token) is not None


def stop(token: str) -> bool:
    """Switch mail off for whom the token is made; as often as one likes. False for a token that is not ours.

    Somebody whose account is closed gets no mail any more: that is a yes too.
    """
    key = _key_in(token)
    if key is None:
        return False
    person = Person.objects.filter(pk=key).first()
    if person is not None:
        set_how_often(person, HowOften.NONE)
    return True


def _key_in(token: str) -> int | None:
    if len(token) > _LONGEST or not token.isascii():
        return None
    try:
        sealed = base64.b32decode(token.upper() + "=" * (-len(token) % 8))
        return int.from_bytes(unseal(sealed, _PURPOSE), "big")
    except (binascii.Error, UnreadableError):
        return None
