import pytest

from edge import content_version, integration
from edge.integration import Integration
from edge.memory import memory
from edge.page_cache import shelf

pytestmark = pytest.mark.django_db

CHOICE = "/cookies/choice"
COUNTING = Integration("Counting", "https://count.example", "https://count.example/matomo.js", "1")


@pytest.fixture(autouse=True)
def provider(monkeypatch):
    """What an administrator has set; off unless a test switches it on."""
    setting = {"on": None}
    monkeypatch.setattr(integration._Plugged, "provider", lambda: setting["on"])
    return setting


@pytest.fixture
def switched_on(provider):
    provider["on"] = COUNTING


def test_without_an_integration_there_is_no_choice(client):
    response = client.post(CHOICE, {"choice": "accept"})
    assert response.status_code == 404
    assert not response.cookies


@pytest.mark.parametrize("choice", ["accept", "reject"])
def test_a_choice_is_kept_in_one_cookie_for_half_a_year(client, switched_on, choice):
    response = client.post(CHOICE, {"choice": choice, "next": "/page/"})
    assert (response.status_code, response.headers["Location"]) == (303, "/page/")
    assert list(response.cookies) == ["cookie_choice"]
    cookie = response.cookies["cookie_choice"]
    assert (cookie.value, cookie["path"], cookie["max-age"]) == (choice, "/", 182 * 24 * 3600)
    assert (cookie["samesite"], bool(cookie["httponly"])) == ("Lax", True)


@pytest.mark.parametrize("choice", ["", "maybe", "accept "])
def test_anything_else_is_no_choice(client, switched_on, choice):
    response = client.post(CHOICE, {"choice": choice})
    assert response.status_code == 400
    assert not response.cookies


def test_a_get_changes_nothing(client, switched_on):
    response = client.get(CHOICE)
    assert (response.status_code, response.headers["Location"]) == (302, "/cookies/")
    assert not response.cookies


@pytest.mark.parametrize(
    "unsafe",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "/members/",
        "",
        "page",
        "/" + "a" * 600,
    ],
)
def test_one_goes_back_to_this_sites_public_side_only(client, switched_on, unsafe):
    response = client.post(CHOICE, {"choice": "reject", "next": unsafe})
    assert response.headers["Location"] == "/cookies/"


def test_the_choice_is_the_only_cookie_that_arrives_and_only_while_the_integration_is_on(client, provider):
    sent = {"cookie": "sessionid=1; cookie_choice=accept; other=2"}
    assert b"[]" in client.get("/page/?fresh=1", headers=sent).content
    provider["on"] = COUNTING
    content_version.bump()
    assert b"['cookie_choice']" in client.get("/page/?fresh=2", headers=sent).content


def test_a_made_up_choice_does_not_arrive(client, switched_on):
    assert b"[]" in client.get("/page/?fresh=1", headers={"cookie": "cookie_choice=<script>"}).content


def test_the_policy_opens_one_host_after_agreement_and_the_copies_are_apart(client, switched_on):
    policies = {}
    for choice in (None, "reject", "accept"):
        sent = {"cookie": f"cookie_choice={choice}"} if choice else {}
        response = client.get("/page/", headers=sent)
        assert client.get("/page/", headers=sent).content == response.content
        policies[choice] = response.headers["Content-Security-Policy"]
    assert len(shelf) == 3
    assert policies[None] == policies["reject"]
    assert "count.example" not in policies["reject"]
    assert policies["accept"].count("https://count.example") == 3


@pytest.mark.parametrize("path", ["/private/", "/members/page/"])
def test_where_one_writes_or_is_known_nothing_is_loaded(client, switched_on, path):
    response = client.get(path, headers={"cookie": "cookie_choice=accept"})
    assert "count.example" not in response.headers["Content-Security-Policy"]


def test_the_setting_is_read_once_for_each_content_version_and_forgotten_with_all_else_that_is_kept(rf):
    asked = []
    integration.register(lambda: asked.append(1) or COUNTING)
    for _ in range(3):
        assert integration.standing(rf.get("/")).asks
    content_version.bump()
    assert integration.standing(rf.get("/")).asks
    assert len(asked) == 2
    memory.clear()
    assert integration.standing(rf.get("/")).asks
    assert len(asked) == 3


def test_a_request_that_may_be_rolled_back_reads_the_setting_for_itself_alone_and_once(rf, provider):
    provider["on"] = COUNTING
    posted = rf.post("/")
    assert integration.is_on(posted)
    provider["on"] = None
    assert integration.is_on(posted)
    assert not integration.is_on(rf.get("/"))
