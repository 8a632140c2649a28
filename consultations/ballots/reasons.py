"""Why people voted as they did: optional for everybody, and not joined to any vote once the papers are open.

A ballot that asks for reasons has a thread from its opening on, so that every copy of the database knows it.
At closing all reasons go into the locked box together, in no order, and are read and published like
everything else that people say without giving their name.
"""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.ballots.models import Ballot
from feedback.threads import hosting

KIND = "ballot"
#: By when whoever decides says what they make of the reasons.
ANSWERED_WITHIN = timedelta(days=60)


def open_thread(ballot: Ballot) -> str:
    """The address of the thread to which reasons are delivered, in the transaction that opens the ballot."""
    closes_on = timezone.localdate(ballot.closes_at)
    return hosting.host(
        KIND,
        ballot.slug,
        slug=f"{ballot.slug[:70]}-reasons",
        question=_("Why did people vote as they did? %(question)s") % {"question": ballot.question},
        why=_("People could say why when they voted. Nobody had to. No reason is joined to a vote."),
        can_change=_("how what was voted on is carried out"),
        who_decides=_("The people who asked for the vote"),
        answer_by=closes_on + ANSWERED_WITHIN,
        opens_on=timezone.localdate(),
        closes_on=closes_on,
        handed_in=True,
    )


def deliver(ballot: Ballot, reasons: Sequence[str]) -> None:
    """Put all reasons into the locked box, in the transaction that ends the ballot."""
    if reasons and ballot.reasons_thread:
        said = [hosting.Said(words=words, kind=hosting.REASON, may_show=True) for words in reasons]
        hosting.hand_in(ballot.reasons_thread, said)
    if ballot.reasons_thread:
        hosting.close(KIND, ballot.slug)
