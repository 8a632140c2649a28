"""Two at once: of two who decide about the same answer one is refused, and nothing is done twice."""

import threading
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, connections
from django.utils import timezone

from feedback.moderation import claiming, declining, escalating, publishing, returning
from feedback.moderation.models import Item, LogEntry
from feedback.threads import gate
from feedback.threads.enums import State
from feedback.threads.models import Contribution, Message
from feedback.threads.sockets import tell_heard
from tests.factories.moderation import arrived, facilitator, fresh

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def at_once(*acts: Callable[[], None]) -> list[str]:
    """Run acts in threads of their own, begun together; how each ended."""
    together, ends = threading.Barrier(len(acts)), [""] * len(acts)

    def run(at: int, act: Callable[[], None]) -> None:
        together.wait()
        try:
            act()
            ends[at] = "done"
        except (gate.RefusedError, PermissionDenied):  # what went to safeguarding is nobody else's
            ends[at] = "refused"
        except Exception as error:
            ends[at] = repr(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(at, act)) for at, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return ends


PAIRS = {
    "let go twice": (publishing.publish, publishing.publish),
    "let go and declined": (
        publishing.publish,
        lambda item, by, version: declining.decline(item, "advert", by=by, version=version),
    ),
    "returned and let go": (
        lambda item, by, version: returning.return_to_author(item, "Please.", by=by, version=version),
        publishing.publish,
    ),
    "given to safeguarding and let go": (escalating.escalate, publishing.publish),
    "taken on twice": (claiming.claim, claiming.claim),
}


@pytest.mark.parametrize("name", PAIRS)
def test_of_two_who_decide_at_once_one_is_refused(name):
    item = arrived()
    people = [facilitator(), facilitator()]
    ends = at_once(
        *(
            lambda act=act, by=by: act(fresh(item), by=by, version=0)
            for act, by in zip(PAIRS[name], people, strict=True)
        )
    )
    assert sorted(ends) == ["done", "refused"]
    assert Item.objects.get(pk=item.pk).version == 1
    assert LogEntry.objects.filter(contribution=item.pk).count() == 1
    assert Message.objects.count() <= 1


def test_an_emptying_and_a_moderator_never_wait_for_each_other_for_ever():
    """Both take the contribution before the item; otherwise PostgreSQL would end one of them."""
    items = [arrived(f"Number {n}.") for n in range(6)]
    by = facilitator()

    def emptying():
        rows = list(Contribution.objects.filter(pk__in=[item.pk for item in items]).order_by("pk"))
        from django.db import transaction

        with transaction.atomic():
            for row in rows:
                gate.bring_back(row, "Changed.", day=timezone.localdate())
            tell_heard("changed", rows, timezone.localdate())

    def moderator():
        for item in sorted(items, key=lambda one: -one.pk):
            try:
                publishing.publish(fresh(item), by=by, version=fresh(item).version)
            except gate.RefusedError:
                continue

    ends = at_once(emptying, moderator)
    assert ends == ["done", "done"]
    assert Item.objects.filter(version__gte=1).count() == 6


@pytest.mark.parametrize("attempt", range(6))
def test_a_withdrawal_wins_over_whatever_is_done_at_the_same_time(attempt):
    """Neither waits for the other for ever: both take the contribution first, then its item."""
    item = arrived("Never to be seen.")
    contribution = Contribution.objects.get(pk=item.pk)
    by = facilitator()
    ends = at_once(
        lambda: gate.withdraw([contribution]) and None,
        lambda: publishing.publish(fresh(item), by=by, version=0),
    )
    assert ends[0] == "done"
    assert ends[1] in ("done", "refused")
    row = Contribution.objects.get(pk=item.pk)
    assert (row.state, bytes(row.held), row.words, row.ready) == (State.WITHDRAWN, b"", "", False)
    assert connection.vendor in ("sqlite", "postgresql")
