"""What each worker remembers between two changes."""

import itertools

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import translation

from edge import content_version
from edge import memory as memories
from edge.memory import memory

pytestmark = pytest.mark.django_db


def request_for(path="/", method="get"):
    return getattr(RequestFactory(), method)(path)


@pytest.fixture
def made():
    """Counts how often the thing was made."""
    numbers = itertools.count(1)
    return lambda: next(numbers)


def test_a_thing_is_made_once_for_a_version(made):
    assert [memory.keep(request_for(path), "thing", made) for path in ("/", "/words/", "/?q=a")] == [1, 1, 1]


def test_things_of_other_names_are_other_things(made):
    request = request_for()
    assert [memory.keep(request, name, made) for name in ("one", "other", ("one", 1), "one")] == [1, 2, 3, 1]


def test_a_change_makes_it_anew_and_forgets_everything_else(made):
    memory.keep(request_for(), "thing", made)
    memory.keep(request_for(), "other", made)
    content_version.bump()
    assert memory.keep(request_for(), "thing", made) == 3
    assert len(memory) == 1


def test_another_number_counts_even_if_it_is_lower(made):
    """As after a backup was put back."""
    content_version.bump()
    memory.keep(request_for(), "thing", made)
    earlier = request_for()
    earlier.content_version = content_version.current() - 1
    assert memory.keep(earlier, "thing", made) == 2


def test_what_is_made_while_something_changes_is_not_kept_for_the_new_version(made):
    def meanwhile():
        content_version.bump()
        return made()

    assert memory.keep(request_for(), "thing", meanwhile) == 1
    assert memory.keep(request_for(), "thing", made) == 2


def test_what_one_version_makes_late_is_not_found_by_the_next(made):
    """Two threads of one worker: the first is still making when the second sees a newer version."""

    def late():
        content_version.bump()
        memory.keep(request_for(), "other", made)
        return "of the old version"

    memory.keep(request_for(), "thing", late)
    assert memory.keep(request_for(), "thing", made) == 2


def asked_from_a_preview():
    request = request_for()
    request.is_dummy = True
    return request


def asked_within_a_preview():
    request = request_for()
    request.is_preview = True
    return request


@pytest.mark.parametrize(
    "request_of",
    [
        lambda: request_for("/members/"),
        lambda: request_for("/members/cms/pages/3/edit/"),
        lambda: request_for(method="post"),
        lambda: request_for(method="delete"),
        asked_from_a_preview,
        asked_within_a_preview,
        lambda: None,
    ],
)
def test_whoever_may_have_changed_something_reads_anew_and_leaves_nothing(request_of, made):
    memory.keep(request_for(), "thing", made)
    assert memory.keep(request_of(), "thing", made) == 2
    assert memory.keep(request_of(), "new", made) == 3
    assert memory.keep(request_for(), "thing", made) == 1
    assert memory.keep(request_for(), "new", made) == 4


def test_without_the_database_it_is_made_each_time(made, monkeypatch):
    def away():
        raise OperationalError("away")

    monkeypatch.setattr(content_version, "current", away)
    assert [memory.keep(request_for(), "thing", made) for _ in range(2)] == [1, 2]
    assert len(memory) == 0


def test_what_fails_is_not_kept(made):
    with pytest.raises(ZeroDivisionError):
        memory.keep(request_for(), "thing", lambda: 1 // 0)
    assert memory.keep(request_for(), "thing", made) == 1


def test_it_does_not_grow_without_end(made, monkeypatch):
    monkeypatch.setattr(memories, "_MOST", 10)
    for number in range(100):
        memory.keep(request_for(), number, made)
    assert len(memory) <= 10


def drawn(words, request, **context):
    template = Template("{% load kept %}" + words)
    return template.render(Context({"request": request, "user": AnonymousUser(), **context}))


def test_a_kept_part_of_a_page_is_drawn_once_and_its_holes_each_time():
    words = '{% kept "part" %}<b>{{ name }}</b>{% hole %}<i>{{ name }}</i>{% endhole %}.{% endkept %}'
    assert drawn(words, request_for(), name="one & all") == "<b>one &amp; all</b><i>one &amp; all</i>."
    assert drawn(words, request_for(), name="<two>") == "<b>one &amp; all</b><i>&lt;two&gt;</i>."
    content_version.bump()
    assert drawn(words, request_for(), name="three") == "<b>three</b><i>three</i>."


def test_a_part_is_another_one_for_each_name_value_and_language():
    words = '{% kept "part" here %}{{ name }}{% endkept %}'
    with translation.override("cy"):
        assert drawn(words, request_for(), here="a", name="first") == "first"
    with translation.override("en-gb"):
        assert drawn(words, request_for(), here="a", name="second") == "second"
        assert drawn(words, request_for(), here="b", name="third") == "third"
        assert drawn(words.replace('"part"', '"other"'), request_for(), here="a", name="fourth") == "fourth"
        assert drawn(words, request_for(), here="a", name="fifth") == "second"


@pytest.mark.parametrize("request_of", [lambda: None, lambda: request_for("/members/")])
def test_a_part_is_drawn_anew_where_nothing_is_kept(request_of):
    words = '{% kept "part" %}{{ name }}{% hole %}!{% endhole %}{% endkept %}'
    assert [drawn(words, request_of(), name=name) for name in "ab"] == ["a!", "b!"]


@pytest.mark.parametrize(
    "words",
    [
        '{% kept "part" %}{% block filled_by_others %}{% endblock %}{% endkept %}',
        '{% kept "part" %}{% kept "inner" %}{% endkept %}{% endkept %}',
        "{% kept %}{% endkept %}",
        "{% kept part %}{% endkept %}",
    ],
)
def test_a_part_that_would_keep_what_others_fill_in_is_refused(words):
    with pytest.raises(TemplateSyntaxError):
        Template("{% load kept %}" + words)


def test_a_block_and_another_part_may_stand_in_a_hole():
    words = (
        '{% kept "part" %}({% hole %}{% block inner %}'
        '{% kept "inner" %}{{ name }}{% hole %}{{ name }}{% endhole %}{% endkept %}'
        "{% endblock %}{% endhole %}){% endkept %}"
    )
    assert [drawn(words, request_for(), name=name) for name in "ab"] == ["(aa)", "(ab)"]


def test_a_view_that_says_so_uses_it_for_a_post_too(made):
    seen = []

    @memories.reads_what_is_committed
    def view(request):
        seen.append(memory.keep(request, "thing", made))

    view(request_for(method="post"))
    view(request_for())
    assert seen == [1, 1]
    assert memory.keep(request_for(method="post"), "thing", made) == 2


class ForgottenMeanwhile:
    """A name for a thing; at the second look at it, another thread has just made room by forgetting all."""

    looks = 0

    def __eq__(self, other):
        return self is other

    def __hash__(self):
        self.looks += 1
        if self.looks == 2:
            memory._kept[1].clear()
        return 1


def test_a_thread_that_forgets_everything_takes_nothing_from_one_that_looks(made):
    name = ForgottenMeanwhile()
    memory.keep(request_for(), name, made)
    name.looks = 0
    assert memory.keep(request_for(), name, made) == 1
