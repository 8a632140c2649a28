"""A published summary for machines: schema.org Report. What it says is what the page says, no more."""

from typing import Any

from consultations.events.citing import orcid_address
from consultations.events.publication import Publication
from consultations.events.showing import FundingShown, PersonShown


def report(publication: Publication, url: str) -> dict[str, Any]:
    """The summary as schema.org has it; what is not known is empty. ``url`` is the page's whole address."""
    page, event = publication.page, publication.event
    return {
        "@type": "Report",
        "@id": f"{url}#report",
        "name": page.title,
        "abstract": page.introduction,
        "url": url,
        "about": {"@id": f"{url}#event"},
        "author": [_person(person) for person in event.people if person.is_author],
        "publisher": {"@type": "Organization", "name": publication.publisher},
        "funder": funders(event.funding),
        "funding": [
            {"@type": "Grant", "identifier": funding.reference, "funder": _organisation(funding)}
            for funding in event.funding
            if funding.reference
        ],
        "isBasedOn": page.source_url,
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
            {"@type": "CreativeWork", "name": part.topic.title, "url": f"{url}#{part.topic.anchor}"}
            for part in event.parts
            if part.topic
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
