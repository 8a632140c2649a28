"""What may stand in the directory as a way to reach a team: an organisation's, never a person's.

A page that everybody reads is no place for somebody's own number. What looks like one is refused: an address
at a provider of free mail, an address made of a first and a last name, a mobile number, and a person's name
in running words. It errs on the side of the person; a team that has none but a mobile number is reached
through its organisation.
"""

import re

from django.utils.translation import gettext as _

from consultations.directory.refusals import PrivateContactError
from feedback.detection.enums import Kind
from feedback.detection.findings import find

#: Where people have their own mail, by the first part of the domain.
_FREE_MAIL = frozenset(
    {
        "gmail", "googlemail", "hotmail", "outlook", "live", "msn", "yahoo", "ymail", "rocketmail", "icloud",
        "me", "mac", "aol", "btinternet", "sky", "talktalk", "virginmedia", "ntlworld", "blueyonder",
        "tiscali", "protonmail", "proton", "gmx", "mail", "zoho", "fastmail", "hey", "tutanota",
    }
)  # fmt: skip
#: Words of an office; an address with one of them is no person's, dots or not.
_OFFICE = frozenset(
    {
        "access", "admin", "advice", "care", "community", "contact", "desk", "duty", "enquiries", "front",
        "gate", "group", "hello", "help", "hub", "info", "intake", "link", "mail", "office", "place",
        "prescribing", "prescription", "reception", "reconnect", "referral", "referrals", "release",
        "resettlement", "service", "services", "social", "spa", "support", "team", "the", "through",
        "wellbeing", "worker", "workers",
    }
)  # fmt: skip
_NAME_LIKE = re.compile(r"([a-z]{1,15})[._]([a-z]{2,20})\d{0,3}", re.IGNORECASE)
_NO_DIGIT = re.compile(r"\D")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
#: "07700 900123", "+44 7700 900123", "0044 (0)7700 900123"
_MOBILE = re.compile(r"(?<![\d])(?:\+?\s?44|0044)?[\s(]*0?[\s)]*7(?:[\s().-]*\d){9}(?!\d)")
#: What may not stand in words that everybody reads.
_OF_PERSONS = frozenset(
    {
        Kind.OWN_NAME,
        Kind.RELATION,
        Kind.NAME,
        Kind.HANDLE,
        Kind.NI_NUMBER,
        Kind.NHS_NUMBER,
        Kind.PRISON_NUMBER,
    }
)


def private_email(address: str) -> bool:
    """Whether an address looks like a person's own."""
    local, _at, domain = address.strip().casefold().partition("@")
    if domain.split(".")[0] in _FREE_MAIL:
        return True
    named = _NAME_LIKE.fullmatch(local)
    return named is not None and not _OFFICE & set(named.groups())


def private_phone(number: str) -> bool:
    """Whether a British number is a mobile or personal one: those begin with 07."""
    return bool(_MOBILE.search(number))


def refuse_private(
    *, email: str = "", phone: str = "", names: tuple[str, ...] = (), words: tuple[str, ...] = ()
) -> None:
    """Refuse what looks like a person's own contact.

    ``names`` are of organisations and of what they offer: some are called after a person, none needs a
    number or an address in it. ``words`` are running words.

    Raises:
        PrivateContactError.
    """
    if private_email(email):
        raise PrivateContactError(_("This looks like somebody’s own mail address. Give one of the team."))
    if private_phone(phone):
        raise PrivateContactError(_("This looks like somebody’s own telephone. Give one of the office."))
    for text in filter(None, (*names, *words)):
        if private_phone(text) or any(map(private_email, _ADDRESS.findall(text))):
            raise PrivateContactError
    for text in filter(None, words):
        if any(found.kind in _OF_PERSONS for found in find(text)):
            raise PrivateContactError(
                _("Everybody reads this, so name nobody. Say which team or which office.")
            )
