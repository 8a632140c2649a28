"""Lets the demo's proposals happen: written, opened, discussed, voted on, decided; by the acts of the site.

What is written without an account goes through the box today, as everything there; the rest happens on days
that have been (`pretending`). Made once.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from django.db import transaction
from django.utils import timezone

from cms.models import MadeAtSetUp
from codes.check_digits import with_check_digits
from codes.indexes import index_of
from codes.participation import RANDOM_DIGITS
from codes.slow_hash import Kind
from consultations.ballots import casting, closing, code_sheets, opening, setting_up
from consultations.ballots.enums import BallotState
from consultations.ballots.models import Ballot, RollEntry
from consultations.ballots.setting_up import NewOption
from consultations.events.models import EventPage, Point
from consultations.proposals import amending, authors, commenting, drafting, moving, starting
from consultations.proposals.enums import ProposalState
from consultations.proposals.models import CoAuthor, Proposal
from demo import answering, october_2022
from demo.answering import nonce_of
from demo.answers import BY_NAME
from demo.pretending import it_is, working_day
from demo.proposal_texts import CLOSED_BALLOT, OPEN_BALLOT, PROPOSALS, SUGGESTIONS, VOTES, ProposalText
from demo.stream import block_id
from feedback.letterbox import emptying
from feedback.moderation import publishing
from feedback.moderation.models import Item
from feedback.threads import saying
from feedback.threads.models import Thread
from feedback.threads.said import Said
from people.models import Person
from vocabulary.models import JourneyStage, Place, Theme
from vocabulary.role_groups import RoleGroup

S = ProposalState
_MADE = "demo: proposals"
_NOON = datetime.time(12, 0)
#: How many days ago things happened.
_BEGUN, _OPENED, _FINAL, _VOTE_OPENED, _VOTE_CLOSED, _DECIDED, _AFTERWARDS = 60, 52, 38, 34, 20, 18, 9
#: The steps on the way to each state, with how many days ago.
_WAYS: dict[ProposalState, tuple[tuple[ProposalState, int], ...]] = {
    S.DRAFT: (),
    S.IDEAS: ((S.IDEAS, 12),),
    S.FINAL: ((S.IDEAS, _OPENED), (S.FINAL, 6)),
    S.BALLOT: ((S.IDEAS, _OPENED), (S.FINAL, 6)),
    S.DECIDED: ((S.IDEAS, _OPENED), (S.FINAL, _FINAL)),
    S.UNDER_WAY: ((S.IDEAS, _OPENED), (S.FINAL, _FINAL), (S.DECIDED, _DECIDED), (S.UNDER_WAY, _AFTERWARDS)),
    S.REVIEWED: (
        (S.IDEAS, _OPENED), (S.FINAL, _FINAL), (S.DECIDED, 30), (S.UNDER_WAY, 29), (S.REVIEWED, 3),
    ),
    S.PARKED: ((S.IDEAS, _OPENED), (S.PARKED, _AFTERWARDS)),
    S.WITHDRAWN: ((S.IDEAS, _OPENED), (S.WITHDRAWN, _AFTERWARDS)),
}  # fmt: skip
#: Why, where the public would ask, on the way to the last step.
_REASONS = {
    S.DECIDED: "Agreed at the meeting of the programme, without a vote: nobody was against it.",
    S.UNDER_WAY: "It costs next to nothing, so it has begun.",
}
#: Slips that nobody has used yet, for whoever tries the demo.
_SLIPS = 24
_CLOSED_SLIPS = 40
#: How long the vote that is open stays so.
_OPEN_FOR = datetime.timedelta(days=21)
#: The one voting code that `make run` prints.
CODE = with_check_digits("2718281828459"[:RANDOM_DIGITS])


@dataclass(frozen=True)
class Writers:
    """Who writes and steers."""

    facilitator: Person
    others: Mapping[str, Person]


def make_proposals(facilitator: Person, people: Iterable[Person]) -> None:
    """Let it all happen if it has not; call it outside every transaction, as posting asks."""
    if not MadeAtSetUp.objects.filter(key=_MADE).exists():
        writers = Writers(facilitator, {person.email: person for person in people})
        for text in PROPOSALS:
            if not Proposal.objects.filter(title=text.title).exists():
                _write(text, writers)
        _closed_ballot(facilitator)
        _open_ballot(facilitator)
        _suggest_without_account(facilitator)
        _leave_a_letter()
        MadeAtSetUp.objects.get_or_create(key=_MADE)
    else:
        _vote_again(facilitator)
    put_code_back()


def put_code_back() -> bool:
    """Make the printed voting code usable if it was used; whether that was needed.

    A slip of the demo that nobody used takes its place; real slips are used once.
    """
    index = index_of(CODE, Kind.VOTING)
    if RollEntry.objects.filter(code_index=index).exists():
        return False
    spare = RollEntry.objects.filter(
        ballot__question=OPEN_BALLOT, ballot__state=BallotState.OPEN, code_index__isnull=False,
        exchanged=False,
    ).values_list("pk", flat=True).first()  # fmt: skip
    return spare is not None and bool(
        RollEntry.objects.filter(pk=spare, exchanged=False).update(code_index=index)
    )


# --- Writing -----------------------------------------------------------------------------------


def _write(text: ProposalText, writers: Writers) -> None:
    by = writers.facilitator
    with it_is(_ago(_BEGUN if _WAYS[text.state] else 4), _NOON):
        proposal = _draft(text, by)
        if text.with_author:
            _write_together(proposal, writers.others[text.with_author], by)
    for number, (state, ago) in enumerate(_WAYS[text.state]):
        with it_is(_ago(ago), _NOON):
            is_last = number == len(_WAYS[text.state]) - 1
            until = timezone.localdate() + datetime.timedelta(days=42) if state == S.IDEAS else None
            reason = text.reason if is_last else _REASONS.get(state, "")
            moving.move(proposal, state, by=by, reason=reason, ideas_until=until)
            if state == S.IDEAS:
                _discuss(text, proposal, writers)
            proposal.refresh_from_db()


@transaction.atomic
def _draft(text: ProposalText, by: Person) -> Proposal:
    proposal = starting.from_words(by=by, title=text.title, points=_points(text))
    drafting.save(
        proposal,
        {
            **{part.value: _paragraphs(words) for part, words in text.parts.items()},
            "amount": text.amount, "how_often": text.how_often or "", "from_whom": text.from_whom,
            "size": text.size,
            "stages": JourneyStage.objects.filter(key__in=text.stages),
            "themes": Theme.objects.filter(slug__in=text.themes),
            "custody_places": Place.objects.filter(slug__in=text.custody_places),
            "release_places": Place.objects.filter(slug__in=text.release_places),
        },
        by=by,
        version=Proposal.objects.get(pk=proposal.pk).version,
    )  # fmt: skip
    return Proposal.objects.get(pk=proposal.pk)


def _write_together(proposal: Proposal, person: Person, by: Person) -> None:
    authors.invite(proposal, person, by=by)
    if not CoAuthor.objects.filter(proposal=proposal, person=person, invited=False).exists():
        authors.accept(proposal, by=person)


def _discuss(text: ProposalText, proposal: Proposal, writers: Writers) -> None:
    for email, part, words in text.comments:
        commenting.say(proposal, words, by=writers.others[email], part=part.value if part else "")
    for email, part, words, why in text.amendments:
        amendment = amending.suggest(proposal, part, _paragraphs(words), why, by=writers.others[email])
        amending.support(amendment, by=writers.facilitator)


def _points(text: ProposalText) -> list[str]:
    """Keys of the points that a proposal comes from."""
    event = EventPage.objects.get(slug=october_2022.SLUG)
    blocks = [block_id(october_2022.SLUG, name) for name in text.points]
    found = Point.objects.filter(page=event, block_id__in=blocks).values_list("block_id", "key")
    rows = {str(block): key for block, key in found}
    return [rows[block] for block in blocks if block in rows]


def _paragraphs(words: str) -> str:
    """Plain paragraphs as somebody types them."""
    return "".join(f"<p>{escape(one, quote=False)}</p>" for one in words.split("\n\n"))


# --- Voting ------------------------------------------------------------------------------------


def _closed_ballot(by: Person) -> None:
    proposal = _named("money-that-stays")
    closes = _ago(_VOTE_CLOSED)
    with it_is(_ago(_VOTE_OPENED), _NOON):
        ballot = _set_up(CLOSED_BALLOT, proposal, closes=closes, slips=_CLOSED_SLIPS, by=by)
    with it_is(_ago(_VOTE_CLOSED + 3), _NOON):
        _vote(ballot)
    with it_is(closes, datetime.time(17, 5)):
        closing.close(ballot, by=by)
    with it_is(_ago(_DECIDED), _NOON):
        moving.move(proposal, S.DECIDED, by=by, reason=_text("money-that-stays").reason)


def _open_ballot(by: Person) -> None:
    proposal = _named("a-written-promise")
    closes = working_day(timezone.localdate() + _OPEN_FOR)
    with it_is(_ago(2), _NOON):
        _set_up(OPEN_BALLOT, proposal, closes=closes, slips=_SLIPS, by=by)


def _vote_again(by: Person) -> None:
    """When the vote that was open is over, the same is asked once more: there is always one to try."""
    proposal = _named("a-written-promise")
    if proposal.state == S.FINAL:
        closes = working_day(timezone.localdate() + _OPEN_FOR)
        _set_up(OPEN_BALLOT, proposal, closes=closes, slips=_SLIPS, by=by)


def _set_up(question: str, proposal: Proposal, *, closes: datetime.date, slips: int, by: Person) -> Ballot:
    now = timezone.now()
    at_five = timezone.make_aware(datetime.datetime.combine(closes, datetime.time(17, 0)))
    ballot = setting_up.create(
        by=by, question=question, opens_at=now, closes_at=at_five, quorum=50, asks_reasons=True,
        groups=RoleGroup.values, by_code=True,
        options=[
            NewOption(proposal.title, about=f"proposal:{proposal.pk}", url=f"/proposals/{proposal.slug}/")
        ],
    )  # fmt: skip
    code_sheets.make(ballot, "Day centre, Larchester", RoleGroup.LIVED_EXPERIENCE, slips, by=by)
    opening.open_ballot(ballot, by=by)
    return ballot


def _vote(ballot: Ballot) -> None:
    """Members and holders of slips vote as `VOTES` says; whoever is left over stays at home."""
    entries = RollEntry.objects.filter(ballot=ballot).select_related("person").order_by("person", "pk")
    RollEntry.objects.filter(ballot=ballot, person__isnull=True).update(exchanged=True)
    for entry, (vote, reason) in zip(entries, VOTES, strict=False):
        casting.cast(entry, {"consent": vote}, reason=reason, by=entry.person or casting.CODE)


# --- Without an account ------------------------------------------------------------------------


def _suggest_without_account(by: Person) -> None:
    """Suggestions, and reasons from the vote, come out of the box, are read and leave together."""
    for number, (name, part, words, group) in enumerate(SUGGESTIONS):
        thread = Thread.objects.get(hangs_on_kind="proposal", hangs_on_key=str(_named(name).pk))
        said = Said(
            words=words, kind="amendment" if part else "remark", about=part.value if part else "",
            role_group=group.value, may_show=True, may_research=True,
        )  # fmt: skip
        saying.say(thread, said, nonce=nonce_of(f"{name} {number}"))
    emptying.empty(by="hand")
    for item in Item.objects.filter(
        contribution__thread__hangs_on_kind__in=("proposal", "ballot"), open=True
    ):
        publishing.publish(item, by=by, version=item.version)
    emptying.empty(by="hand")


def _leave_a_letter() -> None:
    """One letter is still in the box: it comes after all emptyings of the demo."""
    answering.say(BY_NAME["in-the-box"], [])


def _named(name: str) -> Proposal:
    return Proposal.objects.get(title=_text(name).title)


def _text(name: str) -> ProposalText:
    return next(one for one in PROPOSALS if one.name == name)


def _ago(days: int) -> datetime.date:
    """A working day so long before today; to be asked before the demo pretends another."""
    return working_day(timezone.localdate() - datetime.timedelta(days=days))
