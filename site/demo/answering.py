"""Lets the demo's answers happen: said, emptied, moderated, published, reported, taken back.

By the same acts as on the site and in the same order; only the clock is the demo's (`pretending`).
A demo's receipts are made from fixed numbers, so that `make run` can print two of them.
"""

from dataclasses import replace
from functools import cache
from hashlib import blake2b

from django.utils import timezone

from demo.answers import ANSWERS, Answer, Becomes
from demo.threads import thread_of
from feedback.detection.redaction import SOME_WORDS
from feedback.letterbox.nonces import Nonce, receipt_of
from feedback.moderation import (
    claiming,
    declining,
    escalating,
    noting,
    publishing,
    returning,
    tagging,
    taking_down,
)
from feedback.moderation.models import Item
from feedback.moderation.redacting import OwnWords
from feedback.threads import participation, saying
from feedback.threads.enums import ReportReason
from feedback.threads.models import Contribution, Thread
from feedback.threads.said import Said
from people.models import Person
from vocabulary.models import JourneyStage, Theme
from vocabulary.role_groups import RoleGroup

#: Rounds after which what was shown meets its readers: by then its batch has left.
LATER = 2


def nonce_of(name: str, act: str = "said") -> Nonce:
    """The number of a form in the demo, always the same. Real forms draw theirs at random."""
    return Nonce(blake2b(f"{act}/{name}".encode(), digest_size=16, person=b"alongside demo").digest())


def receipt(name: str) -> str:
    """The receipt of an answer of the demo: 18 digits."""
    return receipt_of(nonce_of(name))


def said_in(week: int) -> list[Answer]:
    """What is sent in a round."""
    return [answer for answer in ANSWERS if answer.week == week]


# --- Sending ------------------------------------------------------------------------------


def say_all(week: int, codes: "dict[str, list[str]]") -> None:
    """Put everything of a round into the box; ``codes`` are those printed for each thread, one is used up."""
    for answer in said_in(week):
        if answer.becomes is not Becomes.IN_THE_BOX:
            say(answer, codes.get(answer.thread, []))


def say(answer: Answer, codes: list[str]) -> None:
    """Put one answer into the box."""
    thread = thread_of(answer.thread)
    claim = participation.find(codes.pop(), thread, address="demo") if codes else None
    saying.say(thread, _said(answer, thread), nonce=nonce_of(answer.name), claim=claim, paper=answer.paper)


def print_codes(thread: Thread, number: int, *, by: Person) -> list[str]:
    """Print a sheet of codes for officers, and return them."""
    printed = participation.print_sheet(
        thread, RoleGroup.PRISON_STAFF, number, last_day=thread.closes_on, note="Wing office", by=by
    )
    return list(printed.codes)


def _said(answer: Answer, thread: Thread) -> Said:
    choices = {}
    if answer.choice is not None:
        asked = thread.choices[0]
        choices = {asked["key"]: asked["options"][answer.choice][0]}
    return Said(
        words=answer.words,
        role_group=answer.group.value if answer.group else "",
        stage=answer.stage,
        other=answer.other,
        face=answer.face,
        choices=choices,
        may_show=answer.may_show,
        may_research=answer.may_research,
    )


def meet_readers(week: int) -> None:
    """What readers and authors send about what was shown some rounds ago, or was returned in the last one."""
    for answer in said_in(week - LATER):
        _readers_send(answer)
    for answer in said_in(week - 1):
        if answer.reply:
            saying.write_back(_index(answer), answer.reply, nonce=nonce_of(answer.name, "reply"))


def _readers_send(answer: Answer) -> None:
    contribution = contribution_of(answer)
    for number in range(answer.too):
        saying.happened_too(contribution, nonce=nonce_of(answer.name, f"too {number}"))
    match answer.becomes:
        case Becomes.SHOWN_THEN_CHANGED:
            said = replace(_said(answer, contribution.thread), words=answer.changed_to)
            saying.change(_index(answer), said, nonce=nonce_of(answer.name, "changed"))
        case Becomes.SHOWN_THEN_REPORTED:
            reason, words = ReportReason.UNKIND, "This is rude about people who mean well."
            saying.report(contribution, reason, words, nonce=nonce_of(answer.name, "report"))
        case Becomes.SHOWN_THEN_TAKEN_DOWN:
            reason, words = ReportReason.NAMES_SOMEBODY, "I know which hostel this is, and who is meant."
            saying.report(contribution, reason, words, nonce=nonce_of(answer.name, "report"))
        case Becomes.SHOWN_THEN_WITHDRAWN:
            saying.withdraw(_index(answer), nonce=nonce_of(answer.name, "withdrawn"))


def take_back_in_time(week: int) -> None:
    """What is taken back while it still lies in the box."""
    for answer in said_in(week):
        if answer.becomes is Becomes.WITHDRAWN:
            saying.withdraw(_index(answer), nonce=nonce_of(answer.name, "withdrawn"))


def contribution_of(answer: Answer) -> Contribution:
    """The row that an answer became."""
    return Contribution.objects.select_related("thread").get(receipt_index=_index(answer))


def _index(answer: Answer) -> bytes:
    return receipt_index_of(answer.name)


@cache
def receipt_index_of(name: str) -> bytes:
    """The index of the receipt of an answer. Made once: each takes a slow hash."""
    return saying.receipt_index(receipt(name))


# --- Moderating ------------------------------------------------------------------------------


class Desk:
    """The desk of those who read: a facilitator, and the safeguarding lead."""

    def __init__(self, facilitator: Person, lead: Person) -> None:
        self.facilitator, self.lead = facilitator, lead

    def read(self, week: int) -> None:
        """Deal with what came in a round, and with what became of earlier rounds."""
        for answer in said_in(week):
            self._deal_with(answer)
        for answer in said_in(week - LATER):
            self._deal_with_later(answer)

    def _item(self, answer: Answer) -> Item:
        items = Item.objects.select_related("contribution__thread__place")
        return items.get(contribution=contribution_of(answer))

    def _deal_with(self, answer: Answer) -> None:
        match answer.becomes:
            case Becomes.HELD | Becomes.IN_THE_BOX | Becomes.WITHDRAWN:
                return
            case Becomes.RETURNED | Becomes.RETURNED_AND_ANSWERED:
                item = self._item(answer)
                returning.return_to_author(item, answer.message, by=self.facilitator, version=item.version)
            case Becomes.DECLINED:
                self._decline(answer)
            case Becomes.ESCALATED:
                self._escalate(answer)
            case Becomes.READ:
                self._close(answer)
            case _:
                self._let_go(answer)

    def _let_go(self, answer: Answer) -> None:
        item = self._item(answer)
        tagging.tag(
            item,
            themes=list(Theme.objects.filter(slug__in=answer.themes)),
            warnings=answer.warnings,
            stage=JourneyStage.objects.filter(key=answer.stage).first(),
            asks_for_change=answer.asks,
            by=self.facilitator,
            version=item.version,
        )
        item = self._item(answer)
        if answer.bars:
            own = [OwnWords(words, kind or SOME_WORDS) for words, kind in answer.bars]
            publishing.publish_redacted(item, spans=(), own=own, by=self.facilitator, version=item.version)
        else:
            publishing.publish(item, by=self.facilitator, version=item.version)

    def _decline(self, answer: Answer) -> None:
        item = self._item(answer)
        if answer.message:
            returning.answer(item, answer.message, by=self.facilitator, version=item.version)
            item = self._item(answer)
        reason = answer.reason or ""
        declining.decline(item, reason, by=self.facilitator, version=item.version)

    def _close(self, answer: Answer) -> None:
        item = self._item(answer)
        if answer.message:
            returning.answer(item, answer.message, by=self.facilitator, version=item.version)
            item = self._item(answer)
        declining.close_as_read(item, by=self.facilitator, version=item.version)

    def _escalate(self, answer: Answer) -> None:
        item = self._item(answer)
        note = "No name, no place. Please see whether there is anybody to tell."
        escalating.escalate(item, by=self.facilitator, version=item.version, note=note)
        item = self._item(answer)
        claiming.claim(item, by=self.lead, version=item.version)
        item = self._item(answer)
        returning.answer(item, answer.message, by=self.lead, version=item.version)
        item = self._item(answer)
        escalating.pass_on(
            item,
            to="Samaritans branch that works with the programme (invented)",
            said="That somebody wrote to us in distress, whom we cannot reach, and what we answered.",
            at=timezone.now(),
            by=self.lead,
            version=item.version,
        )
        noting.note(
            self._item(answer), "The author may come back with the receipt. Look daily.", by=self.lead
        )

    def _deal_with_later(self, answer: Answer) -> None:
        match answer.becomes:
            case Becomes.SHOWN_THEN_CHANGED:
                item = self._item(answer)
                publishing.publish(item, by=self.facilitator, version=item.version)
            case Becomes.SHOWN_THEN_REPORTED:
                item = self._item(answer)
                taking_down.keep(item, by=self.facilitator, version=item.version)
            case Becomes.SHOWN_THEN_TAKEN_DOWN:
                item = self._item(answer)
                taking_down.take_down(item, by=self.facilitator, version=item.version)
