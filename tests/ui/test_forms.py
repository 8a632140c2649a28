"""Forms: label, hint, error and field belong together, for Django's forms and allauth's alike."""

import datetime

import html5lib
import pytest
from django import forms

from tests.ui.declared import drawn
from ui.forms import DayField


class Asked(forms.Form):
    name = forms.CharField(label="Name", help_text="As others see it.")
    words = forms.CharField(label="Words", widget=forms.Textarea, required=False)
    group = forms.ChoiceField(label="Group", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    themes = forms.MultipleChoiceField(
        label="Themes",
        choices=[("x", "X"), ("y", "Y")],
        widget=forms.CheckboxSelectMultiple,
        help_text="Any.",
    )
    day = DayField(label="Day")
    agree = forms.BooleanField(label="I agree")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


XHTML = "{http://www.w3.org/1999/xhtml}"


def shown(form, source='<c-error-summary :form="form" />{{ form }}'):
    return html5lib.parse(f"<main>{drawn(source, form=form)}</main>")


def ids(tree):
    return {node.get("id") for node in tree.iter() if node.get("id")}


def inputs(tree):
    for node in tree.iter():
        if (
            node.tag in {XHTML + "input", XHTML + "select", XHTML + "textarea"}
            and node.get("type") != "hidden"
        ):
            yield node


@pytest.mark.parametrize("data", [None, {}, {"name": "x" * 300}])
def test_every_field_has_a_label_of_its_own(data):
    tree = shown(Asked(data))
    labelled = {node.get("for") for node in tree.iter(XHTML + "label")}

    assert [node.get("id") for node in inputs(tree) if node.get("id") not in labelled] == []


@pytest.mark.parametrize("data", [None, {}])
def test_what_describes_a_field_exists_exactly_once(data):
    tree = shown(Asked(data))
    everything = [node.get("id") for node in tree.iter() if node.get("id")]
    described = [one for node in tree.iter() for one in (node.get("aria-describedby") or "").split()]

    assert described
    assert [one for one in described if everything.count(one) != 1] == []


def test_errors_are_tied_to_their_fields():
    tree = shown(Asked({}))
    name = next(node for node in inputs(tree) if node.get("name") == "name")

    assert name.get("aria-invalid") == "true"
    assert "id_name_error" in name.get("aria-describedby")
    groups = [node.get("aria-describedby") for node in tree.iter(XHTML + "fieldset")]
    assert groups == ["id_group_error", "id_themes_helptext id_themes_error", "id_day_helptext id_day_error"]


def test_each_error_of_the_summary_leads_to_a_field():
    tree = shown(Asked({}))
    summary = next(
        node for node in tree.iter(XHTML + "section") if node.get("data-error-summary") is not None
    )
    targets = [link.get("href").lstrip("#") for link in summary.iter(XHTML + "a")]

    assert targets == ["id_name", "id_group_0", "id_themes_0", "id_day_0", "id_agree"]
    assert set(targets) <= ids(tree)


def test_a_form_without_errors_has_no_summary():
    assert all(node.get("role") != "alert" for node in shown(Asked()).iter())


def test_errors_of_the_whole_form_are_told():
    form = Asked({})
    form.add_error(None, "These two do not fit together.")

    assert "These two do not fit together." in "".join(shown(form).itertext())


def test_what_one_can_leave_out_says_so_unless_the_form_does_not_want_that():
    class Quiet(Asked):
        says_optional = False

    assert "".join(shown(Asked()).itertext()).count("you can leave this out") == 1
    assert "you can leave this out" not in "".join(shown(Quiet()).itertext())


def test_hidden_fields_stay_hidden_and_are_sent():
    tree = shown(Asked())

    assert [node.get("name") for node in tree.iter(XHTML + "input") if node.get("type") == "hidden"] == [
        "secret"
    ]


def test_forms_of_allauth_are_drawn_alike(db):
    from allauth.account.forms import ResetPasswordForm

    tree = shown(ResetPasswordForm({"email": "no address"}))

    assert "field--wrong" in " ".join(node.get("class") or "" for node in tree.iter())
    assert any((node.get("aria-describedby") or "").endswith("_error") for node in inputs(tree))


@pytest.mark.parametrize(
    ("typed", "day"),
    [(("14", "1", "2025"), datetime.date(2025, 1, 14)), (("29", "02", "2024"), datetime.date(2024, 2, 29))],
)
def test_a_day_is_three_numbers(typed, day):
    form = Day(dict(zip(("day_day", "day_month", "day_year"), typed, strict=True)))

    assert form.is_valid(), form.errors
    assert form.cleaned_data["day"] == day


class Day(forms.Form):
    day = DayField(label="Day")
    other = DayField(label="Other day", required=False)


@pytest.mark.parametrize(
    "typed", [("31", "2", "2025"), ("14", "", "2025"), ("x", "1", "2025"), ("0", "1", "2025")]
)
def test_a_day_that_is_none_is_told_in_one_sentence(typed):
    form = Day(dict(zip(("day_day", "day_month", "day_year"), typed, strict=True)))

    assert form.errors["day"] == ["This must be a real date, such as 14 1 2025."]


def test_a_day_left_out_is_none_where_that_is_allowed():
    form = Day({"day_day": "1", "day_month": "2", "day_year": "2025"})

    assert form.is_valid()
    assert form.cleaned_data["other"] is None
    assert Day({}).errors["day"] == ["This field is required."]


def test_a_day_is_shown_again_as_it_was():
    html = str(Day(initial={"day": datetime.date(2025, 1, 14)})["day"])

    assert [html.count(f'value="{part}"') for part in ("14", "1", "2025")] == [1, 1, 1]
