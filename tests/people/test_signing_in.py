"""The door: signing in, second steps, passwords, addresses, through the pages themselves."""

import re
from hashlib import sha256

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import caches
from django.test import Client, override_settings
from django.urls import reverse

from people.models import Person
from people.permission_groups import MODERATES_OR_ADMINISTERS, PermissionGroup
from tests.factories.people import PASSWORD, PersonFactory, administrator, member
from tests.people.mailbox import last, letters
from tests.people.totp import code

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "battery staple horse"


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: str):
    return client.post(reverse("account_login"), {"login": email, "password": password, **more})


def test_signing_in_by_email_however_it_is_typed(client):
    person = PersonFactory(email="ann@example.org")
    response = sign_in(client, "Ann@Example.org")
    assert (response.status_code, response.headers["Location"]) == (302, "/members/")
    assert client.get("/members/").context["user"] == person


def test_a_wrong_password_is_refused_with_one_sentence(client):
    page = sign_in(client, member().email, "wrong").content.decode()
    assert "The email address or the password is not right." in page


def test_every_cookie_is_kept_to_the_members_world(client):
    client.get(reverse("account_login"))
    sign_in(client, member().email)
    assert set(client.cookies) == {"sessionid", "csrftoken"}
    for cookie in client.cookies.values():
        assert cookie["path"] == "/members/"
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


def test_whoever_is_not_signed_in_is_sent_to_the_door_and_on_from_there(client):
    response = client.get(reverse("members:settings"))
    assert response.headers["Location"] == "/members/account/login/?next=%2Fmembers%2Fsettings%2F"
    response = sign_in(client, member().email, next="/members/settings/")
    assert response.headers["Location"] == "/members/settings/"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/members/",
        "//evil.example/members/",
        "/members/../",
        "/members/%2e%2e/events/",
        "/members//evil.example",
        "/members\\..\\",
        "/\\evil.example",
        "/events/",
        "javascript:alert(1)",
        "http:///members/",
        "/members/\r\nX: y",
    ],
)
def test_the_door_leads_nowhere_but_into_the_members_world(client, elsewhere):
    assert sign_in(client, member().email, next=elsewhere).headers["Location"] == "/members/"


def test_somebody_who_may_no_longer_sign_in_does_not(client):
    response = sign_in(client, PersonFactory(is_active=False).email)
    assert response.headers["Location"] == reverse("account_inactive")
    assert client.get("/members/").status_code == 302


def test_an_account_whose_address_is_not_confirmed_gets_a_mail_first(client):
    person = PersonFactory(confirmed=False)
    response = sign_in(client, person.email)
    assert response.headers["Location"] == reverse("account_email_verification_sent")
    assert last().template == "people/confirm_email"
    client.post(last().link)
    assert sign_in(client, person.email).headers["Location"] == "/members/"


def test_there_is_no_open_door_to_sign_up(client):
    before = Person.objects.count()
    for response in (
        client.get(reverse("account_signup")),
        client.post(
            reverse("account_signup"),
            {"email": "me@example.org", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
        ),
    ):
        assert "Accounts are by invitation" in response.content.decode()
        assert response.status_code == 403
    assert Person.objects.count() == before


def test_signing_out_takes_the_cookie_away(client):
    sign_in(client, member().email)
    response = client.post(reverse("account_logout"))
    assert response.cookies["sessionid"]["max-age"] == 0
    assert response.cookies["sessionid"]["path"] == "/members/"
    assert client.get("/members/").status_code == 302


def test_a_forgotten_password_is_set_by_a_link_that_works_once(client):
    person = administrator()
    old = Client()
    old.force_login(person)
    client.post(reverse("account_reset_password"), {"email": person.email})
    link = last().link
    page = client.get(link, follow=True)
    fields = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    client.post(page.request["PATH_INFO"], fields)
    person.refresh_from_db()
    assert person.check_password(NEW_PASSWORD)
    assert last().template == "people/password_changed"
    assert "This link can no longer be used" in client.get(link, follow=True).content.decode()
    assert old.get("/members/").status_code == 302


def test_changing_the_password_ends_every_other_session_but_not_this_one():
    person, here, elsewhere = member(), Client(), Client()
    sign_in(here, person.email)
    sign_in(elsewhere, person.email)
    response = here.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    )
    assert response.headers["Location"] == reverse("members:settings")
    assert here.get("/members/").status_code == 200
    assert elsewhere.get("/members/").status_code == 302


def test_signing_out_everywhere_ends_copied_cookies_too():
    person, here, thief = member(), Client(), Client()
    sign_in(here, person.email)
    thief.cookies["sessionid"] = here.cookies["sessionid"].value
    assert thief.get("/members/").status_code == 200
    here.post(reverse("members:sign-out-everywhere"))
    assert thief.get("/members/").status_code == 302
    assert here.get("/members/").status_code == 302


def test_an_address_changes_once_the_mail_to_the_new_one_is_opened(client):
    person = member(email="old@example.org")
    sign_in(client, person.email)
    client.post(reverse("account_email"), {"action_add": "1", "email": "New@Example.org"})
    assert (last().to, last().template) == ("new@example.org", "people/confirm_email")
    person.refresh_from_db()
    assert person.email == "old@example.org"
    link = last().link
    client.post(link)
    person.refresh_from_db()
    assert person.email == "new@example.org"
    assert ("old@example.org", "people/email_changed") in [
        (letter.to, letter.template) for letter in letters()
    ]


@pytest.mark.parametrize("group", PermissionGroup)
def test_whoever_moderates_or_administers_sets_up_a_second_step_before_anything_else(group, client):
    sign_in(client, PersonFactory(group=group).email)
    expected = reverse("mfa_index") if group in MODERATES_OR_ADMINISTERS else None
    for name in ("members:home", "members:settings", "account_change_password", "members:close-account"):
        response = client.get(reverse(name))
        assert response.headers.get("Location") == expected
    if expected:
        assert client.get(reverse("wagtailadmin_home")).headers["Location"] == expected
        assert "Please set up a second step first" in client.get(expected).content.decode()


def set_up_app(client: Client) -> str:
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    assert "<svg" in page
    assert "style=" not in re.search(r"<svg.*?</svg>", page, re.DOTALL).group()
    secret = re.search(r'<code class="secret">([A-Z2-7]+)</code>', page).group(1)
    response = client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    assert response.headers["Location"] == reverse("mfa_view_recovery_codes")
    return secret


def test_an_app_is_set_up_asked_for_and_its_secret_sealed(client):
    person = PersonFactory(group=PermissionGroup.ADMINISTRATOR)
    sign_in(client, person.email)
    secret = set_up_app(client)
    assert secret not in str(Authenticator.objects.values_list("data", flat=True))
    assert client.get("/members/").status_code == 200
    client.post(reverse("account_logout"))
    assert sign_in(client, person.email).headers["Location"] == reverse("mfa_authenticate")
    assert client.get("/members/").status_code == 302
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "This code is not right" in wrong.content.decode()
    assert client.post(reverse("mfa_authenticate"), {"code": code(secret)}).headers["Location"] == "/members/"


def test_a_recovery_code_lets_in_once(client):
    person = PersonFactory(group=PermissionGroup.ADMINISTRATOR)
    sign_in(client, person.email)
    set_up_app(client)
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    codes = re.findall(r"<code>(\d+)</code>", page)
    assert len(codes) == 10
    client.post(reverse("account_logout"))
    for expected in (302, 200):
        sign_in(client, person.email)
        assert client.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == expected
        client.post(reverse("account_logout"))


def test_somebody_who_needs_a_second_step_cannot_remove_their_only_one(client):
    person = PersonFactory(group=PermissionGroup.FACILITATOR)
    sign_in(client, person.email)
    set_up_app(client)
    page = client.post(reverse("mfa_deactivate_totp")).content.decode()
    assert "Your work here needs a second step" in page
    assert Authenticator.objects.filter(user=person, type="totp").exists()


def test_a_member_may_remove_theirs(client):
    person = member()
    sign_in(client, person.email)
    set_up_app(client)
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=person).exists()


def later(monkeypatch, seconds: int) -> None:
    import time

    now = time.time
    monkeypatch.setattr("allauth.account.internal.flows.reauthentication.time.time", lambda: now() + seconds)


def test_what_protects_the_account_asks_for_the_password_again_after_five_minutes(client, monkeypatch):
    person = member()
    sign_in(client, person.email)
    assert client.get(reverse("account_email")).status_code == 200
    later(monkeypatch, 400)
    for name in ("account_email", "mfa_activate_totp", "mfa_add_webauthn"):
        response = client.get(reverse(name))
        assert response.headers["Location"].startswith(reverse("account_reauthenticate"))


def test_what_was_posted_is_not_kept_in_the_session_while_the_password_is_asked(client, monkeypatch):
    sign_in(client, member().email)
    later(monkeypatch, 400)
    response = client.post(
        reverse("account_email"), {"action_add": "1", "email": "x" * 3000 + "@example.org"}
    )
    assert response.headers["Location"].startswith(reverse("account_reauthenticate"))
    assert "account_reauthentication_state" not in client.session
    assert letters() == []


def test_no_mail_says_where_from_or_with_what_somebody_came(client):
    client.post(
        reverse("account_login"),
        {"login": member().email, "password": PASSWORD},
        HTTP_USER_AGENT="MarkedBrowser",
    )
    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
        HTTP_USER_AGENT="MarkedBrowser",
        REMOTE_ADDR="198.51.100.77",
    )
    assert last().template == "people/password_changed"
    assert "MarkedBrowser" not in last().text + last().html
    assert "198.51.100.77" not in last().text + last().html


def test_pages_speak_the_language_of_the_person(client):
    person = member(language="cy")
    sign_in(client, person.email)
    assert client.get("/members/").wsgi_request.LANGUAGE_CODE == "cy"


def test_guessing_from_one_place_locks_nobody_out_elsewhere(client):
    person = member()
    for _try in range(6):
        page = sign_in(client, person.email, "wrong").content.decode()
    assert "That was too many tries" in page
    owner = Client(REMOTE_ADDR="203.0.113.9")
    assert sign_in(owner, person.email).status_code == 302


def test_wagtails_own_doors_lead_to_ours(client):
    cms = "/members/cms/"
    assert client.get(f"{cms}login/").headers["Location"].startswith("/members/account/login/")
    client.force_login(administrator())
    for path, name in (
        ("account/", "members:settings"),
        ("users/", "members:people"),
        ("users/new/", "members:people"),
        ("groups/", "members:people"),
        ("password_reset/", "account_reset_password"),
        ("logout/", "account_logout"),
    ):
        assert client.get(cms + path).headers["Location"] == reverse(name), path
    client.post(f"{cms}logout/")
    assert client.get("/members/").status_code == 302


def test_the_door_of_the_demo_is_shut_unless_it_is_a_demo(client):
    from demo.people import PEOPLE, make_people

    make_people()
    for response in (
        client.get(reverse("demo-sign-in")),
        client.post(reverse("demo-sign-in"), {"person": PEOPLE[0].email}),
    ):
        assert response.status_code == 404
    assert client.get("/members/").status_code == 302


@override_settings(DEMO=True)
def test_each_of_the_demos_people_gets_in_with_one_step(client):
    from demo.people import PEOPLE, make_people

    assert make_people() == make_people()
    assert {person.group for person in PEOPLE} == set(PermissionGroup)
    page = client.get(reverse("demo-sign-in")).content.decode()
    for person in PEOPLE:
        assert person.display_name in page
        response = client.post(reverse("demo-sign-in"), {"person": person.email})
        assert response.headers["Location"] == "/members/"
        assert client.get("/members/").context["user"].email == person.email


@override_settings(DEMO=True)
def test_one_step_lets_in_nobody_but_the_demos_people(client):
    person = administrator()
    assert client.post(reverse("demo-sign-in"), {"person": person.email}).status_code == 404


def test_a_session_of_the_demo_is_asked_for_a_second_step_where_it_is_no_demo(client):
    from demo.people import PEOPLE, make_people

    make_people()
    with override_settings(DEMO=True):
        client.post(reverse("demo-sign-in"), {"person": PEOPLE[0].email})
        assert client.get("/members/").status_code == 200
    assert client.get("/members/").headers["Location"] == reverse("mfa_index")


def test_no_address_or_name_gets_into_the_cache(client):
    person = PersonFactory(email="marked@example.org")
    place = {"REMOTE_ADDR": "198.51.100.77"}
    client.post(reverse("account_login"), {"login": person.email, "password": "wrong"}, **place)
    client.post(reverse("account_reset_password"), {"email": person.email}, **place)
    kept = str(vars(caches["default"])["_cache"])
    assert "allauth" in kept
    assert "198.51.100.77" not in kept
    assert "marked" not in kept
    assert sha256(b"198.51.100.77").hexdigest() not in kept
