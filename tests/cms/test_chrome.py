"""What stands around every page: cheap, lazy, and there when the database is not."""

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from cms.chrome import furniture_of, page_furniture
from cms.models import Navigation, Programme, TopLink, VisitCounting
from cms.settings import LEAVE_TO
from edge import content_version, integration
from edge.page_cache import never_store
from tests.factories.cms import StandardPageFactory, home_page


def request_for(path="/"):
    return RequestFactory().get(path)


@pytest.mark.database
@pytest.mark.django_db
def test_it_costs_nothing_until_used_and_two_queries_at_most(
    django_assert_num_queries, django_assert_max_num_queries
):
    home_page()
    page = StandardPageFactory()
    navigation = Navigation.load()
    for number in range(5):
        TopLink.objects.create(navigation=navigation, page=page, sort_order=number)
    Programme.load()
    assert list(furniture_of(request_for()).navigation)
    request = request_for()
    request.content_version = content_version.current()  # the page cache has read it by now
    with django_assert_num_queries(0):
        context = page_furniture(request)
    with django_assert_max_num_queries(2):
        for name in ("programme", "navigation", "footer_links", "leave_url", "language_links"):
            str(context[name])
        page_furniture(request)["programme"].name  # noqa: B018


def test_it_is_there_when_the_database_is_away(monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError("away")

    monkeypatch.setattr("cms.chrome.Programme.objects.first", away)
    monkeypatch.setattr("cms.chrome.content_version.of", away)
    monkeypatch.setattr("cms.chrome._read_links", away)
    monkeypatch.setattr("cms.visit_counting.integration.standing", away)
    context = page_furniture(request_for())
    assert context["programme"].name == "Alongside"
    assert "Not run by the prison service" in context["programme"].not_run_by
    assert list(context["navigation"]) == []
    assert context["leave_url"] == LEAVE_TO
    assert not context["integration_banner"]


@pytest.mark.django_db
def test_a_page_that_is_not_live_is_left_out_and_the_present_one_marked():
    navigation = Navigation.load()
    live, draft = (
        StandardPageFactory(title="Events", slug="events"),
        StandardPageFactory(title="Draft", live=False),
    )
    for number, page in enumerate((live, draft)):
        TopLink.objects.create(navigation=navigation, page=page, sort_order=number)
    here = furniture_of(request_for("/events/october/")).navigation
    assert [(item.text, item.current) for item in here] == [("Events", True)]


@pytest.mark.django_db
def test_the_other_language_is_offered_outside_and_not_inside():
    assert [link.code for link in furniture_of(request_for("/words/")).language_links] == ["cy"]
    assert furniture_of(request_for("/members/")).language_links == []


@pytest.fixture
def counting(db):
    """Visit counting switched on."""
    home_page()
    VisitCounting.objects.create(switched_on=True, host="https://matomo.example.org", site_id="3")


CHOICES = ("Accept all cookies", "Reject all non-essential cookies", "Find out more")


def test_while_visits_are_not_counted_nobody_is_asked_anything(client, db):
    page = StandardPageFactory(body=[("cookie_choice", {})])
    shown = client.get(page.get_url()).content.decode()
    assert not any(choice in shown for choice in CHOICES)
    assert "matomo" not in shown.lower()


def test_the_banner_has_three_equal_choices_works_without_script_and_loads_nothing(client, counting):
    page = StandardPageFactory()
    response = client.get(page.get_url())
    shown = response.content.decode()
    banner = shown[shown.index('class="cookie-banner"') : shown.index("</section>")]
    assert all(choice in banner for choice in CHOICES)
    assert banner.count('class="button choice"') == 3
    assert 'method="post"' in banner
    assert 'action="/cookies/choice"' in banner
    assert "<script" not in banner
    assert "visit_counting.js" not in shown
    assert "matomo" not in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize(("choice", "counted"), [("accept", True), ("reject", False)])
def test_after_the_choice_the_banner_is_gone_and_only_accepting_loads_anything(
    client, counting, choice, counted
):
    page = StandardPageFactory()
    answer = client.post("/cookies/choice", {"choice": choice, "next": page.get_url()})
    assert answer.status_code == 303
    assert list(answer.cookies) == [integration.COOKIE]
    response = client.get(page.get_url())
    shown = response.content.decode()
    assert "cookie-banner" not in shown
    assert ("cms/visit_counting.js" in shown) is counted
    policy = response.headers["Content-Security-Policy"]
    assert ("https://matomo.example.org" in policy) is counted
    assert "unsafe-inline" not in policy


def test_the_choice_can_be_changed_where_the_page_offers_it(client, counting):
    page = StandardPageFactory(body=[("cookie_choice", {})])
    client.cookies[integration.COOKIE] = "accept"
    assert "You accepted" in client.get(page.get_url()).content.decode()
    client.cookies[integration.COOKIE] = "reject"
    assert "You rejected" in client.get(page.get_url()).content.decode()


def test_nobody_is_asked_or_counted_where_one_writes_votes_or_comes_back(counting):
    found = []

    @never_store
    def plain(request):
        from django.http import HttpResponse

        furniture = furniture_of(request)
        found.append((furniture.integration_banner, furniture.integration_loaded))
        return HttpResponse()

    for cookie in ({}, {integration.COOKIE: "accept"}):
        request = request_for("/feedback/say/")
        request.COOKIES.update(cookie)
        request.META["HTTP_COOKIE"] = "; ".join(f"{name}={value}" for name, value in cookie.items())
        plain(request)
    assert found == [(None, None), (None, None)]
