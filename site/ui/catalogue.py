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


def _words(*parts: str) -> list[list[list[dict[str, str]]]]:
    """One paragraph of one line; a part that stands in brackets is what was taken out."""
    return [
        [
            [
                {"removed_kind": "a", "label": part[1:-1]} if part.startswith("[") else {"text": part}
                for part in parts
            ]
        ]
    ]


def _line(response: str, led_to: str) -> list[dict[str, str]]:
    return [
        {"text": "Received", "note": "October 2026", "state": "said"},
        {"text": "Shown", "note": "", "state": "said"},
        {"text": "Response", "note": "November 2026", "state": response},
        {"text": "Led to", "note": "a promise" if led_to == "done" else "nothing yet", "state": led_to},
    ]


#: Answers as a thread's page has them: with all that may belong to one, and the lines in place of words.
RESPONSES = [
    {
        "label": "We will do this",
        "due": "By 1 March 2027. Sam Okafor sees to it.",
        "words": "Visits start 12 weeks before release.",
        "who": "Sam Okafor, resettlement lead",
        "day": "3 November 2026",
        "draws_done": True,
    },
    {
        "label": "We will do this",
        "due": "By 1 March 2026. Sam Okafor sees to it.",
        "overdue": True,
        "words": "There will be a room.",
        "who": "Sam Okafor, resettlement lead",
        "day": "3 January 2026",
        "changed": "1 February 2026",
    },
    {
        "label": "We cannot, because",
        "words": "The regional office decides on moves.",
        "who": "Mel Price, head of reducing reoffending",
        "day": "4 November 2026",
    },
]
ANSWERS = [
    {
        "anchor": "answer-1",
        "wording": {
            "paragraphs": _words("They came two days before I left ", "[a wing, landing or cell]", "."),
            "size": "short",
        },
        "month": "October 2026",
        "links": [("Preparing for release", "/catalogue/"), ("Timing", "/catalogue/")],
        "notes": ["Many say this happened to them too."],
        "responses": RESPONSES[:1],
        "came": [{"progress": "done", "text": "A list of link workers", "url": "/catalogue/"}],
        "line": _line("done", "done"),
        "draws_done": True,
        "too": "/catalogue/",
        "report": "/catalogue/",
        "address": "/catalogue/",
    },
    {
        "anchor": "answer-2",
        "warning": "This is about violence.",
        "wording": {
            "paragraphs": _words("I saw it happen, and nobody asked how I was. " * 4),
            "size": "middle",
            "is_cut": True,
        },
        "chosen": [("How was your first week?", "Bad")],
        "month": "October 2026",
        "notes": ["It came on paper."],
        "responses": RESPONSES[1:],
        "came": [{"progress": "no", "text": "Not taken forward, and why", "url": "/catalogue/"}],
        "line": _line("answered", "nothing"),
        "report": "/catalogue/",
        "address": "/catalogue/",
    },
    {
        "anchor": "answer-3",
        "stub": "One answer is not shown. It could give somebody away.",
        "rules": "/catalogue/",
    },
]
EASY = [
    ("speaking", "You can tell us what you think."),
    ("no-name", "You do not have to give your name."),
    ("", "A sentence without a drawing."),
]


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
        "answers": ANSWERS,
        "easy": EASY,
        "long_words": _words("It depends on who it is. " * 12),
        "comparison": [
            {"text": "A link worker visits "},
            {"text": "12 weeks", "removed": True},
            {"text": "16 weeks", "added": True},
            {"text": " before release."},
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
