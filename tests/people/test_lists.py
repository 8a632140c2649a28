"""Lists of people and invitations: found, paged by key, the same number of queries whatever there is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people import inviting, queries
from people.permission_groups import PermissionGroup
from tests.factories.people import PersonFactory, administrator, facilitator, member
from vocabulary.role_groups import RoleGroup

pytestmark = pytest.mark.django_db


def walk(words: str = "") -> list[str]:
    names, after = [], ""
    while True:
        page = queries.people_page(words, after)
        names += [person.display_name for person in page.items]
        if not page.next_key:
            return names
        after = page.next_key


def test_paging_meets_everybody_once_in_order_even_with_equal_names():
    PersonFactory.create_batch(30, display_name="Sam")
    PersonFactory.create_batch(30)
    names = walk()
    assert len(names) == 60
    assert names == sorted(names)


def test_people_are_found_by_parts_of_name_and_address():
    PersonFactory(display_name="Ann Evans", email="ann@example.org")
    PersonFactory(display_name="Ann Other", email="other@example.org")
    assert walk("ann evans") == ["Ann Evans"]
    assert walk("OTHER@") == ["Ann Other"]
    assert walk("%") == []


@pytest.mark.parametrize("key", ["", "x", "5 Sam", "5 Sam:forged", "\x00", "a" * 300])
def test_a_key_that_is_not_ours_begins_at_the_beginning(key):
    person = member()
    assert queries.people_page("", key).items == [person]


def test_facilitators_see_their_own_invitations_administrators_all():
    boss, helper = administrator(), facilitator()
    own = inviting.invite("one@example.org", by=helper, role_group=RoleGroup.FAMILY)
    other = inviting.invite("two@example.org", by=boss, role_group=RoleGroup.FAMILY)
    assert queries.invitations_page(helper).items == [own]
    assert queries.invitations_page(boss).items == [other, own]


@pytest.mark.parametrize("name", ["members:people", "members:invitations"])
def test_lists_take_the_same_queries_with_three_and_with_thirty(name, signed_in):
    by = administrator()
    client = signed_in(by)

    def add(number: int) -> None:
        for person in PersonFactory.create_batch(number, group=PermissionGroup.MEMBER):
            inviting.invite(f"to-{person.pk}@example.org", by=by, role_group=RoleGroup.FAMILY)

    add(3)
    client.get(reverse(name))
    counts = []
    for number in (0, 27):
        add(number)
        with CaptureQueriesContext(connection) as queries_made:
            assert client.get(reverse(name)).status_code == 200
        counts.append(len(queries_made))
    assert counts[0] == counts[1]
    assert counts[0] <= 12
