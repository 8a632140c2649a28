"""Everything the pages of threads print, ready: templates compute nothing.

Made from rows and at most the queries of `queries`, however much there is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from django.http import HttpRequest, QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst, get_text_list
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from feedback.threads import keys, queries, sockets, telling
from feedback.threads.enums import Access, Face, Reason, ResponseKind, State, Warns
from feedback.threads.models import Contribution, Response, Thread
from feedback.threads.narrowing import Narrowed, address_of, narrowed
from feedback.threads.queries import Names
from feedback.threads.small_numbers import happened_too
from feedback.threads.sockets import Became, Origin
from feedback.threads.telling import Promise, Standing
from feedback.threads.wording import MOST_ON_A_LIST, Wording, worded
from ui.cleaning import clean
from vocabulary.role_groups import RoleGroup

Link = tuple[str, str]
#: How a step of the line is drawn: "said" in pine, "done" in marmalade, "answered" and "no" in ink, a gap.
StepState = Literal["said", "done", "answered", "no", "nothing"]

_DONE = (ResponseKind.WILL_DO, ResponseKind.DONE)
_ANY_KEY = "0" * keys.LENGTH


# --- Responses ----------------------------------------------------------------------------


@dataclass(frozen=True)
class ResponseShown:
    """An official response as a page prints it."""

    kind: str
    label: str
    words: SafeString
    #: "Sam Okafor, resettlement lead"
    who: str
    day: str
    #: "By 1 March 2027. Sam Okafor sees to it."
    due: str = ""
    #: What was to be done is not done, and its day is over.
    overdue: bool = False
    changed: str = ""

    @property
    def draws_done(self) -> bool:
        """Whether the second stroke runs beside it: something is done, or promised for a day to come."""
        return self.kind in _DONE and not self.overdue


def response_shown(response: Response, today: date) -> ResponseShown:
    """A response as a page prints it on a day."""
    due = ""
    if response.kind == ResponseKind.WILL_DO and response.due_on:
        due = _("By %(day)s. %(who)s sees to it.") % {
            "day": telling.day_text(response.due_on), "who": capfirst(response.who),
        }  # fmt: skip
    return ResponseShown(
        kind=response.kind,
        label=str(ResponseKind(response.kind).label),
        words=clean(response.words),
        who=f"{response.name}, {response.role}",
        day=telling.day_text(response.day),
        due=due,
        overdue=_is_overdue(response, today),
        changed=telling.day_text(response.changed_on) if response.changed_on else "",
    )


# --- The line of a contribution -------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """One step of the way from what somebody said to what came of it."""

    text: str
    note: str
    state: StepState


def line_of(received: date, responses: Sequence[Response], came: Sequence[Became], today: date) -> list[Step]:
    """Received → shown → response → led to, each as far as it has got."""
    return [
        Step(_("Received"), telling.month_text(received), "said"),
        Step(_("Shown"), "", "said"),
        _response_step(responses, today),
        _led_to_step(responses, came, today),
    ]


def _response_step(responses: Sequence[Response], today: date) -> Step:
    if not responses:
        return Step(_("Response"), _("nothing yet"), "nothing")
    does = any(one.kind in _DONE and not _is_overdue(one, today) for one in responses)
    return Step(_("Response"), telling.month_text(responses[0].day), "done" if does else "answered")


def _led_to_step(responses: Sequence[Response], came: Sequence[Became], today: date) -> Step:
    text = _("Led to")
    states = {thing.progress for thing in came}
    kinds = {one.kind for one in responses}
    if ResponseKind.DONE in kinds or any(thing.changed for thing in came):
        return Step(text, _("a change"), "done")
    if states & {"going", "done"}:
        return Step(text, _("a plan"), "done")
    if ResponseKind.WILL_DO in kinds:
        late = all(_is_overdue(one, today) for one in responses if one.kind == ResponseKind.WILL_DO)
        return Step(text, _("a promise, late"), "no") if late else Step(text, _("a promise"), "done")
    if "no" in states or ResponseKind.CANNOT in kinds:
        return Step(text, _("no, and why"), "no")
    return Step(text, _("nothing yet"), "nothing")


def _is_overdue(response: Response, today: date) -> bool:
    """What was to be done by a day is not said to be done, and the day is over."""
    due = response.kind == ResponseKind.WILL_DO and response.due_on
    return bool(due and due < today)


# --- Contributions ----------------------------------------------------------------------------


@dataclass(frozen=True)
class ContributionShown:
    """What a page prints of one contribution: its words, or a line that says why there are none."""

    key: str
    address: str
    #: In place of words: why there are none.
    stub: str = ""
    #: Where the rules are told, if it broke one.
    rules: str = ""
    wording: Wording = field(default_factory=lambda: worded(""))
    #: What the words are about that may be hard to read; they open on demand.
    warning: str = ""
    #: What was chosen beside the words: (question, answer).
    chosen: list[Link] = field(default_factory=list)
    month: str = ""
    links: list[Link] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    responses: list[ResponseShown] = field(default_factory=list)
    came: Sequence[Became] = ()
    line: list[Step] = field(default_factory=list)
    report: str = ""
    too: str = ""

    @property
    def anchor(self) -> str:
        """Its id on a page."""
        return f"words-{self.key}"

    @property
    def draws_done(self) -> bool:
        """Whether the second stroke runs beside it: something followed."""
        return any(thing.progress in ("going", "done") for thing in self.came) or any(
            response.draws_done for response in self.responses
        )


@dataclass(frozen=True)
class Around:
    """What belongs to the contributions of a page, read for all at once."""

    names: Names
    #: Of the thread itself, if it was given.
    of_thread: Sequence[int]
    themes: Mapping[int, list[int]]
    responses: Mapping[int | None, list[Response]]
    came: Mapping[int, Sequence[Became]]
    #: What the parts are called that something is about.
    parts: Mapping[str, str] = field(default_factory=dict)


def around(contributions: Sequence[Contribution], names: Names, thread: Thread | None = None) -> Around:
    """Themes, responses and what became of these contributions; of the thread too, if it is given.

    Two queries, one for each room that acts on what was said, and in a hosted thread one for its parts.
    """
    published = [row.pk for row in contributions if row.state == State.PUBLISHED]
    threads = [thread.pk] if thread is not None and thread.pk is not None else []
    of_threads, themes = queries.themes_of(threads, published)
    responses = queries.responses_to(thread, published)
    return Around(
        names,
        of_threads.get(threads[0], ()) if threads else (),
        themes,
        responses,
        sockets.what_became(published),
        _labels(contributions, thread),
    )


def _labels(contributions: Sequence[Contribution], thread: Thread | None) -> Mapping[str, str]:
    about = next((row for row in contributions if row.about), None)
    return sockets.labels_of_parts(thread or about.thread) if about is not None else {}


def contribution_shown(
    row: Contribution, thread: Thread, known: Around, today: date, *, whole: bool = False
) -> ContributionShown:
    """One contribution as a page prints it. ``whole`` cuts nothing."""
    key = keys.written(row.pk)
    address = address_of_words(key)
    if row.state != State.PUBLISHED:
        return _stub(row, key, address)
    responses = known.responses.get(row.pk, [])
    came = known.came.get(row.pk, ())
    is_open = telling.standing(thread, today) is Standing.OPEN
    return ContributionShown(
        key=key,
        address=address,
        wording=worded(row.words, at_most=None if whole else MOST_ON_A_LIST),
        warning=_warning(row.warnings),
        chosen=_chosen(row, thread),
        month=telling.month_text(row.week),
        links=_links(row, thread, known),
        notes=_notes(row, thread, known),
        responses=[response_shown(response, today) for response in responses],
        came=came,
        line=line_of(row.week, responses, came, today),
        report=_address_or_none("threads:report", key),
        too=_address_or_none("threads:too", key) if is_open else "",
    )


def _stub(row: Contribution, key: str, address: str) -> ContributionShown:
    match row.state:
        case State.DECLINED:
            why = str(Reason(row.reason).label) if row.reason else ""
            return ContributionShown(
                key, address, _("One answer is not shown. %(why)s") % {"why": why}, rules=rules_address()
            )
        case State.WITHDRAWN:
            return ContributionShown(key, address, _("One answer was here. Its author took it back."))
    return ContributionShown(
        key, address, _("One answer is being read again. It is not shown while we look at it.")
    )


def _warning(warnings: Sequence[str]) -> str:
    about = [str(Warns(one).label) for one in warnings if one in Warns.values]
    return _("This is about %(what)s.") % {"what": get_text_list(about, _("and"))} if about else ""


def _chosen(row: Contribution, thread: Thread) -> list[Link]:
    found = []
    if row.face:
        found.append((thread.asks_faces, str(Face(row.face).label)))
    for asked in thread.choices:
        options = {str(key): str(text) for key, text in asked["options"]}
        answer = options.get(str(row.choices.get(asked["key"], "")))
        if answer:
            found.append((str(asked["question"]), answer))
    return found


def _links(row: Contribution, thread: Thread, known: Around) -> list[Link]:
    """Its part of the journey and its themes, each leading to the others of this thread."""
    address = reverse("threads:thread", args=[thread.slug])
    found = []
    stage = known.names.stages.get(row.stage_id) if row.stage_id else None
    if stage:
        found.append((stage.name, address_of(address, {"stage": stage.slug})))
    for key in known.themes.get(row.pk, ()):
        theme = known.names.themes.get(key)
        if theme:
            found.append((theme.name, address_of(address, {"theme": theme.slug})))
    return found


def _notes(row: Contribution, thread: Thread, known: Around) -> list[str]:
    """What else may be told, each a sentence."""
    about = telling.about_text(row.kind, row.about, known.parts)
    found = [about] if about else []
    if row.role_group and row.role_group in thread.shown_groups:
        found.append(_("From: %(group)s.") % {"group": RoleGroup(row.role_group).label})
    if row.for_somebody_else:
        found.append(_("Told for somebody else."))
    if row.on_paper:
        found.append(_("It came on paper."))
    too = happened_too(row.happened_too)
    if too:
        found.append(f"{too.label}.")
    return found


# --- A thread ------------------------------------------------------------------------------------


class ThreadShown:
    """A thread as its page prints it on a day."""

    def __init__(self, thread: Thread, today: date, themes: Sequence[int], names: Names) -> None:
        self.thread = thread
        self.today = today
        self._themes = themes
        self._names = names

    @property
    def address(self) -> str:
        """Where it is read."""
        return reverse("threads:thread", args=[self.thread.slug])

    @property
    def is_open(self) -> bool:
        """Whether one can answer today."""
        return telling.standing(self.thread, self.today) is Standing.OPEN

    @property
    def is_soon(self) -> bool:
        """Whether it opens on a later day."""
        return telling.standing(self.thread, self.today) is Standing.SOON

    @property
    def is_closed(self) -> bool:
        """Whether its last day is over."""
        return telling.standing(self.thread, self.today) is Standing.CLOSED

    @property
    def when(self) -> str:
        """Until when one can answer."""
        return telling.when_text(self.thread, self.today)

    @property
    def promise_word(self) -> str:
        """Kept or late."""
        return telling.promise_word(self.thread, self.today)

    @property
    def promise_text(self) -> str:
        """When an answer comes or came."""
        return telling.promise_text(self.thread, self.today)

    @property
    def is_kept(self) -> bool:
        """Whether an answer came in time."""
        return telling.promise(self.thread, self.today) is Promise.KEPT

    @property
    def for_whom(self) -> str:
        """Whom we ask."""
        return telling.for_whom(self.thread)

    @property
    def readers(self) -> list[str]:
        """Who reads the answers."""
        return telling.readers(self.thread)

    @property
    def from_a_prison(self) -> str:
        """Whether anybody who reads works in a prison."""
        return telling.from_a_prison(self.thread)

    @property
    def basis(self) -> str:
        """On what basis people are asked."""
        return telling.basis_text(self.thread)

    @property
    def changes(self) -> list[telling.Change]:
        """What was changed after it opened."""
        return telling.changes(self.thread)

    @property
    def answers(self) -> str:
        """How many answers there are to read."""
        return telling.answers_text(self.thread)

    @property
    def came_of_it(self) -> list[str]:
        """What came of them."""
        return telling.came_of_it(self.thread)

    @property
    def led_to_change(self) -> bool:
        """Whether something followed: the second stroke runs beside it."""
        return self.thread.led_to_change > 0

    @property
    def by_code(self) -> bool:
        """Whether one needs a code from a slip."""
        return self.thread.access == Access.BY_CODE

    @property
    def about(self) -> list[str]:
        """Part of the journey, place and themes: what the question is about."""
        named = [self._names.themes[key].name for key in self._themes if key in self._names.themes]
        stage = self._names.stages.get(self.thread.stage_id) if self.thread.stage_id else None
        place = str(self.thread.place.name) if self.thread.place_id and self.thread.place else ""
        return [*([stage.name] if stage else []), *([place] if place else []), *named]

    @property
    def say(self) -> str:
        """Where one says what one thinks; empty while that is not possible."""
        return _address_or_none("threads:say", self.thread.slug) if self.is_open else ""

    @property
    def receipt(self) -> str:
        """Where one comes back."""
        return receipt_address()

    @property
    def easy_read(self) -> str:
        """The address of the Easy Read version, if there is one."""
        return reverse("threads:easy-read", args=[self.thread.slug]) if self.thread.easy_read else ""


@dataclass(frozen=True)
class ThreadPageShown:
    """All that the page of a thread prints."""

    shown: ThreadShown
    origin: Origin | None
    contributions: list[ContributionShown]
    to_all: list[ResponseShown]
    narrowed: Narrowed
    older: str

    @property
    def is_first(self) -> bool:
        """Whether it is the first page of everything: what is said to all stands there alone."""
        return not self.narrowed.after and not self.narrowed.wanted


def thread_page(thread: Thread, request: HttpRequest | None, today: date) -> ThreadPageShown:
    """The page of a thread, from a published one or from a draft that nobody saved. Five queries at most."""
    names = queries.names(request)
    address = reverse("threads:thread", args=[thread.slug])
    asked = narrowed(thread, request.GET if request is not None else QueryDict(), names, address)
    rows, older = queries.page_of(thread, asked.wanted, asked.after)
    known = around(rows, names, thread)
    return ThreadPageShown(
        shown=ThreadShown(thread, today, known.of_thread, names),
        origin=sockets.origin_of(thread.hangs_on_kind, thread.hangs_on_key),
        contributions=[contribution_shown(row, thread, known, today) for row in rows],
        to_all=[response_shown(response, today) for response in known.responses.get(None, [])],
        narrowed=asked,
        older=asked.older(older),
    )


# --- The index -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class IndexShown:
    """All that the list of threads prints."""

    open: list[ThreadShown]
    soon: list[ThreadShown]
    closed: list[ThreadShown]
    older: str
    newest: str


def index_page(request: HttpRequest | None, today: date) -> IndexShown:
    """The list of threads: open ones, those to come, and closed ones, the latest first. Two queries."""
    after = request.GET.get("after", "") if request is not None else ""
    cursor = queries.closed_cursor(after)
    address = reverse("threads:index")
    current = [] if cursor else queries.current_threads(today)
    closed, older = queries.closed_threads(today, cursor)
    shown = [ThreadShown(thread, today, (), Names()) for thread in current]
    return IndexShown(
        open=[one for one in shown if one.is_open],
        soon=[one for one in shown if one.is_soon],
        closed=[ThreadShown(thread, today, (), Names()) for thread in closed],
        older=address_of(address, {"after": older}) if older else "",
        newest=address if cursor else "",
    )


# --- Addresses -----------------------------------------------------------------------------------


def address_of_words(key: str) -> str:
    """The permanent address of a contribution, which says nothing of order or time."""
    before, _key, after = _around_key(get_language() or "").partition(_ANY_KEY)
    return f"{before}{key}{after}"


@lru_cache(maxsize=8)
def _around_key(language: str) -> str:
    return reverse("threads:words", args=[_ANY_KEY])


def receipt_address() -> str:
    """Where one comes back with a receipt."""
    return _address_or_none("threads:receipt")


def rules_address() -> str:
    """Where the rules stand by which answers are not shown."""
    return f"{reverse('threads:index').removesuffix('feedback/')}community-rules/"


def _address_or_none(name: str, *arguments: Any) -> str:
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
