"""Narrowing down what a thread shows: by theme, part of the journey, group, and whether it was answered.

Everything is asked by address, so that it works without script and each answer can be kept for all.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feedback.threads import keys
from feedback.threads.models import Thread
from feedback.threads.queries import Cursor, Named, Names, Wanted
from vocabulary.role_groups import RoleGroup

#: The names that these addresses have; `edge.page_cache` is told.
QUERY = ("theme", "stage", "group", "answered", "after")

_CURSOR = re.compile(r"(?P<batch>\d{1,18})\.(?P<key>[0-9a-hjkmnp-tv-z]{13})")


class NarrowForm(forms.Form):
    """The choices of a thread: only what is there to be found."""

    theme = forms.ChoiceField(label=gettext_lazy("Theme"), required=False)
    stage = forms.ChoiceField(label=gettext_lazy("Part of the journey"), required=False)
    group = forms.ChoiceField(label=gettext_lazy("Who it is from"), required=False)
    answered = forms.BooleanField(label=gettext_lazy("Only with a response"), required=False)
    #: Nothing here has to be chosen, and saying so at each would be noise.
    says_optional = False

    def __init__(self, asked: dict[str, str], choices: dict[str, list[tuple[str, str]]]) -> None:
        # Nothing is validated: what there is not finds nothing, and no error is made of it.
        super().__init__(initial=asked)
        for name, options in choices.items():
            field = self.fields[name]
            if options and isinstance(field, forms.ChoiceField):
                field.choices = [("", _("All")), *options]
            else:
                del self.fields[name]


@dataclass(frozen=True)
class Narrowed:
    """What was asked for, what there is to ask for, and the addresses that ask for something else."""

    wanted: Wanted
    after: Cursor | None
    form: NarrowForm | None
    #: The names of what was chosen.
    chosen: list[str]
    address: str
    asked: dict[str, str]

    @property
    def everything(self) -> str:
        """The address of the thread without any choice."""
        return self.address

    @property
    def newest(self) -> str:
        """The first page of the same choice, from any other; empty on the first."""
        return address_of(self.address, self.asked) if self.after else ""

    def older(self, cursor: Cursor | None) -> str:
        """The next page of the same choice; empty if there is none."""
        if cursor is None:
            return ""
        after = f"{cursor[0]}.{keys.written(cursor[1])}"
        return address_of(self.address, {**self.asked, "after": after})


def address_of(address: str, asked: dict[str, str]) -> str:
    """An address with a query of what is not empty."""
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{address}?{query}" if query else address


def narrowed(thread: Thread, query: QueryDict, names: Names, address: str) -> Narrowed:
    """What a request asks for. Whatever stands in its query, no error comes of it.

    What was not counted at the last emptying finds nothing, without looking for it; so does a group that
    may not be shown.
    """
    asked = {name: query.get(name, "")[:80] for name in ("theme", "stage", "group")}
    answered = bool(query.get("answered") and thread.answered)
    facets = thread.facets or {}
    theme = names.theme(asked["theme"]) if asked["theme"] in facets.get("themes", {}) else None
    stage = names.stage(asked["stage"]) if asked["stage"] in facets.get("stages", {}) else None
    group = asked["group"] if asked["group"] in thread.shown_groups else ""
    wanted = Wanted(
        theme=theme,
        stage=stage,
        group=group,
        answered=answered,
        unknown=any(asked[name] and not found for name, found in
                    (("theme", theme), ("stage", stage), ("group", group))),
    )  # fmt: skip
    kept = {**asked, "answered": "1" if answered else ""}
    labels = [named[key].name for named, key in ((names.themes, theme), (names.stages, stage)) if key]
    if group:
        labels.append(str(RoleGroup(group).label))
    if answered:
        labels.append(_("with a response"))
    after, form = _cursor(query.get("after", "")), _form(thread, kept, names)
    return Narrowed(wanted, after, form, labels, address, kept)


def _cursor(text: str) -> Cursor | None:
    found = _CURSOR.fullmatch(text)
    if found is None:
        return None
    try:
        return int(found["batch"]), keys.read(found["key"])
    except keys.NoSuchKeyError:
        return None


def _form(thread: Thread, asked: dict[str, str], names: Names) -> NarrowForm | None:
    """The form, if there is anything to choose."""
    facets = thread.facets or {}
    choices = {
        "theme": _options(names.themes, facets.get("themes", {})),
        "stage": _options(names.stages, facets.get("stages", {})),
        "group": [
            (group.value, capfirst(str(group.label)))
            for group in RoleGroup
            if group.value in thread.shown_groups
        ],
    }
    if not any(choices.values()) and not thread.answered:
        return None
    form = NarrowForm(asked, choices)
    if not thread.answered:
        del form.fields["answered"]
    return form


def _options(named: dict[int, Named], there: dict[str, int]) -> list[tuple[str, str]]:
    return [(one.slug, one.name) for one in named.values() if one.slug in there]
