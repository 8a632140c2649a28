"""The discussion: under one's name, one level deep, changed visibly, hidden with a reason."""

import pytest
from django.utils import timezone

from consultations.proposals import commenting
from consultations.proposals.enums import DISCUSSED, Part, ProposalState
from consultations.proposals.models import Comment, CommentReport
from consultations.proposals.refusals import (
    HiddenError,
    MayNotError,
    NoReasonError,
    NothingSaidError,
    NotThereError,
    TooLongError,
)
from tests.factories.moderation import facilitator
from tests.factories.people import member
from tests.factories.proposals import comment, proposal

pytestmark = pytest.mark.django_db


def test_a_member_says_something_on_the_whole_or_on_a_part():
    made, by = proposal(), member()
    whole = commenting.say(made, "Who books the room?", by=by)
    part = commenting.say(made, "See https://example.org.", by=by, part=Part.RISKS)

    assert (whole.part, whole.words, whole.shown_name) == (
        "",
        "<p>Who books the room?</p>",
        by.display_name,
    )
    assert (part.part, part.author_group) == ("risks", by.role_group)
    assert 'href="https://example.org"' in part.words


def test_a_reply_to_a_reply_stands_below_the_first_comment():
    first = comment(part=Part.RISKS)
    reply = comment(first.proposal, "We do.", reply_to=first)
    answer = comment(first.proposal, "Thank you.", reply_to=reply)
    assert (reply.reply_to, answer.reply_to) == (first, first)
    assert (reply.part, answer.part) == ("risks", "risks")
    with pytest.raises(NotThereError):
        comment(proposal(), "Elsewhere.", reply_to=first)


@pytest.mark.parametrize("words", ["", " \n ", "<p> </p>", "<strong></strong>"])
def test_words_are_needed(words):
    with pytest.raises(NothingSaidError):
        comment(proposal(), words)


def test_more_than_anybody_reads_is_refused():
    with pytest.raises(TooLongError):
        comment(proposal(), "x" * 3001)


@pytest.mark.parametrize("state", ProposalState)
def test_it_is_discussed_in_public_only(state):
    made = proposal(state)
    if state in DISCUSSED:
        assert comment(made).pk
    else:
        with pytest.raises(MayNotError):
            comment(made)


def test_a_change_is_marked_and_only_ones_own_can_be_changed():
    one = comment(words="Who books it?")
    commenting.edit(one, "Who books it?", by=one.author)
    assert Comment.objects.get(pk=one.pk).edited_on is None
    commenting.edit(one, "Who books the room?", by=one.author)
    now = Comment.objects.get(pk=one.pk)
    assert (now.words, now.edited_on) == ("<p>Who books the room?</p>", timezone.localdate())
    for other in (member(), facilitator()):
        with pytest.raises(MayNotError):
            commenting.edit(one, "Mine.", by=other)


def test_a_report_is_made_once_and_never_of_ones_own():
    one, by = comment(), member()
    commenting.report(one, "It names somebody.", by=by)
    commenting.report(one, "It names somebody.", by=by)
    assert CommentReport.objects.get().why == "It names somebody."
    with pytest.raises(MayNotError):
        commenting.report(one, "", by=one.author)


def test_a_facilitator_hides_it_with_a_reason_and_replies_stay():
    first = comment(words="A name.")
    reply = comment(first.proposal, "Please do not.", reply_to=first)
    commenting.report(first, "", by=member())
    with pytest.raises(MayNotError):
        commenting.hide(first, "It names somebody.", by=member())
    with pytest.raises(NoReasonError):
        commenting.hide(first, " ", by=facilitator())
    commenting.hide(first, "It names somebody.", by=facilitator())
    now = Comment.objects.get(pk=first.pk)

    assert (now.hidden_on, now.hidden_because) == (timezone.localdate(), "It names somebody.")
    assert Comment.objects.get(pk=reply.pk).hidden_on is None
    assert not CommentReport.objects.filter(settled=False).exists()
    with pytest.raises(MayNotError):
        commenting.edit(first, "Another name.", by=first.author)
    with pytest.raises(HiddenError):
        comment(first.proposal, "Why?", reply_to=now)
    commenting.show_again(first, by=facilitator())
    assert Comment.objects.get(pk=first.pk).hidden_on is None


def test_what_was_reported_may_stay():
    one = comment()
    commenting.report(one, "", by=member())
    commenting.let_stand(one, by=facilitator())
    assert not CommentReport.objects.filter(settled=False).exists()
    assert Comment.objects.get(pk=one.pk).hidden_on is None
