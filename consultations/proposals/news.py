"""What members are told of: that they are asked to join, that something was suggested, answered, moved.

Notices hold no words of anybody; `following` sends them with its next mail.
"""

from collections.abc import Iterable

from consultations.proposals.models import Amendment, CoAuthor, Proposal
from following import telling
from following.enums import Followable, What
from people.models import Person

_KIND = Followable.PROPOSAL.value


def asked_to_join(proposal: Proposal, person: Person) -> None:
    """Somebody is asked to write it together with others."""
    telling.tell(What.INVITED, _KIND, proposal.slug, people=[person])


def asked_no_longer(proposal: Proposal, person_key: int) -> None:
    """They said yes or no, or the question was taken back: nothing waits for them any more."""
    telling.tell_no_more(What.INVITED, _KIND, proposal.slug, person_key=person_key)


def readdressed(before: str, now: str) -> None:
    """Its address changed when it opened: what was told of it still leads to it."""
    telling.renamed(_KIND, before, now)


def suggested(amendment: Amendment) -> None:
    """A change waits for the authors; who suggested it knows."""
    proposal = amendment.proposal
    telling.tell(What.AMENDMENT, _KIND, proposal.slug, people=_authors(proposal, but=amendment.author_id))


def settled(amendment: Amendment) -> None:
    """Who suggested a change under their name hears what became of it."""
    if amendment.author is not None and amendment.author_id != amendment.settled_by_id:
        telling.tell(What.SETTLED, _KIND, amendment.proposal.slug, people=[amendment.author])


def moved(proposal: Proposal, *, by: Person | None) -> None:
    """Everybody who follows it, or a theme, part of the journey or place of it, hears that it got further."""
    also: list[tuple[Followable, str]] = []
    also += [(Followable.THEME, slug) for slug in proposal.themes.values_list("slug", flat=True)]
    also += [(Followable.STAGE, key) for key in proposal.stages.values_list("key", flat=True)]
    for places in (proposal.custody_places, proposal.release_places):
        also += [(Followable.PLACE, slug) for slug in places.values_list("slug", flat=True)]
    telling.tell(What.MOVED, _KIND, proposal.slug, also=also, but=by)


def _authors(proposal: Proposal, *, but: int | None) -> Iterable[Person]:
    rows = CoAuthor.objects.filter(proposal=proposal, invited=False, person__isnull=False)
    return [row.person for row in rows.select_related("person") if row.person_id != but]
