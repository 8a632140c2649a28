"""What is stored instead of a code."""

import base64
import hashlib
import hmac

import argon2
import pytest
from argon2.low_level import Type
from django.conf import settings as django_settings

from codes import indexes, peppers, slow_hash
from codes.numbers import mint_receipt
from codes.slow_hash import CHEAP, COST, Kind, index

PEPPER, SALT = b"p" * 32, b"salt of the tests"
CODE = mint_receipt(b"a" * 16)


def cheap(code: str = CODE, kind: str = Kind.RECEIPT, pepper: bytes = PEPPER, salt: bytes = SALT) -> bytes:
    return index(code, kind=kind, pepper=pepper, salt=salt, cost=CHEAP)


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(slow_hash, "COST", CHEAP)


def test_it_is_argon2id_with_19_mib_and_two_rounds_over_the_hmac_of_the_code():
    peppered = hmac.new(PEPPER, b"receipt\0" + CODE.encode(), hashlib.sha256).digest()
    encoded = argon2.low_level.hash_secret(
        peppered, SALT, time_cost=2, memory_cost=19456, parallelism=1, hash_len=32, type=Type.ID
    )

    assert encoded.startswith(b"$argon2id$v=19$m=19456,t=2,p=1$")
    digest = base64.b64decode(encoded.rpartition(b"$")[2] + b"=")
    assert index(CODE, kind="receipt", pepper=PEPPER, salt=SALT) == digest
    assert len(digest) == slow_hash.LENGTH


def test_the_same_code_has_the_same_index_so_that_one_look_up_takes_one_hash():
    assert cheap() == cheap()


@pytest.mark.parametrize(
    "other",
    [
        {"code": mint_receipt(b"b" * 16)},
        {"kind": Kind.PARTICIPATION},
        {"kind": Kind.SPENT},
        {"pepper": b"q" * 32},
        {"salt": b"another salt"},
    ],
)
def test_another_code_kind_pepper_or_salt_gives_another_index(other):
    assert cheap(**other) != cheap()


def test_what_belongs_to_the_kind_cannot_be_moved_into_the_code():
    assert cheap(code="1 2", kind="a") != cheap(code="2", kind="a\x001 ")


@pytest.mark.parametrize("missing", [{"pepper": b""}, {"salt": b""}, {"salt": b"short"}])
def test_without_pepper_or_salt_nothing_is_hashed(missing):
    with pytest.raises(ValueError, match="pepper and a salt"):
        cheap(**missing)


def test_the_cost_of_an_installation_is_the_one_that_was_measured():
    assert (COST.memory, COST.rounds) == (19 * 1024, 2)
    assert slow_hash.COST == COST


# --- The installation's own secrets ---------------------------------------------------------


def test_a_receipt_outlives_a_change_of_the_secret_key(settings, quick):
    before = indexes.index_of(CODE, Kind.RECEIPT)
    settings.SECRET_KEY = "another secret key, after the first one leaked"

    assert indexes.index_of(CODE, Kind.RECEIPT) == before


def test_another_secret_of_codes_finds_nothing(settings, quick):
    before = indexes.index_of(CODE, Kind.RECEIPT)
    settings.CODES_SECRET = "the codes' secret of another installation"

    assert indexes.index_of(CODE, Kind.RECEIPT) != before


def test_each_kind_of_code_has_a_pepper_of_its_own_and_none_is_the_secret():
    found = {peppers.pepper(kind) for kind in Kind} | {peppers.salt()}

    assert len(found) == len(Kind) + 1
    assert django_settings.CODES_SECRET.encode() not in found


def test_a_visitors_index_is_the_same_as_the_one_that_was_stored(quick):
    assert indexes.index_in_turn(CODE, Kind.RECEIPT, address="198.51.100.7") == indexes.index_of(
        CODE, Kind.RECEIPT
    )
