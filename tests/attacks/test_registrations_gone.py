"""What people tell when they register is nowhere in the clear, and after its time nowhere at all: in no
table, revision, log, waiting mail, task or free page (SQLite), and in nothing that a dump shows (PostgreSQL).
How to join is nowhere but with those who have a place.
"""

import datetime
import logging
import re
from html import unescape
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import Revision

from background import retention
from codes import slow_hash
from consultations.registrations import cancelling, changing, consenting, joining, registering
from consultations.registrations.models import Joining, Register, Registration
from consultations.registrations.permissions import CODE
from consultations.registrations.registering import Details
from consultations.registrations.words import Told
from people.permission_groups import PermissionGroup
from tests.factories.people import PersonFactory, member
from tests.factories.registrations import LIVED, guest, open_event

MARK = "Zebrafinch"
LINK = "https://meet.example.org/otterslide"


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(slow_hash, "COST", slow_hash.CHEAP)


def everything() -> bytes:
    """All that is stored: on SQLite every page, used or free, and the journal; on PostgreSQL all that a dump
    shows of any table, and its samples.
    """
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        return b"".join(path.read_bytes() for path in (Path(name), Path(name + "-wal")) if path.exists())
    found = []
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        for table in [*connection.introspection.table_names(cursor), "pg_stats"]:
            cursor.execute(f'SELECT x::text FROM "{table}" x')
            found += [row[0] for row in cursor.fetchall()]
    return "\n".join(found).encode()


def traces(locked: bytes) -> list[bytes]:
    """How a piece of locked words looks, as bytes and as PostgreSQL writes bytes out."""
    piece = bytes(locked)[20:60]
    return [piece, piece.hex().encode()]


def tell_all(event) -> None:
    """Everybody who can tell something tells all that can be told."""
    told = Told(
        name=f"{MARK} one", email="zebrafinch@example.org", phone=f"0300 {MARK}", needs=("large-print",),
        needs_words=f"{MARK} two", food=f"{MARK} three", note=f"{MARK} four",
    )  # fmt: skip
    facilitator = PersonFactory(group=PermissionGroup.FACILITATOR)
    registering.register(event, Details(told=told), by=member())
    registering.register_group(event, Details(told=told, people=2), by=facilitator)
    first = guest(event, f"{MARK} five", needs_words=f"{MARK} six " * 300, email="zebrafinch@example.org")
    changing.change(first, told, by=CODE)
    cancelling.cancel(guest(event, f"{MARK} seven", group=LIVED), by=CODE)
    through_the_page(event)
    joining.write(event, LINK, by=facilitator)
    event.save_revision().publish()


def through_the_page(event) -> None:
    """As a visitor does it."""
    client, address = Client(), f"/events/{event.slug}/come/"
    page = unescape(client.get(address).content.decode())
    (asked,) = consenting.asked(event)
    typed = {
        "visit": re.search(r'name="visit" value="([^"]+)"', page)[1], "step": "send",
        "name": f"{MARK} eight", "role_group": LIVED, "phone": f"{MARK} nine", "needs_words": f"{MARK} ten",
        f"agree-{asked.key}": "yes",
    }  # fmt: skip
    client.post(address, typed)


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_what_people_told_is_never_in_the_clear_and_after_its_time_nowhere(caplog, settings):
    event = open_event(2)
    with caplog.at_level(logging.DEBUG):
        tell_all(event)
    rows = list(Registration.objects.exclude(sealed=b""))
    assert sum(MARK in str(row.told) for row in rows) == 4, "the attack must know what is there"
    locked = [trace for row in (*rows, Joining.objects.get()) for trace in traces(row.sealed)]
    there = everything()
    assert sum(trace in there for trace in locked) == len(locked) // 2, "and find it, as locked as it is"
    for word in (MARK, "zebrafinch@", "otterslide"):
        assert word.encode() not in there
        assert word not in caplog.text

    event.refresh_from_db()
    event.day = timezone.localdate() - datetime.timedelta(days=settings.REGISTRATIONS_DAYS)
    event.save()
    retention.forget.call("registrations")
    retention.empty_journal.call()

    assert not Registration.objects.exists()
    assert not Joining.objects.exists()
    left = everything()
    assert [trace for trace in locked if trace in left] == []
    assert MARK.encode() not in left
    register = Register.objects.get(page=event)
    assert (register.taken, register.waiting, register.forgotten_on) == (0, 0, timezone.localdate())


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_what_was_taken_out_or_given_back_leaves_nothing_that_opens():
    event = open_event()
    one, other = guest(event, f"{MARK} " * 400), guest(event, f"{MARK} again")
    locked = [trace for row in (one, other) for trace in traces(row.sealed)]
    cancelling.cancel(one, by=CODE)
    changing.change(other, Told(name="Robin"), by=CODE)
    retention.empty_journal.call()

    left = everything()
    assert [trace for trace in locked if trace in left] == []


@pytest.mark.django_db
def test_nothing_goes_a_day_too_early_and_the_day_is_the_one_that_was_promised(settings):
    from consultations.registrations import forgetting

    event = open_event(days=-settings.REGISTRATIONS_DAYS + 1)
    Registration.objects.create(page=event, source="guest", state="in", position=1, code_index=b"x" * 32)
    now = timezone.now()
    kept = datetime.timedelta(days=settings.REGISTRATIONS_DAYS)
    assert forgetting.deleted_on(event) == timezone.localdate() + datetime.timedelta(days=1)
    assert forgetting.forget(now - kept) == 0
    assert forgetting.forget(now + datetime.timedelta(days=1) - kept) == 1


@pytest.mark.django_db
def test_what_people_told_goes_on_its_day_even_if_its_numbers_cannot_be_kept(settings, monkeypatch, caplog):
    from consultations.registrations import attending

    def fail(page: int) -> None:
        raise RuntimeError(MARK)

    monkeypatch.setattr(attending, "keep_numbers", fail)
    event = open_event()
    guest(event)
    type(event).objects.filter(pk=event.pk).update(
        last_day=timezone.localdate() - datetime.timedelta(days=90)
    )
    retention.forget.call("registrations")
    assert not Registration.objects.exists()
    assert "could not be written" in caplog.text


@pytest.mark.django_db
def test_who_comes_and_how_to_join_stand_on_no_page_feed_calendar_or_search_and_in_no_revision(client):
    event = open_event(5)
    facilitator = PersonFactory(group=PermissionGroup.FACILITATOR)
    joining.write(event, LINK, by=facilitator)
    guest(event, "otterslide", needs_words="otterslide", phone="otterslide")
    event.save_revision().publish()
    public = [
        event.get_url(), "/", "/events/", "/events/feed/", "/search/?q=meet.example.org", "/sitemap.xml",
        f"/events/{event.slug}/come/", "/events/place/", *calendars_on(client, event.get_url()),
    ]  # fmt: skip
    assert len(public) > 8, "the page links to a calendar"
    for address in public:
        answer = client.get(address)
        body = b"".join(answer) if answer.streaming else answer.content
        assert answer.status_code == 200, address
        assert b"otterslide" not in body, address
    assert not [one for one in Revision.objects.all() if "otterslide" in str(one.content)]


def calendars_on(client, address: str) -> list[str]:
    """The addresses of calendar files that a page links to."""
    return re.findall(r'href="([^"]+\.ics)"', client.get(address).content.decode())


@pytest.mark.django_db
def test_wagtail_keeps_no_copy_of_registrations():
    from modelsearch.index import get_indexed_models
    from wagtail.models import ReferenceIndex
    from wagtail.snippets.models import get_snippet_models

    for model in apps.get_app_config("registrations").get_models():
        assert model not in {*ReferenceIndex.indexed_models, *ReferenceIndex.tracked_models}
        assert model not in {*get_indexed_models(), *get_snippet_models()}
