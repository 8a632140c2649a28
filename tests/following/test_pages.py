"""Member pages of what one follows: buttons without script, what is new, how often mail comes."""

import html5lib
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from following import about_people, acts, queries
from following.enums import Followable, HowOften, What
from following.models import Following, Notice
from following.telling import tell
from people import my_data
from tests.factories.people import PlaceFactory, member
from tests.ui.declared import drawn
from vocabulary.models import JourneyStage, Theme

pytestmark = pytest.mark.django_db
PAGE = "/members/following/"
BUTTON = {"kind": "proposal", "key": "a-list"}


def words(answer) -> str:
    main = html5lib.parse(answer.content, namespaceHTMLElements=False).find(".//main")
    return " ".join("".join(main.itertext()).split())


# --- The button -----------------------------------------------------------------------------------


def test_the_button_follows_and_comes_back_to_its_page(asha, browser):
    answer = browser.post(f"{PAGE}follow/", {**BUTTON, "back": "/members/settings/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/members/settings/")
    assert queries.follows(asha, Followable.PROPOSAL, "a-list")
    answer = browser.post(f"{PAGE}stop/", BUTTON, follow=True)
    assert "You no longer follow it." in words(answer)
    assert not queries.follows(asha, Followable.PROPOSAL, "a-list")


@pytest.mark.parametrize(
    "back",
    ["https://evil.example/members/", "//evil.example", "/members/../../evil", "/trust/", "", "javascript:x"],
)
def test_the_button_sends_nobody_elsewhere(browser, back):
    answer = browser.post(f"{PAGE}follow/", {**BUTTON, "back": back})
    # A browser takes the dots out of a path; what is left is on this site.
    assert answer.headers["Location"] in (PAGE, "/members/../../evil")


def test_what_cannot_be_followed_is_refused_in_words(browser):
    answer = browser.post(f"{PAGE}follow/", {"kind": "proposal", "key": "a-draft"}, follow=True)
    assert "We cannot find what you want to follow." in words(answer)
    assert not Following.objects.exists()


def test_the_button_needs_the_token_of_its_page(asha):
    client = Client(enforce_csrf_checks=True)
    client.force_login(asha)
    assert client.post(f"{PAGE}follow/", BUTTON).status_code == 403
    page = html5lib.parse(client.get(f"{PAGE}").content, namespaceHTMLElements=False)
    token = page.find(".//input[@name='csrfmiddlewaretoken']").get("value")
    client.post(f"{PAGE}follow/", {**BUTTON, "csrfmiddlewaretoken": token})
    assert Following.objects.count() == 1


@pytest.mark.parametrize(
    ("follows", "word", "where"), [(True, "Stop following", "stop/"), (False, "Follow", "follow/")]
)
def test_the_button_says_what_it_does_and_to_what(follows, word, where):
    given = 'kind="theme" key="housing" :title="title" :follows="follows" token="abc" back="/members/"'
    form = html5lib.parseFragment(
        drawn(f"<c-follow {given} />", title="<b>Housing</b>", follows=follows), namespaceHTMLElements=False
    ).find("form")
    assert form.get("action") == PAGE + where
    assert "".join(form.find("button").itertext()) == f"{word}: <b>Housing</b>"
    fields = {one.get("name"): one.get("value") for one in form.iter("input")}
    assert fields == {"csrfmiddlewaretoken": "abc", "kind": "theme", "key": "housing", "back": "/members/"}


# --- The page ---------------------------------------------------------------------------------------


def test_somebody_who_follows_nothing_is_told_what_they_can_do(browser):
    said = words(browser.get(PAGE))
    assert "You do not follow anything yet" in said
    assert "Nothing new" in said
    assert "Choose what you follow" in said


def test_the_page_shows_what_is_new_and_what_is_followed_by_its_name_now(asha, browser, rooms_above):
    acts.follow(asha, Followable.PROPOSAL, "a-list")
    acts.follow(asha, Followable.THEME, Theme.objects.get(slug="housing").slug)
    tell(What.MOVED, "proposal", "a-list")
    rooms_above["proposal"]["a-list"] = ("A list, renamed", "/proposals/a-list/")
    answer = browser.get(PAGE)
    assert words(answer).count("A list, renamed") == 3  # new, followed, and the name of its button
    assert 'href="/proposals/a-list/"' in answer.content.decode()
    assert 'href="/search/?theme=housing"' in answer.content.decode()


def test_what_was_taken_down_is_not_named_and_can_be_let_go_of(asha, browser, rooms_above):
    acts.follow(asha, Followable.PROPOSAL, "a-list")
    tell(What.MOVED, "proposal", "a-list")
    del rooms_above["proposal"]["a-list"]
    said = words(browser.get(PAGE))
    assert "A list of link workers" not in said
    assert "No longer there" in said
    assert "Something that you follow has got further" in said
    browser.post(f"{PAGE}stop/", BUTTON)
    assert not Following.objects.exists()


def test_nobody_sees_what_others_follow_or_were_told(asha, browser):
    other = member()
    acts.follow(other, Followable.PROPOSAL, "a-list")
    tell(What.MOVED, "proposal", "a-list")
    assert "A list of link workers" not in words(browser.get(PAGE))
    assert about_people.held_about(asha)["what you follow"] == []


def test_how_often_is_chosen_on_the_page_and_nothing_else_is_taken(asha, browser):
    assert browser.post(PAGE, {"how_often": "weekly"}).status_code == 302
    assert queries.how_often(asha) == HowOften.WEEKLY
    for wrong in ({"how_often": "hourly"}, {}):
        assert browser.post(PAGE, wrong).status_code == 422
    assert queries.how_often(asha) == HowOften.WEEKLY


def test_themes_stages_and_places_are_ticked_and_unticked(asha, browser):
    place, stage = PlaceFactory(), JourneyStage.objects.first()
    acts.follow(asha, Followable.PROPOSAL, "a-list")
    acts.follow(asha, Followable.THEME, "housing")
    form = browser.get(f"{PAGE}choose/").content.decode()
    assert form.count(" checked") == 1
    browser.post(f"{PAGE}choose/", {"theme": ["money", "health"], "stage": stage.key, "place": place.slug})
    assert queries.all_keys(asha) == {
        "proposal": {"a-list"}, "theme": {"money", "health"}, "stage": {stage.key}, "place": {place.slug},
    }  # fmt: skip
    assert browser.post(f"{PAGE}choose/", {"theme": "no-such"}).status_code == 422


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}choose/"])
def test_a_page_asks_as_many_questions_whatever_there_is(path, asha, browser):
    def asked() -> int:
        with CaptureQueriesContext(connection) as questions:
            assert browser.get(path).status_code == 200
        return len(questions)

    acts.follow(asha, Followable.THEME, "housing")
    acts.follow(asha, Followable.PROPOSAL, "a-list")
    tell(What.MOVED, "theme", "housing")
    tell(What.MOVED, "proposal", "a-list")
    browser.get(path)
    few = asked()
    for slug in Theme.objects.values_list("slug", flat=True):
        acts.follow(asha, Followable.THEME, slug)
        tell(What.MOVED, "theme", slug)
        tell(What.SETTLED, "proposal", slug, people=[asha])
    assert asked() == few
    assert few <= 12


# --- The rooms below --------------------------------------------------------------------------------


def test_home_leads_there_and_my_data_holds_all_of_it(asha, browser):
    acts.follow(asha, Followable.PROPOSAL, "a-list")
    acts.set_how_often(asha, HowOften.WEEKLY)
    tell(What.MOVED, "proposal", "a-list")
    assert f'href="{PAGE}"' in browser.get("/members/").content.decode()
    [told] = my_data.gather(asha)["following"]["what you were told in the last 30 days"]
    assert told == {
        "what": "moved", "kind": "proposal", "key": "a-list",
        "day": Notice.objects.get().day.isoformat(), "no mail waits": False,
    }  # fmt: skip
    held = my_data.gather(asha)["following"]
    assert held["how often you want mail"] == "weekly"
    assert held["what you follow"] == [BUTTON]


def test_what_was_told_goes_after_thirty_days(asha):
    from datetime import timedelta

    from django.utils import timezone

    from background import retention

    tell(What.MOVED, "proposal", "a-list", people=[asha])
    tell(What.MOVED, "proposal", "another", people=[asha])
    Notice.objects.filter(key="a-list").update(day=timezone.localdate() - timedelta(days=31))
    retention.forget.func("notices")
    assert list(Notice.objects.values_list("key", flat=True)) == ["another"]
