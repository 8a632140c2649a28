"""Components: declared, used as declared, and each drawn in the catalogue."""

import re

import pytest
from django.conf import settings
from django.template import TemplateDoesNotExist
from django.test import override_settings

from tests.ui import declared
from tests.ui.declared import drawn

CATALOGUE = "ui/catalogue.html"


@pytest.fixture
def catalogue(client, db) -> str:
    answer = client.get("/catalogue/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("component", declared.names())
def test_a_component_begins_by_saying_what_it_takes(component):
    first = (declared.COMPONENTS / f"{component}.html").read_text().splitlines()[0]

    assert first.startswith("{#")
    assert first.endswith("#}")
    for name in declared.declaration(component).all:
        assert name in first, f"{component} does not say what {name} means"


@pytest.mark.parametrize("template", declared.all_templates())
def test_templates_use_components_as_these_declare(template):
    wrong = []
    for use in declared.uses_in(template):
        takes = declared.declaration(use.component)
        wrong += [f"{use}: no such parameter: {name}" for name in use.passes - takes.all]
        wrong += [f"{use}: lacks {name}" for name in takes.needs - use.passes]

    assert wrong == []


def test_the_lint_sees_what_is_missing_and_what_is_too_much():
    source = '<c-row kind="Event" colour="orange" />'
    node = declared.written(source).template.nodelist.get_nodes_by_type(declared.CottonComponentNode)[0]
    takes, passes = declared.declaration("row"), {name.lstrip(":") for name in node.attrs}

    assert passes - takes.all == {"colour"}
    assert takes.needs - passes == {"title"}


def test_every_component_is_in_the_catalogue():
    met: set[str] = set()
    waiting = [CATALOGUE, "base.html"]
    while waiting:
        for use in declared.uses_in(waiting.pop()):
            if use.component not in met:
                met.add(use.component)
                waiting.append(f"{settings.COTTON_DIR}/{use.component}.html")

    assert sorted(set(declared.names()) - met) == []


def test_the_catalogue_leaves_no_component_unrendered(catalogue):
    assert "<c-" not in catalogue
    assert "{{" not in catalogue
    assert "{%" not in catalogue


def test_the_catalogue_shows_every_state_of_the_two_lines(catalogue):
    for state in ("nothing", "going", "done", "no"):
        assert f"two__done--{state}" in catalogue
    for edge in ("starts", "ends", "both"):
        assert f"did--{edge}" in catalogue


@override_settings(PRODUCTION=True)
def test_the_catalogue_is_not_in_production(client, db):
    assert client.get("/catalogue/").status_code == 404


def test_an_unknown_component_is_an_error():
    with pytest.raises(TemplateDoesNotExist, match="no-such-thing"):
        drawn("<c-no-such-thing />")


#: Mail programs drop style sheets, so mails carry theirs inline.
PAGES = [name for name in declared.all_templates() if not name.startswith("mailing/")]


@pytest.mark.parametrize("template", PAGES)
def test_no_template_styles_or_scripts_inline(template):
    source = (declared.TEMPLATES / template).read_text()

    assert not re.search(r"\sstyle\s*=|<style|\son[a-z]+\s*=\s*[\"']|javascript:", source)
    for script in re.findall(r"<script\b[^>]*>", source):
        assert "src=" in script or "json" in script, script


def test_words_given_to_components_are_escaped():
    nasty = "<script>alert(1)</script>"
    for source in (
        '<c-row :title="x" :note="x" :kind="x" />',
        '<c-said-done :voice="x" :said_note="x" :what="x" :done_note="x" />',
        '<c-quotation :words="x" :who="x" :context="x" />',
        '<c-point id="a" :text="x" />',
        '<c-notification :title="x" />',
        '<c-page-heading :title="x" :lead="x" />',
        '<c-table :caption="x" :head="[x]" :rows="[[x]]" />',
        '<c-tag-links :items="pairs" :label="x" />',
        '<c-search-form action="/search/" :query="x" />',
    ):
        assert "<script" not in drawn(source, x=nasty, pairs=[(nasty, "/")]), source


def test_what_is_done_alone_draws_the_second_stroke():
    row = '<c-said-done voice="Start early" state="{}" edge="both" />'

    assert "did" in drawn(row.format("done"))
    assert "did" in drawn(row.format("going"))
    assert "did" not in drawn(row.format("nothing"))
    assert "did" not in drawn(row.format("no"))
    assert "Nothing yet" in drawn(row.format("nothing"))


def test_a_chart_has_its_numbers_in_a_table():
    from ui.charts import bars

    html = drawn('<c-bar-chart title="Votes" :bars="bars" unit="Papers" />', bars=bars([("Agree", 56)]))

    assert "<table" in html
    assert '<th scope="row">Agree</th>' in html
    assert ">56</td>" in html


def test_a_table_can_be_scrolled_by_keyboard_and_has_a_name():
    html = drawn('<c-table caption="Who took part" :head="head" :rows="rows" />', head=["a"], rows=[[1]])

    assert 'tabindex="0" role="region" aria-label="Who took part"' in html


def test_there_are_eight_drawings_of_two_strokes_and_no_two_alike():
    from vocabulary.stages import AT_SET_UP

    drawings = {stage.key: drawn(f'<c-stage-drawing key="{stage.key}" />') for stage in AT_SET_UP}
    other = drawn('<c-stage-drawing key="one-of-your-own" />')

    assert len(set(drawings.values()) | {other}) == 9
    for drawing in drawings.values():
        assert drawing.count("<path") == 2
        assert drawing.count('class="second"') == 1
        assert 'aria-hidden="true"' in drawing
    assert "drawing--done" in drawn('<c-stage-drawing key="court" done="1" />')


def test_pages_that_are_neither_before_nor_after_draw_nothing():
    assert drawn("<c-pagination />") == ""
    assert "Next page" in drawn('<c-pagination older="/?before=3" />')
