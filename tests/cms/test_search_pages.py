"""Pages, reflections and glossary entries are found while they are public, and not a moment longer."""

import pytest
from wagtail.models import Page, PageViewRestriction, Site

from cms.models import GlossaryPage, HomePage, ReflectionPage, StandardPage
from cms.search_pages import PagesSource
from cms.search_sources import SearchQuery
from cms.search_words import words_in

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def home():
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="Start", slug="start-here"))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": home})
    return home


def page(home, title, body="", **more):
    instance = StandardPage(title=title, body=[("text", f"<p>{body}</p>")], **more)
    return home.add_child(instance=instance)


def found(typed, **query):
    return PagesSource().find(SearchQuery(words=words_in(typed), **query), 50)


def titles(typed, **query):
    return [result.title for result in found(typed, **query)]


@pytest.mark.parametrize(
    "typed",
    [
        "housing",
        "HOUSING",
        "houses",
        "in a hostel",
        "ystafell dŷ",
        "wŷdd",
        "12",
        "knowledge-exchange",
        "people’s",
    ],
)
def test_words_are_found_in_any_usual_form_and_language(home, typed):
    page(
        home,
        "Homes",
        "Housing and a house. A hostel. Ystafell, tŷ, dŷ, gwŷdd, wŷdd. 12 weeks. Knowledge. People.",
    )
    assert titles(typed) == ["Homes"]


@pytest.mark.parametrize(
    "typed",
    [
        '"', "'", '""', "(", ")", "*", "AND", "OR NOT", "NEAR(a b)", "a:b", "title:prison", "-", "--", "^x",
        "{title}", "\\", "%", "_", "&|!", "prison & !housing", "<->", "':*", "💡", "ŵŷâêîôû", "\x00",
        "a\x00b",
        "prison\x1f", "ǅ", "ﷺ", "x" * 5000, "prison " * 3000, "SELECT 1; --", "{{ 7*7 }}",
        "<script>alert(1)</script>", "\u202eprison", "\ud7ff",
    ],
)  # fmt: skip
def test_no_typed_text_is_an_error(home, typed):
    page(home, "Prison", "A prison.")
    found(typed)


def test_what_is_not_live_is_never_found(home):
    page(home, "Never published", "zebrafish", live=False)
    changed = page(home, "Changed", "public words")
    changed.body = [("text", "<p>zebrafish</p>")]
    changed.save_revision()
    taken_down = page(home, "Taken down", "zebrafish")
    taken_down.unpublish()
    deleted = page(home, "Deleted", "zebrafish")
    deleted.delete()
    assert titles("zebrafish") == []
    assert titles("public") == ["Changed"]


def test_what_was_changed_is_found_by_its_new_words_only(home):
    changed = page(home, "Changed", "zebrafish")
    changed.body = [("text", "<p>goldfish</p>")]
    changed.save_revision().publish()
    assert titles("zebrafish") == []
    assert titles("goldfish") == ["Changed"]


def test_a_page_outside_the_site_is_not_found(home):
    outside = StandardPage(title="Outside", slug="outside", body=[("text", "<p>zebrafish</p>")])
    Page.get_first_root_node().add_child(instance=outside)
    assert titles("zebrafish") == []


def test_each_word_of_the_glossary_is_a_result_of_its_own(home):
    entries = [
        ("entry", {"term": "release on temporary licence", "also": "ROTL", "meaning": "Leave from prison."}),
        ("entry", {"term": "custody", "also": "", "meaning": "Being held in prison."}),
    ]
    home.add_child(instance=GlossaryPage(title="Words", slug="words", entries=entries))
    (result,) = found("rotl")
    assert (result.title, result.url, result.kind) == (
        "release on temporary licence",
        "/words/#release-on-temporary-licence",
        "word",
    )
    assert len(found("", kind="word")) == 2


def test_a_reflection_is_found_by_its_author(home):
    body = [("text", "<p>My view.</p>")]
    home.add_child(instance=ReflectionPage(title="Looking back", author_name="A Writer", body=body))
    assert titles("writer") == ["Looking back"]
    assert titles("writer", kind="page") == []
    assert titles("writer", kind="reflection") == ["Looking back"]


def test_the_number_of_queries_does_not_grow(home, django_assert_num_queries):
    page(home, "First", "prison")
    home.add_child(instance=ReflectionPage(title="View of prison", author_name="A Writer"))
    found("prison")
    with django_assert_num_queries(2):
        assert len(found("prison")) == 2
    for number in range(20):
        page(home, f"Page {number}", "prison")
    with django_assert_num_queries(2):
        assert len(found("prison")) == 22


def test_a_page_behind_a_restriction_is_not_found_nor_what_lies_below_it(home):
    hidden = page(home, "Hidden", "zebrafish")
    below = StandardPage(title="Below", body=[("text", "<p>zebrafish</p>")])
    hidden.add_child(instance=below)
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    assert titles("zebrafish") == []
