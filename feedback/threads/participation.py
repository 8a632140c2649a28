"""Participation codes: printed in sheets for one role group of one thread, used once, then gone.

A code travels inside the envelope as the key of its row, and the row goes when the box is emptied. Until
then the envelope's second key, a slow hash of the code under a label of its own, keeps it single
(trust.md, rule 16). Nothing joins a code to what was said with it.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from codes import participation as minting
from codes.indexes import index_in_turn, index_of
from codes.slow_hash import Kind
from feedback.letterbox.nonces import Nonce
from feedback.threads.models import CodeSheet, ParticipationCode, Thread, random_key
from sealing import held
from vocabulary.role_groups import RoleGroup

#: Codes on one sheet at most: each takes a slow hash.
MOST = 500


class RefusedError(Exception):
    """``sentence`` says why, to people."""

    sentence: "str | Promise" = ""

    def __str__(self) -> str:
        return str(self.sentence)


class NoSuchGroupError(RefusedError):
    """Slips are printed for one of the role groups."""

    sentence = _("Choose who the slips are for.")


class NumberError(RefusedError):
    """None, or more than a sheet holds."""

    sentence = _("Print between 1 and 500 slips at a time.")


class LastDayError(RefusedError):
    """The last day is over, or after the last day of the thread."""

    sentence = _("Choose a last day from today up to the last day of the question.")


class UnknownCodeError(RefusedError):
    """No row has this code: never printed, used, taken back, or for another question."""

    sentence = _("We do not know this code. Perhaps it was used before. Ask for a new slip.")


class ExpiredCodeError(RefusedError):
    """The sheet's last day is over, or it was revoked."""

    sentence = _("This code has run out. Ask for a new slip.")


@dataclass(frozen=True)
class Printed:
    """A sheet and its codes, which are stored nowhere: shown once, to be printed."""

    sheet: CodeSheet
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Claim:
    """A code that was typed and found good; ``single`` keeps its envelope single."""

    code: int
    single: bytes
    role_group: str


@transaction.atomic
def print_sheet(
    thread: Thread, role_group: str, number: int, *, last_day: date, note: str = "", by: Any
) -> Printed:
    """Mint so many codes; the caller (`by`, whose right was asked) prints them now or never.

    Raises:
        NoSuchGroupError, NumberError, LastDayError.
    """
    if role_group not in RoleGroup.values:
        raise NoSuchGroupError
    if not 1 <= number <= MOST:
        raise NumberError
    today = timezone.localdate()
    if not today <= last_day <= thread.closes_on:
        raise LastDayError
    codes = minting.mint(number)
    sheet = CodeSheet.objects.create(
        thread=thread, role_group=role_group, number=number, expires_on=last_day, made_on=today, note=note
    )
    rows = [
        ParticipationCode(pk=random_key(), sheet=sheet, index=index_of(code, Kind.PARTICIPATION))
        for code in codes
    ]
    ParticipationCode.objects.bulk_create(sorted(rows, key=lambda row: row.pk), batch_size=500)
    return Printed(sheet, tuple(codes))


@transaction.atomic
def revoke(sheet: CodeSheet, *, by: Any) -> int:
    """Make every code of a sheet that nobody has used yet useless; returns how many. May be repeated."""
    CodeSheet.objects.filter(pk=sheet.pk).update(revoked=True)
    sheet.revoked = True
    gone, _by_model = ParticipationCode.objects.filter(sheet=sheet).delete()
    return gone


def forget_expired(today: date) -> int:
    """Delete the codes of sheets whose last day is over; returns how many. The sheets stay."""
    gone, _by_model = ParticipationCode.objects.filter(sheet__expires_on__lt=today).delete()
    return gone


def find(typed: str, thread: Thread, *, address: str) -> Claim:
    """The code that somebody typed. It is not used up by that. One row is read by its index.

    Raises:
        codes.numbers.CodeIncompleteError, CodeMistypedError: how it was typed.
        codes.turns.BusyError: too many ask.
        UnknownCodeError, ExpiredCodeError.
    """
    code = minting.check(typed)
    index = index_in_turn(code, Kind.PARTICIPATION, address=address)
    row = ParticipationCode.objects.select_related("sheet").filter(index=index, sheet__thread=thread).first()
    if row is None:
        raise UnknownCodeError
    _refuse_run_out(row.sheet)
    single = index_in_turn(code, Kind.SPENT, address=address)
    return Claim(row.pk, single, row.sheet.role_group)


def confirm(claim: Claim, thread: Thread) -> None:
    """Whether the code is still good, right before it is used.

    Raises:
        UnknownCodeError, ExpiredCodeError.
    """
    rows = ParticipationCode.objects.select_related("sheet").filter(pk=claim.code, sheet__thread=thread)
    row = rows.first()
    if row is None:
        raise UnknownCodeError
    _refuse_run_out(row.sheet)


def _refuse_run_out(sheet: CodeSheet) -> None:
    if sheet.revoked or sheet.expires_on < timezone.localdate():
        raise ExpiredCodeError


# --- From page to page -------------------------------------------------------------


def sealed(claim: Claim, nonce: Nonce) -> str:
    """A claim as it stands in the form of this nonce: nobody reads or changes it, and it fits no other."""
    plain = json.dumps([claim.code, claim.single.hex(), claim.role_group]).encode()
    return urlsafe_b64encode(held.lock(plain, secret=_secret(), context=_context(nonce))).decode()


def opened(text: str, nonce: Nonce) -> Claim | None:
    """The claim again; None if it is not of this form."""
    try:
        plain = held.unlock(
            urlsafe_b64decode(text.encode()),
            secrets=[_secret(), *(one.encode() for one in settings.SECRET_KEY_FALLBACKS)],
            context=_context(nonce),
        )
    except (held.CannotOpenError, ValueError):
        return None
    code, single, role_group = json.loads(plain)
    return Claim(code, bytes.fromhex(single), role_group)


def _secret() -> bytes:
    return settings.SECRET_KEY.encode()


def _context(nonce: Nonce) -> bytes:
    return b"threads: a code on its way through a form\0" + nonce.raw
