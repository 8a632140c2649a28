"""What a member follows, what is new for them, and how often they want mail."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from following import subjects
from following.enums import Followable, HowOften, What
from following.models import Choice, Following, Notice
from following.subjects import Subject
from people.models import Person

#: As many things as the page of news shows.
NEWS_SHOWN = 50


@dataclass(frozen=True)
class Followed:
    """One thing that a member follows. Without a subject it is gone, or no longer for members."""

    kind: Followable
    key: str
    subject: Subject | None


@dataclass(frozen=True)
class News:
    """One thing that a member was told."""

    what: What
    day: date
    subject: Subject | None


def follows(person: Person, kind: Followable | str, key: str) -> bool:
    """Whether a member follows something. One query."""
    return Following.objects.filter(person=person, kind=kind, key=key).exists()


def keys_followed(person: Person, kind: Followable | str, keys: Iterable[str]) -> set[str]:
    """Which of these a member follows, for a list of things. One query."""
    return set(
        Following.objects.filter(person=person, kind=kind, key__in=list(keys)).values_list("key", flat=True)
    )


def all_keys(person: Person) -> dict[str, set[str]]:
    """The keys of all that a member follows, by kind. One query."""
    found: dict[str, set[str]] = {}
    for kind, key in Following.objects.filter(person=person).values_list("kind", "key"):
        found.setdefault(kind, set()).add(key)
    return found


def followed(person: Person) -> list[Followed]:
    """All that a member follows, by kind, then by title."""
    rows = list(Following.objects.filter(person=person).values_list("kind", "key"))
    titles = subjects.titled(rows)
    found = [Followed(Followable(kind), key, titles.get((kind, key))) for kind, key in rows]
    order = list(Followable)
    return sorted(found, key=lambda one: (order.index(one.kind), one.subject.title if one.subject else ""))


def news(person: Person) -> list[News]:
    """What a member was told lately, newest first."""
    rows = list(Notice.objects.filter(person=person).values_list("what", "kind", "key", "day")[:NEWS_SHOWN])
    titles = subjects.titled((kind, key) for _what, kind, key, _day in rows)
    return [News(What(what), day, titles.get((kind, key))) for what, kind, key, day in rows]


def how_often(person: Person) -> HowOften:
    """How often a member wants mail; once a day if they never said."""
    chosen = Choice.objects.filter(person=person).values_list("how_often", flat=True).first()
    return HowOften(chosen) if chosen else HowOften.DAILY
