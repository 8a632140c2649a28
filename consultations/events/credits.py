"""Who made something and who paid for it, as its page, its citation and machines tell. Pure: no query."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst

from cms.blocks.people import Part
from consultations.events.citing import orcid_address


@dataclass(frozen=True)
class PersonShown:
    """A named person with all their parts."""

    name: str
    parts: str
    role: str
    link: str
    is_author: bool
    affiliation: str = ""
    #: "0000-0002-1825-0097", and its address.
    orcid: str = ""
    orcid_address: str = ""
    #: "Family, Given" where the name alone does not tell.
    cited_as: str = ""

    @property
    def work(self) -> str:
        """What they do, and where."""
        return ", ".join(filter(None, [self.role, self.affiliation]))


@dataclass(frozen=True)
class FundingShown:
    """A funder, the award's number and whose views these are."""

    funder: str
    reference: str
    statement: str
    link: str


def people_in(credits: Iterable[Any]) -> list[PersonShown]:
    """Those who agreed to be named, each once with all their parts."""
    found: dict[str, list[Any]] = {}
    for block in credits:
        if block.block_type == "people":
            for person in block.value["people"]:
                found.setdefault(person["name"], []).append(person)
    return [
        PersonShown(
            name=name,
            parts=capfirst(", ".join(str(Part(entry["part"]).label).lower() for entry in entries)),
            role=_first(entries, "role"),
            link=_first(entries, "link"),
            is_author=any(entry["part"] == Part.AUTHOR for entry in entries),
            affiliation=_first(entries, "affiliation"),
            orcid=_first(entries, "orcid"),
            orcid_address=orcid_address(_first(entries, "orcid")),
            cited_as=_first(entries, "cited_as"),
        )
        for name, entries in found.items()
    ]


def funding_in(credits: Iterable[Any]) -> list[FundingShown]:
    """Who paid, with disclaimers."""
    return [
        FundingShown(value["funder"], value["reference"] or "", value["statement"] or "", value["link"] or "")
        for value in (block.value for block in credits if block.block_type == "funding")
    ]


def _first(entries: Sequence[Any], name: str) -> str:
    """The first of somebody's entries that tells this."""
    return next((entry[name] for entry in entries if entry.get(name)), "")
