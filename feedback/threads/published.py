"""The door through which the rest of the house sees what was said: published words and open threads only.

Search, the front page, events, proposals and whoever quotes an answer come here. What goes out are plain
values, never rows: nothing that is held, declined or withdrawn, no role group of which fewer than eight
are published, no order and no day. Words carry their bars as "[taken out: a name]".

Every function says how many queries it makes, however much there is.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from feedback.threads import bars, figures_shown, keys, queries, showing, telling
from feedback.threads.enums import ResponseKind, State, Warns
from feedback.threads.models import (
    Contribution,
    ContributionQuerySet,
    ContributionTheme,
    MonthlyFigures,
    Response,
    Thread,
)
from feedback.threads.queries import Names
from vocabulary.role_groups import RoleGroup

#: How far something has got, as every two-line page draws it.
Progress = Literal["nothing", "going", "done", "no"]
#: Words longer than this are no voice for a front page.
_VOICE = 140


@dataclass(frozen=True)
class ThreadTold:
    """A thread that is public."""

    key: int
    question: str
    why: str
    url: str
    lang: str
    opens_on: date
    closes_on: date
    answer_by: date
    is_open: bool
    #: How many answers can be read, and how many that asked for a change led to one.
    answers: int
    led_to_change: int
    #: "By 31 January 2027. It is put on this page."
    promise: str


@dataclass(frozen=True)
class Said:
    """Published words."""

    key: int
    #: The permanent address, which says nothing of order or time.
    url: str
    #: Plain text; empty if only a face or short answers were chosen.
    words: str
    question: str
    thread_url: str
    #: "October 2026", and the first of that month to sort by.
    month: str
    month_begins: date
    lang: str = "en-GB"
    stage: str = ""
    stage_key: str = ""
    themes: tuple[str, ...] = ()
    place: str = ""
    #: Only where it may be shown.
    group: str = ""
    #: What it is about that may be hard to read: say so before the words.
    warning: str = ""
    #: Whether it has a response, and whether one says that something is or will be done.
    answered: bool = False
    does: bool = False


@dataclass(frozen=True)
class Gone:
    """What cannot be quoted any more, with the words to print in place of it."""

    key: int
    text: str
    #: Its author took it back: the words are nowhere any more.
    withdrawn: bool


@dataclass(frozen=True)
class Counted:
    """How much can be read in public threads: what anybody could count on their pages, and no more."""

    questions: int
    answers: int
    #: By key; an answer that names no part of the journey is in none.
    stages: Mapping[str, int]
    #: By slug; an answer may be about several, or none.
    themes: Mapping[str, int]
    #: By slug of the place that the question is about; most are about none.
    places: Mapping[str, int]
    #: By value of the role group, and only answers beside which the group is shown.
    groups: Mapping[str, int]


@dataclass(frozen=True)
class MonthTold:
    """How we did in a month that is over, as it was written down then."""

    first: date
    name: str
    #: Rounded to 5; nothing if fewer than 8 were answered.
    median_days: int | None
    #: "about 10 days"
    days: str
    promises_kept: int
    promises_late: int


@dataclass(frozen=True)
class Promised:
    """Promises that stand on pages of threads on a day."""

    #: Questions without an answer yet: the promised day is over, or still to come.
    questions_late: int
    questions_waiting: int
    #: Responses that say "we will do this": the day is over, or still to come; and those that say "done".
    will_do_late: int
    will_do_waiting: int
    done: int


# --- Words ------------------------------------------------------------------------------------


def find(
    words: Sequence[str] = (),
    *,
    theme: str = "",
    stage: str = "",
    place: str = "",
    limit: int,
    request: HttpRequest | None = None,
) -> list[Said]:
    """Published words in which at least one of these stands, most of them first, then the newest.

    ``words`` are beginnings of words, plain text; ``theme`` and ``place`` are slugs, ``stage`` is a key.
    A place is that of the thread, or the region in which it lies. Without words: the newest on these.
    Three queries, and one for names.
    """
    names = queries.names(request)
    rows = Contribution.objects.published()
    if theme:
        about = ContributionTheme.objects.filter(content_object=OuterRef("pk"), tag=names.theme(theme))
        rows = rows.filter(Exists(about))
    if stage:
        rows = rows.filter(stage=names.stage(stage))
    if place:
        rows = rows.filter(Q(thread__place__slug=place) | Q(thread__place__region__slug=place))
    if words:
        rows = rows.filter(_any_of(words)).annotate(matched=_how_many_of(words))
        rows = rows.order_by("-matched", "-batch", "-id")
    else:
        rows = rows.newest_first()
    return _told(rows[:limit], names)


def _any_of(words: Iterable[str]) -> Q:
    condition = Q()
    for word in words:
        condition |= Q(words__icontains=word)
    return condition


def _how_many_of(words: Iterable[str]) -> "Combinable | Value":
    total: Combinable | Value = Value(0)
    for word in words:
        total = total + Case(
            When(words__icontains=word, then=Value(1)), default=Value(0), output_field=IntegerField()
        )
    return total


def in_thread(slug: str, *, limit: int, request: HttpRequest | None = None) -> list[Said]:
    """The newest published words of one thread. Three queries, and one for names."""
    rows = Contribution.objects.published().exclude(words="").filter(thread__slug=slug).newest_first()
    return _told(rows[:limit], queries.names(request))


def newest(limit: int, *, request: HttpRequest | None = None) -> list[Said]:
    """Short words for a front page, the newest, one of each thread before a second; none with a warning.

    Three queries, and one for names.
    """
    looked_at = limit * 10
    rows = Contribution.objects.published().exclude(words="").newest_first().defer("held", "receipt_index")
    found = [row for row in rows.select_related("thread__place")[:looked_at] if _is_a_voice(row)]
    first: dict[int, Contribution] = {}
    for row in found:
        first.setdefault(row.thread_id, row)
    chosen = [*first.values(), *(row for row in found if first[row.thread_id] is not row)][:limit]
    return _from_rows(sorted(chosen, key=found.index), queries.names(request))


def _is_a_voice(row: Contribution) -> bool:
    return len(row.words) <= _VOICE and not row.warnings and "⟦" not in row.words


def by_keys(wanted: Collection[int], *, request: HttpRequest | None = None) -> dict[int, "Said | Gone"]:
    """What is quoted by its key: the words as they are now, or why there are none any more.

    A key that never was shown is left out. Three queries, and one for names.
    """
    rows = _shown_by_keys(wanted)
    told: dict[int, Said | Gone] = {row.pk: _gone(row) for row in rows if row.state != State.PUBLISHED}
    published = [row for row in rows if row.state == State.PUBLISHED]
    told.update({said.key: said for said in _from_rows(published, queries.names(request))})
    return told


def quoted(wanted: Collection[int]) -> dict[int, "Said | Gone"]:
    """The same with nothing but the words, to what they are an answer, and when they were said. One query."""
    return {
        row.pk: _said(row, Names(), (), None) if row.state == State.PUBLISHED else _gone(row)
        for row in _shown_by_keys(wanted)
    }


def _shown_by_keys(wanted: Collection[int]) -> list[Contribution]:
    rows = Contribution.objects.shown().filter(pk__in=sorted(set(wanted)))
    return list(rows.select_related("thread__place").defer("held", "receipt_index"))


def _gone(row: Contribution) -> Gone:
    return Gone(row.pk, gone_text(State(row.state)), withdrawn=row.state == State.WITHDRAWN)


def gone_text(state: State) -> str:
    """What is printed in place of words that were shown once and are not any more."""
    texts = {State.WITHDRAWN: _("Withdrawn by its author"), State.DECLINED: _("Not shown any more")}
    return texts.get(state, _("Being read again"))


def key_of(text: str) -> int | None:
    """The key that an address of words ends with, to quote by; nothing if it cannot be one."""
    try:
        return keys.read(text)
    except keys.NoSuchKeyError:
        return None


def key_text(key: int) -> str:
    """A key as an address of words ends with it: what whoever quotes keeps (`key_of` reads it)."""
    return keys.written(key)


def per_stage(*, request: HttpRequest | None = None) -> dict[str, int]:
    """How many published words there are on each part of the journey, as counted at the last emptying.

    One query.
    """
    total: Counter[str] = Counter()
    for facets in Thread.objects.public().order_by().values_list("facets", flat=True):
        total.update(facets.get("stages", {}))
    return dict(total)


def _told(rows: ContributionQuerySet, names: Names) -> list[Said]:
    return _from_rows(list(rows.select_related("thread__place").defer("held", "receipt_index")), names)


def _from_rows(rows: Sequence[Contribution], names: Names) -> list[Said]:
    """Two queries, or none for none."""
    found = [row.pk for row in rows]
    _of_threads, themes = queries.themes_of((), found)
    responses = _answered(found)
    return [_said(row, names, themes.get(row.pk, ()), responses.get(row.pk)) for row in rows]


def _answered(found: Collection[int]) -> dict[int, bool]:
    """Which have a response, and whether one says that something is or will be done."""
    if not found:
        return {}
    does = Case(
        When(response__kind__in=(ResponseKind.WILL_DO, ResponseKind.DONE), then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )
    through = Response.contributions.through.objects.filter(contribution__in=found).order_by()
    answered: defaultdict[int, bool] = defaultdict(bool)
    for key, one_does in through.values_list("contribution", does):
        answered[key] |= one_does
    return answered


def _said(row: Contribution, names: Names, themes: Iterable[int], does: bool | None) -> Said:
    thread = row.thread
    stage = names.stages.get(row.stage_id) if row.stage_id else None
    shows_group = row.role_group and row.role_group in thread.shown_groups
    about = [str(Warns(one).label) for one in row.warnings if one in Warns.values]
    return Said(
        key=row.pk,
        url=showing.address_of_words(keys.written(row.pk)),
        words=bars.told(row.words),
        question=thread.question,
        thread_url=reverse("threads:thread", args=[thread.slug]),
        month=telling.month_text(row.week),
        month_begins=row.week.replace(day=1),
        lang=thread.language,
        stage=stage.name if stage else "",
        stage_key=stage.slug if stage else "",
        themes=tuple(names.themes[key].name for key in themes if key in names.themes),
        place=str(thread.place.name) if thread.place else "",
        group=str(RoleGroup(row.role_group).label) if shows_group else "",
        warning=get_text_list(about, _("and")),
        answered=does is not None,
        does=bool(does),
    )


# --- Threads ------------------------------------------------------------------------------------


def open_threads(today: date, limit: int) -> list[ThreadTold]:
    """Those that one can answer today, the one that closes soonest first. One query."""
    rows = Thread.objects.public().filter(opens_on__lte=today, closes_on__gte=today, handed_in=False)
    return [_thread(row, today) for row in rows.order_by("closes_on", "slug")[:limit]]


def hanging_on(kind: str, wanted: Collection[str] | None, today: date) -> dict[str, list[ThreadTold]]:
    """The public threads that came from an event, a topic, a point, a proposal, by its key. One query.

    Without keys all of that kind: a programme has dozens, so a page may keep them for a content version.
    """
    rows = Thread.objects.public().filter(hangs_on_kind=kind)
    if wanted is not None:
        rows = rows.filter(hangs_on_key__in=sorted(set(wanted)))
    found: defaultdict[str, list[ThreadTold]] = defaultdict(list)
    for row in rows.order_by("opens_on", "slug"):
        found[row.hangs_on_key].append(_thread(row, today))
    return found


def threads_by_keys(wanted: Collection[int], today: date) -> Mapping[int, ThreadTold]:
    """Public threads by their keys. One query."""
    return {row.pk: _thread(row, today) for row in Thread.objects.public().filter(pk__in=sorted(set(wanted)))}


def _thread(row: Any, today: date) -> ThreadTold:
    return ThreadTold(
        key=row.pk,
        question=row.question,
        why=row.why,
        url=reverse("threads:thread", args=[row.slug]),
        lang=row.language,
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        answer_by=row.answer_by,
        is_open=telling.standing(row, today) is telling.Standing.OPEN,
        answers=row.published,
        led_to_change=row.led_to_change,
        promise=telling.promise_text(row, today),
    )


# --- Numbers ------------------------------------------------------------------------------------


def counted() -> Counted:
    """What can be read in public threads, counted anew. Two queries.

    For whoever keeps the sums (`sockets.counted`): asked at other times it would tell what came in between.
    """
    totals: dict[str, Counter[str]] = {name: Counter() for name in ("stages", "themes", "places")}
    shows: dict[int, list[str]] = {}
    questions = answers = 0
    rows = Thread.objects.public().order_by()
    columns = ("pk", "published", "shown_groups", "facets", "place__slug", "handed_in")
    for key, published, groups, facets, place, handed_in in rows.values_list(*columns):
        questions += not handed_in
        answers += published
        shows[key] = groups
        for name in ("stages", "themes"):
            totals[name].update(facets.get(name, {}))
        if place and published:
            totals["places"][place] += published
    return Counted(questions=questions, answers=answers, groups=_groups_shown(shows), **totals)


def _groups_shown(shows: Mapping[int, Collection[str]]) -> Counter[str]:
    """How many answers there are beside which a group stands, by group; ``shows`` says where it does."""
    found: Counter[str] = Counter()
    rows = Contribution.objects.published().exclude(role_group="").order_by()
    for thread, group, number in rows.values_list("thread", "role_group").annotate(Count("pk")):
        if group in shows.get(thread, ()):
            found[group] += number
    return found


def months() -> list[MonthTold]:
    """All months that are over, the newest first, each as it was written down. One query."""
    return [
        MonthTold(
            first=row.month,
            name=telling.month_text(row.month),
            median_days=row.median_days,
            days=figures_shown.days_text(row.median_days),
            promises_kept=row.promises_kept,
            promises_late=row.promises_late,
        )
        for row in MonthlyFigures.objects.order_by("-month")
    ]


def promised(today: date) -> Promised:
    """What public threads promise on a day, and what of it is late. One query."""
    unanswered = Thread.objects.public().filter(answered_on__isnull=True).order_by()
    responses = _responses_shown().filter(kind__in=(ResponseKind.WILL_DO, ResponseKind.DONE))
    rows = _by_day("question", unanswered, "answer_by", today).union(
        _by_day(ResponseKind.WILL_DO, responses.filter(kind=ResponseKind.WILL_DO), "due_on", today),
        _by_day(ResponseKind.DONE, responses.filter(kind=ResponseKind.DONE), "day", today),
        all=True,
    )
    found = Counter({(what, is_late): number for what, is_late, number in rows})
    return Promised(
        questions_late=found["question", True],
        questions_waiting=found["question", False],
        will_do_late=found[ResponseKind.WILL_DO, True],
        will_do_waiting=found[ResponseKind.WILL_DO, False],
        done=found[ResponseKind.DONE, True] + found[ResponseKind.DONE, False],
    )


def _by_day(what: str, rows: Any, day: str, today: date) -> Any:
    """How many rows there are of which the day is over, and how many others."""
    is_late = Case(
        When(**{f"{day}__lt": today}, then=Value(True)), default=Value(False), output_field=BooleanField()
    )
    named = rows.annotate(told=Cast(Value(str(what)), CharField()), is_late=is_late)
    return (
        named.values("told", "is_late").annotate(number=Count("pk")).values_list("told", "is_late", "number")
    )


def late_threads(today: date, limit: int) -> list[ThreadTold]:
    """Public threads without an answer whose promised day is over, the longest first. One query."""
    rows = Thread.objects.public().filter(answered_on__isnull=True, answer_by__lt=today)
    return [_thread(row, today) for row in rows.order_by("answer_by", "slug")[:limit]]


def _responses_shown() -> Any:
    """Responses that stand on a page: to a whole public thread, or to words that can be read in one."""
    to_words = Response.contributions.through.objects.filter(
        response=OuterRef("pk"), contribution__state=State.PUBLISHED
    )
    public = Response.objects.filter(thread__in=Thread.objects.public().order_by())
    return public.filter(Q(to_all=True) | Exists(to_words)).order_by()
