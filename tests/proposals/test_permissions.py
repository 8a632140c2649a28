"""Who may do what: every act, every role, every state; and nobody without an account anything."""

import itertools

import pytest
from django.contrib.auth.models import AnonymousUser

from consultations.proposals import authors
from consultations.proposals.enums import ProposalState
from consultations.proposals.models import Proposal
from consultations.proposals.permissions import ALLOWED, WITHOUT, Act, may
from people.models import Person
from people.permission_groups import PermissionGroup
from tests.factories.moderation import facilitator
from tests.factories.people import PersonFactory, member
from tests.factories.proposals import comment, draft, fresh, proposal, suggestion

pytestmark = [pytest.mark.django_db, pytest.mark.database]

S = ProposalState
AUTHOR, ASKED, MEMBER, FACILITATOR = "an author", "somebody asked to join", "a member", "a facilitator"
ROLES = (AUTHOR, ASKED, MEMBER, FACILITATOR)
ALL, NOBODY = frozenset(ROLES), frozenset()
EVERY_STATE = frozenset(S)
AFTER_DRAFT = EVERY_STATE - {S.DRAFT}
TALKED_ABOUT = AFTER_DRAFT - {S.WITHDRAWN}

#: Acts on a proposal: who may, and in which states.
ON_PROPOSALS: dict[Act, dict[str, frozenset[S]]] = {
    Act.SEE: {
        AUTHOR: EVERY_STATE,
        ASKED: EVERY_STATE,
        MEMBER: AFTER_DRAFT,
        FACILITATOR: EVERY_STATE,
    },
    Act.EDIT: {AUTHOR: frozenset({S.DRAFT, S.IDEAS})},
    Act.INVITE: {AUTHOR: frozenset({S.DRAFT, S.IDEAS})},
    Act.ADD_PANEL: {FACILITATOR: frozenset({S.DRAFT, S.IDEAS})},
    Act.MOVE: {AUTHOR: frozenset({S.DRAFT, S.IDEAS, S.FINAL}), FACILITATOR: AFTER_DRAFT},
    Act.STEER: {FACILITATOR: AFTER_DRAFT},
    Act.ANSWER: {AUTHOR: EVERY_STATE},
    Act.SUGGEST: dict.fromkeys(ROLES, frozenset({S.IDEAS})),
    Act.COMMENT: dict.fromkeys(ROLES, TALKED_ABOUT),
}


@pytest.fixture
def world():
    """A proposal in each state, with the same people around it."""
    people = {AUTHOR: member(), ASKED: member(), MEMBER: member(), FACILITATOR: facilitator()}
    made: dict[S, Proposal] = {}
    for state in S:
        one = draft(by=people[AUTHOR])
        authors.invite(one, people[ASKED], by=people[AUTHOR])
        day = one.steps.model._meta.get_field("day").to_python("2026-11-02")
        Proposal.objects.filter(pk=one.pk).update(state=state, opened_on=None if state == S.DRAFT else day)
        made[state] = fresh(one)
    return people, made


def test_every_act_stands_in_the_table():
    assert set(ALLOWED) == set(Act)


def test_who_may_do_what_with_a_proposal_in_each_state(world):
    people, made = world
    wrong = [
        (act, role, state)
        for act, role, state in itertools.product(ON_PROPOSALS, ROLES, S)
        if may(people[role], act, made[state]) != (state in ON_PROPOSALS[act].get(role, frozenset()))
    ]
    assert wrong == []


@pytest.mark.parametrize("group", PermissionGroup)
def test_only_facilitators_steer_hide_and_start_from_words_and_everybody_takes_part(group):
    person, made = PersonFactory(group=group), proposal()
    steers = group == PermissionGroup.FACILITATOR
    assert may(person, Act.START)
    assert may(person, Act.SUGGEST, made)
    assert may(person, Act.COMMENT, made)
    assert may(person, Act.START_FROM_WORDS) == steers
    assert may(person, Act.HIDE) == steers
    assert may(person, Act.STEER, made) == steers


@pytest.mark.parametrize("act", Act)
def test_no_actor_means_no(act):
    made = proposal()
    subjects = [made, suggestion(made), comment(made), made.authors.get()]
    for nobody, subject in itertools.product(
        (None, AnonymousUser(), object(), "", Person(is_active=False), facilitator(is_active=False)), subjects
    ):
        assert may(nobody, act, subject) is False
        assert may(nobody, act) is False


@pytest.mark.parametrize("act", sorted(set(Act) - WITHOUT))
def test_an_act_on_something_is_refused_without_it(act):
    assert not may(facilitator(), act)


def test_a_suggestion_is_answered_by_authors_and_supported_by_others():
    one = suggestion()
    author, other, helper = one.proposal.started_by, member(), facilitator()
    who = {"author": author, "own": one.author, "other": other, "helper": helper}
    allowed = {
        act: {name for name, person in who.items() if may(person, act, one)}
        for act in (Act.TAKE_UP, Act.DECLINE, Act.TAKE_BACK, Act.SUPPORT)
    }
    assert allowed == {
        Act.TAKE_UP: {"author"},
        Act.DECLINE: {"author"},
        Act.TAKE_BACK: {"own"},
        Act.SUPPORT: {"author", "other", "helper"},
    }


def test_a_facilitator_answers_for_a_panel_and_for_authors_who_are_all_gone():
    one, helper = suggestion(), facilitator()
    made = one.proposal
    assert not may(helper, Act.TAKE_UP, one)
    row = authors.add_panel(made, "The Tuesday group", by=helper)
    assert may(helper, Act.TAKE_UP, one)
    assert may(helper, Act.EDIT, made)
    authors.remove_panel(row, by=helper)
    assert not may(helper, Act.EDIT, fresh(made))
    made.authors.update(person=None)
    assert may(helper, Act.EDIT, fresh(made))


@pytest.mark.parametrize("state", sorted(set(S) - {S.IDEAS}))
def test_nothing_is_taken_up_into_a_text_that_cannot_change(state):
    one = suggestion()
    author = one.proposal.started_by
    Proposal.objects.filter(pk=one.proposal_id).update(state=state)
    one.proposal = fresh(one.proposal)
    assert not may(author, Act.TAKE_UP, one)
    assert may(author, Act.DECLINE, one) == (state != S.DRAFT)


def test_ones_own_comment_is_changed_by_oneself_and_reported_by_others():
    one, helper, other = comment(), facilitator(), member()
    assert [may(person, Act.CHANGE_COMMENT, one) for person in (one.author, helper, other)] == [
        True,
        False,
        False,
    ]
    assert [may(person, Act.REPORT, one) for person in (one.author, helper, other)] == [False, True, True]
