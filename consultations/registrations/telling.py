"""Telling those who registered: by mail, or by a row on the list of whom somebody writes to or calls.

Each act calls one of these in its transaction, with the list of the event taken (`registers.taken`). What
somebody is told is a row (`News`), so that it is told once, whoever asks for it and however often. A mail is
made when it goes (`mails`): it says what is so then, and nothing of it waits anywhere.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from consultations.registrations import mails
from consultations.registrations.enums import KNOWS_THE_PLAN, Matter, Source, Way
from consultations.registrations.models import News, Registration
from mailing.sending import send_made

#: People who are told in one transaction: others who write never wait long.
TOGETHER = 50
#: After these nobody is reminded at once of what they have just read.
JUST_READ = frozenset({Matter.REGISTERED, Matter.MOVED_UP})
#: What is of no use any more once this is to be told: nobody is called about next week the day before.
_REPLACES = {
    Matter.CHANGED: (Matter.CHANGED, Matter.WEEK_BEFORE, Matter.DAY_BEFORE),
    Matter.DAY_BEFORE: (Matter.WEEK_BEFORE,),
    Matter.JOINING: (Matter.JOINING,),
    Matter.SUMMARY: tuple(Matter),
}


def told_registered(registration: Registration) -> None:
    """Somebody has registered: they have a place, or are on the waiting list."""
    _tell([registration], Matter.REGISTERED, number=registration.page.sequence)


def told_changed(registration: Registration) -> None:
    """Somebody changed what they had told. Who gave an address only now gets the mail that others have."""
    first = registration.news.filter(matter=Matter.REGISTERED, way=Way.PAGE)
    if registration.by_mail and first.update(way=Way.MAIL):
        _mail(registration, Matter.REGISTERED)


def told_cancelled(registration: Registration) -> None:
    """Somebody cancelled, or was taken off the list. Called while what they told is still there."""
    registration.news.to_do().delete()
    if registration.address:
        send_made(
            mails.CANCELLED.maker,
            registration.page_id,
            mails.CANCELLED.template,
            to=registration.address,
            language=mails.language_of(registration),
        )


def told_offered(registration: Registration) -> None:
    """Somebody has moved up from the waiting list and has a place now."""
    _tell([registration], Matter.MOVED_UP, number=registration.page.sequence)


def told_changed_event(page: Any) -> int:
    """The event was published with another day, place or state (`page.sequence` was raised): tell some of
    those who do not know it yet; returns how many. Whoever registered after the change knows it already.
    """
    listed = Registration.objects.on_the_list().filter(page=page)
    knows = News.objects.filter(
        registration__page=page, matter__in=sorted(KNOWS_THE_PLAN), number__gte=page.sequence
    )
    unaware = listed.exclude(pk__in=knows.values("registration"))
    return _tell(unaware.select_related("person")[:TOGETHER], Matter.CHANGED, number=page.sequence)


def told_joining(page: Any, *, number: int) -> int:
    """How to join has changed: tell some of those whose last mail before the event has gone; returns how
    many. Everybody else reads it in the next. ``number`` says the how-manieth change it is.
    """
    theirs = News.objects.filter(registration__page=page)
    reminded = theirs.filter(matter=Matter.DAY_BEFORE, number=page.first_day.toordinal())
    late = theirs.filter(matter__in=sorted(JUST_READ), day__gte=page.first_day - timedelta(days=1))
    told = theirs.filter(matter=Matter.JOINING, number__gte=number)
    missing = (
        Registration.objects.coming()
        .filter(page=page, pk__in=(reminded | late).values("registration"))
        .exclude(pk__in=told.values("registration"))
    )
    return _tell(missing.select_related("person")[:TOGETHER], Matter.JOINING, number=number)


def told_of_summary(page: Any) -> int:
    """The summary was published: thank some of those who came (had a place, where nobody noted who came);
    returns how many.
    """
    inside = Registration.objects.coming().filter(page=page).exclude(source=Source.WALK_IN)
    came = inside.filter(came__gt=0) if inside.filter(came__isnull=False).exists() else inside
    missing = came.exclude(news__matter=Matter.SUMMARY)
    return _tell(missing.select_related("person")[:TOGETHER], Matter.SUMMARY)


def reminded(registrations: Iterable[Registration], matter: Matter, *, number: int) -> int:
    """Have these told that it is in a week, or tomorrow; who still waits then, that there is no place so far.

    ``number`` stands for the day it is on.
    """
    return _tell(registrations, matter, number=number)


def _tell(registrations: Iterable[Registration], matter: Matter, *, number: int = 0) -> int:
    """Have each told, if it is not told yet."""
    told = 0
    for registration in registrations:
        way = _way(registration, matter)
        _row, is_new = News.objects.get_or_create(
            registration=registration, matter=matter, number=number,
            defaults={"way": way, "day": timezone.localdate()},
        )  # fmt: skip
        if not is_new:
            continue
        told += 1
        if way is Way.MAIL:
            _mail(registration, matter)
        elif way is Way.BY_HAND:
            _replace(registration, matter, number)
    return told


def _way(registration: Registration, matter: Matter) -> Way:
    """How somebody is told: who left neither an address nor a number reads it when they come back."""
    if registration.by_mail:
        return Way.MAIL
    if matter is Matter.REGISTERED:
        return Way.PAGE
    reached = registration.source == Source.GROUP or bool(registration.told.phone)
    return Way.BY_HAND if reached else Way.PAGE


def _mail(registration: Registration, matter: Matter) -> None:
    mail = mails.OF[matter]
    send_made(mail.maker, registration.pk, mail.template, language=mails.language_of(registration))


def _replace(registration: Registration, matter: Matter, number: int) -> None:
    old = registration.news.to_do().filter(matter__in=_REPLACES.get(matter, ()))
    old.exclude(matter=matter, number=number).delete()
