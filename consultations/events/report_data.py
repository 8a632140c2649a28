"""A publication for machines: schema.org Report. What it says is what the page says, no more."""

from collections.abc import Iterable
from typing import Any

from consultations.events.citing import orcid_address
from consultations.events.credits import FundingShown, PersonShown
from consultations.events.publication import Publication


def report(
    publication: Publication, url: str, about: dict[str, str], parts: Iterable[tuple[str, str]] = ()
) -> dict[str, Any]:
    """A publication as schema.org has it; what is not known is empty. ``url`` is the page's whole address.

    ``about`` is what it reports on; ``parts`` are its own, each with name and anchor.
    """
    page, shown = publication.page, publication.shown
    return {
        "@type": "Report",
        "@id": f"{url}#report",
        "name": page.title,
        "abstract": page.introduction,
        "url": url,
        "about": about,
        "author": [_person(person) for person in shown.people if person.is_author],
        "publisher": {"@type": "Organization", "name": publication.publisher},
        "funder": funders(shown.funding),
        "funding": [
            {"@type": "Grant", "identifier": funding.reference, "funder": _organisation(funding)}
            for funding in shown.funding
            if funding.reference
        ],
        "isBasedOn": getattr(page, "source_url", ""),
        "datePublished": page.appeared.iso if page.appeared else "",
        "dateModified": publication.corrected_on.isoformat() if publication.corrected_on else "",
        "version": page.version,
        "license": publication.licence_address,
        "keywords": list(publication.work.keywords),
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": f"{correction.what} {correction.why}",
                "datePublished": correction.day.isoformat(),
            }
            for correction in publication.corrections
        ],
        "inLanguage": page.lang,
        "hasPart": [
            {"@type": "CreativeWork", "name": name, "url": f"{url}#{anchor}"} for name, anchor in parts
        ],
    }


def funders(funding: list[FundingShown]) -> list[dict[str, str]]:
    """Who paid, each with the award's number."""
    return [{**_organisation(one), "identifier": one.reference} for one in funding]


def _organisation(funding: FundingShown) -> dict[str, str]:
    return {"@type": "Organization", "name": funding.funder, "url": funding.link}


def _person(person: PersonShown) -> dict[str, Any]:
    return {
        "@type": "Person",
        "name": person.name,
        "jobTitle": person.role,
        "affiliation": {"@type": "Organization", "name": person.affiliation} if person.affiliation else None,
        "identifier": orcid_address(person.orcid),
        "url": person.link,
    }
