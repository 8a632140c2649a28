"""Two who show the same draft at once: one check, one thread, and a sentence for the other."""

import threading

import pytest
from django.db import connections

from consultations.events.check import checking
from consultations.events.check.refusals import OpenAlreadyError
from consultations.events.models import Check, EventPage
from feedback.threads.models import Thread
from people.permission_groups import PermissionGroup
from tests.events.checked import drafted, in_days
from tests.factories.people import PersonFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def test_of_two_who_show_a_draft_at_once_one_is_refused():
    page, by = drafted(), PersonFactory(group=PermissionGroup.RESEARCHER)
    together, ends = threading.Barrier(2), []

    def show() -> None:
        mine = EventPage.objects.get(pk=page.pk)
        together.wait()
        try:
            checking.open_check(mine, closes_on=in_days(9), by=by)
            ends.append("done")
        except OpenAlreadyError:
            ends.append("refused")
        except Exception as error:
            ends.append(repr(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=show) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(ends) == ["done", "refused"]
    assert Check.objects.get().thread == Thread.objects.get().slug
