"""Who may do what: every role, every act, every situation; and nobody what concerns their own prison."""

import itertools

import pytest
from django.contrib.auth.models import AnonymousUser, Group

from feedback.moderation import needs, queries
from feedback.moderation.enums import Attention, Shelf
from feedback.moderation.models import Absence, Item
from feedback.moderation.permissions import ALLOWED, Act, by_groups, may
from feedback.threads import gate
from people.models import Person
from people.permission_groups import PermissionGroup
from tests.factories.moderation import arrived, deputy, facilitator, fresh, lead
from tests.factories.people import PersonFactory, PlaceFactory, PlaceTieFactory, administrator
from tests.factories.threads import ThreadFactory
from vocabulary.models import PlaceKind

pytestmark = [pytest.mark.django_db, pytest.mark.database]

F, L, D = PermissionGroup.FACILITATOR, PermissionGroup.SAFEGUARDING_LEAD, PermissionGroup.SAFEGUARDING_DEPUTY
A = PermissionGroup.ADMINISTRATOR
ORDINARY, RISK, ESCALATED = "ordinary", "at risk", "escalated"
#: Acts on an item: who may, by its situation.
ON_ITEMS = {
    Act.READ: {ORDINARY: {F}, RISK: {F, L, D}, ESCALATED: {L, D}},
    Act.CLAIM: {ORDINARY: {F}, RISK: {F}, ESCALATED: {L, D}},
    Act.PUBLISH: {ORDINARY: {F}, RISK: {F}, ESCALATED: set()},
    Act.WRITE_TO_AUTHOR: {ORDINARY: {F}, RISK: {F}, ESCALATED: {L, D}},
    Act.DECLINE: {ORDINARY: {F}, RISK: {F}, ESCALATED: {L, D}},
    Act.TAKE_DOWN: {ORDINARY: {F}, RISK: {F}, ESCALATED: set()},
    Act.TAG: {ORDINARY: {F}, RISK: {F}, ESCALATED: set()},
    Act.NOTE: {ORDINARY: {F}, RISK: {F, L, D}, ESCALATED: {L, D}},
    Act.ESCALATE: {ORDINARY: {F}, RISK: {F, L, D}, ESCALATED: set()},
    Act.SAFEGUARD: {ORDINARY: set(), RISK: set(), ESCALATED: {L, D}},
}
#: Acts that are about no item.
WITHOUT = {
    Act.SEE_QUEUE: {F, L, D},
    Act.SEE_SAFEGUARDING: {L, D},
    Act.SEE_CONTACTS: {F, L, D},
    Act.CHANGE_CONTACTS: {L, D},
    Act.CHANGE_HOURS: {F, L, D},
    Act.CHANGE_TEMPLATES: {F},
    Act.TEND: {A},
}


def situation(name: str) -> Item:
    item = arrived("I want to kill myself." if name == RISK else "It was fine.")
    if name == ESCALATED:
        gate.escalate(item.contribution)
        Item.objects.filter(pk=item.pk).update(attention=Attention.ESCALATED)
    return fresh(item)


def test_every_act_of_the_queue_stands_in_these_tables():
    of_the_queue = {act for act in Act if act in ON_ITEMS or act in WITHOUT or act == Act.CHANGE_ABSENCE}
    assert of_the_queue <= set(ALLOWED)
    assert set(ALLOWED) == set(Act)


@pytest.mark.parametrize("name", [ORDINARY, RISK, ESCALATED])
def test_who_may_do_what_with_a_contribution(name):
    item = situation(name)
    people = {group: PersonFactory(group=group) for group in PermissionGroup}
    wrong = [
        (act, group)
        for (act, allowed), group in itertools.product(ON_ITEMS.items(), PermissionGroup)
        if may(people[group], act, item) != (group in allowed[name])
    ]
    assert wrong == []


def test_who_may_do_what_else():
    people = {group: PersonFactory(group=group) for group in PermissionGroup}
    wrong = [
        (act, group)
        for (act, allowed), group in itertools.product(WITHOUT.items(), PermissionGroup)
        if may(people[group], act) != (group in allowed)
    ]
    assert wrong == []


@pytest.mark.parametrize("act", Act)
def test_no_actor_means_no(act):
    item = arrived()
    for nobody in (None, AnonymousUser(), object(), Person(is_active=False), facilitator(is_active=False)):
        assert may(nobody, act, item) is False
        assert by_groups(nobody, act, item) is False


@pytest.mark.parametrize("act", ON_ITEMS)
def test_an_act_on_an_item_is_refused_without_one(act):
    assert not may(facilitator(), act)
    assert not may(lead(), act)


def test_one_says_only_when_one_is_away_oneself():
    one, two = lead(), deputy()
    absence = Absence(person=one)
    assert may(one, Act.CHANGE_ABSENCE, absence)
    assert not may(two, Act.CHANGE_ABSENCE, absence)
    plain = facilitator()
    assert not may(plain, Act.CHANGE_ABSENCE, Absence(person=plain))


# --- Places -----------------------------------------------------------------------------------------


@pytest.fixture
def world():
    """Items about no prison, about one by name, by thread, by both, about two; of each situation."""
    larch, oak = PlaceFactory(name="HMP Larch", slug="larch"), PlaceFactory(name="HMP Oak", slug="oak")
    region = PlaceFactory(kind=PlaceKind.REGION, name="Fernshire", slug="fernshire")
    texts = {
        "none": ("It was fine.", None),
        "named": ("At HMP Larch it was fine.", None),
        "thread": ("It was fine.", larch),
        "both": ("At HMP Larch it was fine.", larch),
        "two": ("At HMP Oak it was fine.", larch),
        "other": ("At HMP Oak it was fine.", None),
        "region": ("It was fine.", region),
    }
    items = {}
    for (name, (said, place)), risk in itertools.product(texts.items(), ("", " I want to kill myself.")):
        thread = ThreadFactory(place=place)
        items[name, bool(risk), False] = arrived(said + risk, thread=thread)
        given = arrived(said + risk, thread=thread)
        gate.escalate(given.contribution)
        Item.objects.filter(pk=given.pk).update(attention=Attention.ESCALATED)
        items[name, bool(risk), True] = fresh(given)
    people = {}
    for groups, ties in itertools.product(
        ([F], [L], [D], [F, L], [PermissionGroup.RESPONDER], [A]),
        ([], [larch], [oak], [larch, oak], [region]),
    ):
        person = PersonFactory()
        person.groups.set(Group.objects.filter(name__in=groups))
        for place in ties:
            PlaceTieFactory(person=person, place=place)
        people[tuple(groups), tuple(place.slug for place in ties)] = Person.objects.get(pk=person.pk)
    return items, people


def test_the_rule_in_python_and_the_rule_in_sql_are_one(world):
    items, people = world
    for who, person in people.items():
        seen = set(Item.objects.visible_to(person).values_list("pk", flat=True))
        for what, item in items.items():
            assert (item.pk in seen) == may(person, Act.READ, item), (who, what)


def test_nobody_tied_to_a_prison_may_do_anything_with_what_concerns_it(world):
    items, people = world
    concerned = {
        "named": {"larch"},
        "thread": {"larch"},
        "both": {"larch"},
        "two": {"larch", "oak"},
        "other": {"oak"},
    }
    for (_groups, ties), person in people.items():
        for (name, _risk, _escalated), item in items.items():
            if concerned.get(name, set()) & set(ties):
                assert not any(may(person, act, item) for act in ON_ITEMS)


def test_counts_and_lists_hold_nothing_that_concerns_ones_own_prison(world):
    items, people = world
    for person in people.values():
        readable = {item.pk for item in items.values() if may(person, Act.READ, item)}
        found = {item.pk for item in queries.page(person, Shelf.WAITING).items}
        assert found <= readable
        assert queries.count_waiting(person) == len(readable)
        escalated = {i.pk for i in items.values() if i.pk in readable and i.attention == Attention.ESCALATED}
        assert queries.count_escalated(person) == len(escalated)


def test_a_tie_made_later_counts_at_once():
    larch = PlaceFactory(name="HMP Larch", slug="larch")
    item, by = arrived("At HMP Larch."), facilitator()
    assert may(by, Act.READ, item)
    PlaceTieFactory(person=by, place=larch)
    assert not may(Person.objects.get(pk=by.pk), Act.READ, item)


def test_what_nobody_may_read_is_told_to_administrators_who_are_not_tied_themselves():
    larch = PlaceFactory(name="HMP Larch", slug="larch")
    tied, boss, tied_boss = facilitator(), administrator(), administrator()
    PlaceTieFactory(person=tied, place=larch)
    PlaceTieFactory(person=tied_boss, place=larch)
    arrived("At HMP Larch.")
    arrived("Somewhere.", thread=ThreadFactory(place=larch))
    arrived("Anywhere.")
    given = arrived("Anywhere at all.")
    gate.escalate(given.contribution)
    Item.objects.filter(pk=given.pk).update(attention=Attention.ESCALATED)
    assert queries.readable_by_nobody(boss) == 3  # nobody is lead either
    assert queries.readable_by_nobody(tied_boss) == 1
    assert needs.readable_by_nobody(boss)[0].text.startswith("3 answers")
    assert needs.readable_by_nobody(tied) == []
    lead()
    facilitator()
    assert queries.readable_by_nobody(boss) == 0
