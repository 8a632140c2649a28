"""The living catalogue: each component in every state, for people who build with them and for tests."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ui.charts import bars
from ui.forms import DayField

STAGES = (
    ("court", "On remand or at court", 0),
    ("early-days", "Early days in custody", 2),
    ("in-custody", "In custody", 31),
    ("preparing-for-release", "Preparing for release", 58),
    ("through-the-gate", "Through the gate", 42),
    ("probation", "On probation or in approved premises", 27),
    ("community", "In the community", 19),
    ("recalled", "Recalled", 12),
)


class SampleForm(forms.Form):
    """Every kind of field."""

    name = forms.CharField(label="Name others see", max_length=20, help_text="At most 20 letters.")
    words = forms.CharField(label="What would help?", widget=forms.Textarea(attrs={"rows": 4}))
    group = forms.ChoiceField(
        label="You are",
        choices=[("a", "a link worker"), ("b", "prison staff"), ("c", "somebody else")],
        widget=forms.RadioSelect,
    )
    themes = forms.MultipleChoiceField(
        label="It is about",
        choices=[("housing", "Housing"), ("health", "Health"), ("trust", "Trust")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    place = forms.ChoiceField(
        label="Place", choices=[("", "Choose one"), ("n", "North East"), ("w", "Wales")]
    )
    day = DayField(label="Day of the event")
    file = forms.FileField(label="A list", required=False, help_text="A CSV file. At most 500 rows.")
    email = forms.EmailField(label="Email address", required=False)
    secret = forms.CharField(label="Password", widget=forms.PasswordInput, required=False)
    agree = forms.BooleanField(label="I have read the rules")


def sample_context() -> dict[str, Any]:
    """What the catalogue's page shows; also used by the tests of components."""
    return {
        "crumbs": [("Home", "/"), ("Events", "/events/")],
        "tags": [("Housing", "/search/?theme=housing"), ("Trust", "/search/?theme=trust")],
        "head": ["Group", "People", "Answers"],
        "rows": [["People with lived experience of prison", 15, 20], ["Link workers", 10, 10]],
        "bars": bars([("Housing", 40), ("Work", 25), ("Trust", 0)]),
        "bars_done": bars([("Under way", 3), ("Done", 1)], done=True),
        "steps": [
            {"text": "People spoke", "note": "October 2022", "state": "done"},
            {"text": "A proposal is written", "note": "Open for ideas", "state": "now"},
            {"text": "A vote"},
        ],
        "stages": [
            {"key": key, "name": name, "value": value, "href": "/search/", "done": key == "community"}
            for key, name, value in STAGES
        ],
        "groups": ["482", "109", "375", "562", "184", "070"],
        "form": SampleForm(prefix="empty"),
        "alone": SampleForm(prefix="alone"),
        "banner": {"action": "/catalogue/", "next": "/catalogue/", "find_out_more": "/cookies/"},
        "refused": SampleForm(
            {"refused-name": "A name that is longer than twenty letters"}, prefix="refused"
        ),
    }


def show(request: HttpRequest) -> HttpResponse:
    """Show the catalogue; it exists in the demo and while developing, not in production."""
    if settings.PRODUCTION:
        raise Http404
    return render(request, "ui/catalogue.html", sample_context())
