"""Several scribes at once: no point is lost, none is there twice, and nobody writes over another unseen."""

import threading
from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connections

from consultations.events.models import EventPage
from consultations.notetaking import catching, changing, drafting, importing
from consultations.notetaking.models import Note, Notebook
from consultations.notetaking.refusals import RefusedError
from tests.factories.notetaking import event_today, note, researcher, said
from tests.factories.people import facilitator

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Run acts in threads of their own, begun together; how each ended."""
    together, ends = threading.Barrier(len(acts)), [""] * len(acts)

    def run(at: int, act: Callable[[], object]) -> None:
        together.wait()
        try:
            act()
            ends[at] = "done"
        except RefusedError:
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


def test_five_scribes_who_each_send_every_point_twice_save_each_once_in_one_order():
    page, by = event_today(), facilitator()

    def scribe(number: int) -> None:
        for n in range(1, 7):
            # The last three are everybody's: the same key from five tabs.
            key = UUID(int=n if n > 3 else 100 * number + n)
            for _again in range(2):
                catching.catch(page, key, said(f"Point {key.int}."), by=by, as_sent=True)

    ends = at_once(*(lambda number=number: scribe(number) for number in range(1, 6)))
    assert ends == ["done"] * 5
    notes = list(Note.objects.filter(page=page).order_by("number"))
    assert len(notes) == len({one.key for one in notes}) == 5 * 3 + 3
    assert [one.number for one in notes] == list(range(1, 19))
    assert [one.changed for one in notes] == list(range(1, 19))
    assert Notebook.objects.get().version == 18
    assert all(one.text == f"Point {one.key.int}." for one in notes)


def test_of_two_who_change_one_note_at_once_one_is_shown_both_texts():
    page, by = event_today(), facilitator()
    note(page, by=by)
    ends = at_once(
        *(lambda text=text: changing.change(page, 1, said(text), by=by, version=1) for text in ("A.", "B."))
    )
    assert sorted(ends) == ["done", "refused"]
    assert Note.objects.get().version == 2


def test_put_into_the_draft_and_taken_in_by_two_at_once_each_point_is_there_once():
    page, by = event_today(), researcher()
    keys = [note(page, f"Point {n}.", by=by, topic_title="A").key for n in range(4)]
    laid_down = importing.lay_down(page, b"point\nEarly.\nLate.\n", by=by)
    ends = at_once(
        lambda: drafting.put(page, keys[:3], by=by),
        lambda: drafting.put(page, keys[1:], by=by),
        lambda: importing.take_in(page, laid_down.pk, by=by),
        lambda: importing.take_in(page, laid_down.pk, by=by),
    )
    assert ends[:2] == ["done", "done"]
    assert set(ends[2:]) <= {"done", "refused"}
    assert Note.objects.count() == 6
    draft = EventPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert sorted(one.id for one in draft.record[0].value["points"].bound_blocks) == sorted(map(str, keys))
