"""A save made from an older text shows what stands now beside what was typed, field by field."""

import datetime
from decimal import Decimal

from django import forms
from django.http import QueryDict

from ui.both_texts import both_texts
from ui.forms import DayField


class _Form(forms.Form):
    words = forms.CharField(required=False)
    end = forms.ChoiceField(choices=[("", "Going on"), ("adopt", "Keep it")], required=False)
    ticked = forms.MultipleChoiceField(choices=[("a", "First"), ("b", "Second")], required=False)
    day = DayField(required=False)
    number = forms.DecimalField(required=False)
    sure = forms.BooleanField(required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


STANDS = {
    "words": "One\nTwo", "end": "adopt", "ticked": ["b", "a"], "day": datetime.date(2026, 1, 14),
    "number": Decimal("12.50"), "sure": True, "version": 4,
}  # fmt: skip
AS_IT_STANDS = (
    "words=One%0D%0ATwo&end=adopt&ticked=a&ticked=b&day_day=14&day_month=1&day_year=2026&number=12.5&sure=on"
)


def typed(query: str) -> _Form:
    form = _Form(QueryDict(f"{query}&version=3"))
    assert form.is_valid()
    return form


def test_what_is_alike_is_not_shown_and_the_next_save_is_made_from_what_stands():
    form = typed(AS_IT_STANDS)
    assert both_texts(form, _Form(initial=STANDS)) == []
    assert 'value="4"' in str(form["version"])


def test_every_field_that_differs_is_told_as_people_read_it():
    found = both_texts(typed("words=Three&ticked=a"), _Form(initial=STANDS))
    assert [(one.theirs, one.yours) for one in found] == [
        ("One\nTwo", "Three"), ("Keep it", ""), ("First\nSecond", "First"), ("14 January 2026", ""),
        ("12.5", ""), ("Yes", "No"),
    ]  # fmt: skip
