"""Attacks on sessions: altered, swapped, replayed; what a copy of the database tells about sign-ins."""

import base64
import re
import time
from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse

from people.changing import deactivate
from people.sealed import unseal
from people.sessions import from_cookie, to_cookie
from people.weeks import start_of_week
from tests.factories.people import PASSWORD, PersonFactory, administrator, member
from tests.people.totp import code

pytestmark = pytest.mark.django_db
#: Anything that looks like a moment: written out, as Python's own, or in seconds since 1970.
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d|datetime\.datetime\([^)]*\)|\b1\d{9}(?:\.\d+)?\b")


def signed_in_as(person) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return client


def with_cookie(value: str) -> Client:
    client = Client()
    client.cookies["sessionid"] = value
    return client


def is_let_in(client: Client) -> bool:
    return client.get("/members/").status_code == 200


def test_every_altered_byte_of_a_cookie_shuts_the_door():
    cookie = signed_in_as(member()).cookies["sessionid"].value
    assert is_let_in(with_cookie(cookie))
    for place in range(0, len(cookie), max(1, len(cookie) // 40)):
        other = "A" if cookie[place] != "A" else "B"
        assert not is_let_in(with_cookie(cookie[:place] + other + cookie[place + 1 :]))


def test_halves_of_two_peoples_cookies_make_no_third():
    one, two = (signed_in_as(member()).cookies["sessionid"].value for _person in range(2))
    half = len(one) // 2
    assert not is_let_in(with_cookie(one[:half] + two[half:]))


def test_a_session_sealed_with_another_installations_secret_is_nobody():
    person = member()
    with override_settings(SECRET_KEY="theirs"):
        cookie = signed_in_as(person).cookies["sessionid"].value
    assert not is_let_in(with_cookie(cookie))


def test_even_with_the_secret_nobody_becomes_another_without_that_ones_password_hash():
    thief, victim = member(), administrator()
    contents = from_cookie(signed_in_as(thief).cookies["sessionid"].value)
    contents["_auth_user_id"] = str(victim.pk)
    assert not is_let_in(with_cookie(to_cookie(contents)))


@pytest.mark.parametrize("how", ["everywhere", "password", "stopped", "closed"])
def test_a_copied_cookie_dies_with_whatever_ends_sessions(how):
    person = member()
    client = signed_in_as(person)
    copy = client.cookies["sessionid"].value
    if how == "everywhere":
        client.post(reverse("members:sign-out-everywhere"))
    elif how == "password":
        new = "battery staple horse"
        client.post(
            reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
        )
    elif how == "stopped":
        deactivate(person, by=administrator())
    else:
        client.post(reverse("members:close-account"), {"password": PASSWORD})
    assert not is_let_in(with_cookie(copy))


def test_a_copied_cookie_dies_by_itself_after_ten_hours(monkeypatch):
    copy = signed_in_as(member()).cookies["sessionid"].value
    now = time.time()
    monkeypatch.setattr("people.sessions.time.time", lambda: now + 36_001)
    assert not is_let_in(with_cookie(copy))


def test_half_a_sign_in_is_no_sign_in():
    person = administrator()
    client = signed_in_as(person)
    assert not is_let_in(client)
    assert not is_let_in(with_cookie(client.cookies["sessionid"].value))


def test_a_session_from_before_signing_in_is_worth_nothing_afterwards():
    """Fixation: a cookie planted in somebody's browser does not become theirs."""
    planted = Client()
    planted.get(reverse("mfa_login_webauthn"), HTTP_ACCEPT="application/json")
    before = planted.cookies["sessionid"].value
    planted.post(reverse("account_login"), {"login": member().email, "password": PASSWORD})
    assert is_let_in(planted)
    assert not is_let_in(with_cookie(before))


def test_no_flow_makes_a_cookie_that_browsers_drop(monkeypatch):
    person = PersonFactory(email="x" * 60 + "@" + "y" * 60 + ".example", display_name="ẃ" * 80)
    client, sizes = signed_in_as(person), []

    def note() -> None:
        sizes.append(len(client.cookies["sessionid"].output(header="")))

    for name in ("mfa_activate_totp", "mfa_add_webauthn", "account_email", "mfa_index"):
        client.get(reverse(name))
        note()
    for number in range(30):
        client.post(reverse("account_email"), {"action_add": "1", "email": f"{'z' * 50}{number}@example.org"})
        cache.clear()
        note()
        client.post(reverse("members:settings"), {"display_name": "ẃ" * 80, "language": "en-gb"})
        note()
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        note()
    assert max(sizes) < 4096


def use_everything(person, secret: str) -> None:
    """Sign in with a second step, look round, sign out."""
    cache.clear()
    client = signed_in_as(person)
    client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert is_let_in(client)
    client.get(reverse("members:settings"))
    client.get(reverse("mfa_index"))
    client.get("/members/cms/")
    client.post(reverse("account_logout"))


def with_app() -> tuple:
    person = administrator()
    stored = Authenticator.objects.get(user=person, type="totp").data["secret"]
    return person, unseal(base64.b64decode(stored), "second step").decode()


def everything_stored() -> dict[str, list[tuple]]:
    """Every row of every table, as a copy of the database holds them."""
    stored = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            stored[table] = sorted(cursor.fetchall(), key=repr)
    return stored


@pytest.mark.database
def test_signing_in_a_second_time_in_a_week_changes_no_row_of_any_table():
    person, secret = with_app()
    use_everything(person, secret)
    before = everything_stored()
    use_everything(person, secret)
    after = everything_stored()
    assert {table for table in after if after[table] != before[table]} == set()


@pytest.mark.database
def test_the_first_time_in_a_week_leaves_the_week_and_nothing_else():
    person, secret = with_app()
    before = everything_stored()
    use_everything(person, secret)
    after = everything_stored()
    changed = {table for table in after if after[table] != before[table]}
    # Wagtail keeps a profile of whoever enters its admin: preferences, no times.
    assert changed - {"wagtailusers_userprofile"} <= {"people_person", "mfa_authenticator"}
    person.refresh_from_db()
    assert person.last_login == start_of_week()


@pytest.mark.database
def test_no_stored_moment_lies_within_the_hour_of_a_sign_in():
    """Whatever looks like a time in any column is compared with the clock."""
    person, secret = with_app()
    before = everything_stored()
    began = datetime.now(UTC) - timedelta(minutes=5)
    use_everything(person, secret)
    after = everything_stored()
    new = {
        (table, value)
        for table, rows in after.items()
        for row in set(map(repr, rows)) - set(map(repr, before[table]))
        for value in MOMENT.findall(row)
    }
    near = {(table, value) for table, value in new if is_near(value, began)}
    assert near == set()


def is_near(value: str, began: datetime) -> bool:
    if value.startswith("datetime"):
        moment = datetime(*map(int, re.findall(r"\d+", value.partition("(")[2])[:6]), tzinfo=UTC)
    elif value[4] == "-":
        moment = datetime.fromisoformat(value.replace(" ", "T")).replace(tzinfo=UTC)
    else:
        moment = datetime.fromtimestamp(float(value), UTC)
    return abs(moment - began) < timedelta(hours=1)


def test_the_clock_of_this_attack_works():
    """A leaky way, Django's own note of the last sign-in, is caught by the same measure."""
    now = datetime.now(UTC)
    assert is_near(f"{now:%Y-%m-%d %H:%M}", now)
    assert is_near(f"{time.time()}", now)
    assert not is_near("2020-01-01 00:00", now)
