"""Narrowing a public list down: what one can choose, what was chosen, and the address without each.

A list says which questions its form asks (name in the address → label). Everything one can choose is read in
one query of its own rows (`counted`, `facets_of`) and kept for one content version by whoever asks. The form
and what was chosen are printed by ``cms/narrow.html``.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import CharField, Count, F, IntegerField, Value
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils.translation import gettext as _

#: Letters of a value that are looked at; nothing of ours is longer, short addresses of places neither.
_LONGEST = 120


class Choice(NamedTuple):
    """Something to narrow by: how the address has it, what it is called, how many there are."""

    value: str
    name: str
    number: int


@dataclass(frozen=True)
class Narrow:
    """One question of the form to narrow by."""

    name: str
    label: str
    choices: Sequence[Choice]
    chosen: str


class Chosen(NamedTuple):
    """What was chosen, and the address without it."""

    label: str
    name: str
    without: str


#: What one can choose, by the name of the question.
Facets = Mapping[str, Sequence[Choice]]


def asked_in(request: HttpRequest, names: Iterable[str]) -> dict[str, str]:
    """What a request asks for; whatever stands in it, no error comes of it."""
    return {name: value for name in names if (value := said_in(request, name))}


def said_in(request: HttpRequest, name: str) -> str:
    """One value of a query, as a database may be asked for it: PostgreSQL knows no text with NUL in it."""
    return request.GET.get(name, "").replace("\0", "").strip()[:_LONGEST]


def questions(labels: Mapping[str, str], facets: Facets, asked: Mapping[str, str]) -> list[Narrow]:
    """The questions of the form, in the order of ``labels``."""
    return [Narrow(name, label, facets.get(name, ()), asked.get(name, "")) for name, label in labels.items()]


def chosen(
    labels: Mapping[str, str], facets: Facets, asked: Mapping[str, str], address: Callable[..., str]
) -> list[Chosen]:
    """What was chosen; ``address`` makes the address of the list from what is asked for."""
    found = []
    for name, value in asked.items():
        named = next((one.name for one in facets.get(name, ()) if one.value == value), "")
        rest = {other: given for other, given in asked.items() if other != name}
        found.append(Chosen(labels[name], named or _("something we do not have"), address(**rest)))
    return found


def counted(kind: str, rows: Any, value: str, name: str, position: str = "") -> Any:
    """A part of the one query: kind, value, name, position and how many. Columns are named from ``rows``."""
    order = F(position) if position else Value(0, output_field=IntegerField())
    told = rows.order_by().annotate(of=Cast(Value(kind), CharField()), at=order)
    return told.values_list("of", value, name, "at").annotate(count=Count("pk"))


def facets_of(parts: Sequence[Any], named: Mapping[str, Mapping[str, str]]) -> Facets:
    """Everything one can choose, from the parts (`counted`). One query.

    In the order of position and name; a kind in ``named`` (value → name) has its names and their order.
    """
    found: dict[str, list[Choice]] = {}
    rows = sorted(parts[0].union(*parts[1:], all=True), key=lambda row: (row[3], row[2]))
    for kind, value, name, _position, number in rows:
        found.setdefault(kind, []).append(Choice(value, named.get(kind, {}).get(value, name), number))
    for kind, names in named.items():
        found.get(kind, []).sort(key=lambda one, order=list(names): order.index(one.value))  # type: ignore[misc]
    return found
