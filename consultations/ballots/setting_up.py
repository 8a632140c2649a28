"""Setting a ballot up: everything about it may change until it opens, and nothing afterwards."""

import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from background.claims import won
from consultations.ballots import noting, papers
from consultations.ballots.counting import RULES, group_name
from consultations.ballots.enums import BallotState, KeptBy, Method
from consultations.ballots.models import Ballot, Option
from consultations.ballots.permissions import Act, refuse_unless
from consultations.ballots.refusals import NotNowError, StaleError, WrongSetUpError
from people.models import Person
from vocabulary.role_groups import RoleGroup

#: Options of one ballot at most.
MOST_OPTIONS = len(string.ascii_lowercase)


@dataclass(frozen=True)
class NewOption:
    """An option as it is set up. ``about`` and ``url`` come from `sockets.offers`; empty for a free one."""

    label: str
    explanation: str = ""
    about: str = ""
    url: str = ""


def create(
    *,
    by: Person,
    question: str,
    opens_at: datetime,
    closes_at: datetime,
    options: Sequence[NewOption],
    explanation: str = "",
    method: str = Method.CONSENT,
    pass_rule: str | None = None,
    quorum: int = 0,
    asks_reasons: bool = False,
    kept_by: str = KeptBy.SERVER,
    groups: Sequence[str] = (),
    named: Iterable[Person] = (),
    by_code: bool = False,
    holders: Sequence[Person] = (),
) -> Ballot:
    """Set a ballot up, as a draft that nobody but facilitators sees.

    Raises:
        MayNotError; WrongSetUpError: ``field`` says where.
    """
    refuse_unless(by, Act.SET_UP)
    values: dict[str, Any] = {
        "question": question, "explanation": explanation, "method": method,
        "pass_rule": pass_rule or _usual_rule(method), "opens_at": opens_at, "closes_at": closes_at,
        "quorum": quorum, "asks_reasons": asks_reasons, "kept_by": kept_by, "groups": list(groups),
        "by_code": by_code,
    }  # fmt: skip
    people, keepers, chosen = list(named), list(holders), list(options)
    _check(values, people, keepers, chosen)
    with transaction.atomic():
        ballot = Ballot(slug=_free_slug(question), set_up_by=by)
        _write(ballot, values, people, keepers, chosen)
        noting.note(ballot, noting.Noted.SET_UP, by=by)
    return ballot


def change(
    ballot: Ballot,
    *,
    by: Person,
    version: int,
    named: Iterable[Person] | None = None,
    holders: Sequence[Person] | None = None,
    options: Sequence[NewOption] | None = None,
    **values: Any,
) -> Ballot:
    """Change what is set up; what is not given stays. The ballot given is brought up to date.

    ``values`` are those of `create`. ``version`` is that of the ballot as it was seen.

    Raises:
        MayNotError; WrongSetUpError; StaleError: somebody else changed it; NotNowError: it is open already.
    """
    refuse_unless(by, Act.SET_UP, ballot)
    with transaction.atomic():
        current = Ballot.objects.select_for_update().get(pk=ballot.pk)
        if current.state != BallotState.DRAFT:
            raise NotNowError
        mine = Ballot.objects.filter(pk=ballot.pk, state=BallotState.DRAFT, version=version)
        if not won(mine, version=F("version") + 1):
            raise StaleError
        current.version = version + 1
        everything = {name: getattr(current, name) for name in _FIELDS} | values
        if "method" in values and "pass_rule" not in values:
            everything["pass_rule"] = _usual_rule(everything["method"])
        people = list(current.named.all()) if named is None else list(named)
        keepers = _holders(current) if holders is None else list(holders)
        chosen = _options(current) if options is None else list(options)
        _check(everything, people, keepers, chosen)
        _write(current, everything, people, keepers, chosen)
        noting.note(current, noting.Noted.CHANGED, by=by)
    ballot.refresh_from_db()
    return ballot


@transaction.atomic
def take_away(ballot: Ballot, *, by: Person) -> None:
    """Delete a ballot that never opened, with its sheets of codes. May be repeated.

    Raises:
        MayNotError; NotNowError: it is open, or was.
    """
    refuse_unless(by, Act.SET_UP, ballot)
    if Ballot.objects.filter(pk=ballot.pk).exclude(state=BallotState.DRAFT).exists():
        raise NotNowError
    Ballot.objects.filter(pk=ballot.pk, state=BallotState.DRAFT).delete()


_FIELDS = (
    "question", "explanation", "method", "pass_rule", "opens_at", "closes_at", "quorum", "asks_reasons",
    "kept_by", "groups", "by_code",
)  # fmt: skip


def _usual_rule(method: str) -> str:
    return RULES[Method(method)][0] if method in Method.values else ""


def _holders(ballot: Ballot) -> list[Person]:
    return [one for one in (ballot.holder_one, ballot.holder_two) if one is not None]


def _options(ballot: Ballot) -> list[NewOption]:
    return [NewOption(one.label, one.explanation, one.about, one.url) for one in ballot.options.all()]


def _write(
    ballot: Ballot,
    values: Mapping[str, Any],
    named: Sequence[Person],
    holders: Sequence[Person],
    options: Sequence[NewOption],
) -> None:
    for name, value in values.items():
        setattr(ballot, name, value)
    ballot.question = ballot.question.strip()
    ballot.holder_one, ballot.holder_two = holders if ballot.kept_by == KeptBy.HOLDERS else (None, None)
    ballot.save()
    ballot.named.set(named)
    ballot.options.all().delete()
    Option.objects.bulk_create(
        [
            Option(
                ballot=ballot, key=key, position=position, label=one.label.strip(),
                explanation=one.explanation.strip(), about=one.about, url=one.url,
            )
            for position, (key, one) in enumerate(zip(string.ascii_lowercase, options, strict=False), 1)
        ]
    )  # fmt: skip


def _check(
    values: Mapping[str, Any],
    named: Sequence[Person],
    holders: Sequence[Person],
    options: Sequence[NewOption],
) -> None:
    unknown = set(values) - set(_FIELDS)
    if unknown:
        raise TypeError(f"a ballot has no {', '.join(sorted(unknown))}")
    _check_question(values)
    _check_times(values)
    _check_method(values, options)
    _check_voters(values, named)
    keepers = {person.pk for person in holders}
    if values["kept_by"] not in KeptBy.values:
        raise WrongSetUpError("kept_by", _("Choose who keeps the key."))
    if values["kept_by"] == KeptBy.HOLDERS and (len(keepers) != 2 or len(holders) != 2):
        raise WrongSetUpError("holders", _("Choose two people to keep the key."))


def _check_question(values: Mapping[str, Any]) -> None:
    question = str(values["question"]).strip()
    if not question:
        raise WrongSetUpError("question", _("Write the question."))
    if len(question) > 200:
        raise WrongSetUpError("question", _("Ask it in at most 200 letters."))
    if not 0 <= int(values["quorum"]) <= 100:
        raise WrongSetUpError("quorum", _("Give a number from 0 to 100."))


def _check_times(values: Mapping[str, Any]) -> None:
    if values["closes_at"] <= values["opens_at"]:
        raise WrongSetUpError("closes_at", _("It has to close after it opens."))
    if values["closes_at"] <= timezone.now():
        raise WrongSetUpError("closes_at", _("Choose a time to close that is still to come."))


def _check_method(values: Mapping[str, Any], options: Sequence[NewOption]) -> None:
    if values["method"] not in Method.values:
        raise WrongSetUpError("method", _("Choose how people vote."))
    method = Method(values["method"])
    if values["pass_rule"] not in RULES[method]:
        raise WrongSetUpError("pass_rule", _("This rule does not fit how people vote. Choose another."))
    if any(not one.label.strip() or len(one.label.strip()) > 200 for one in options):
        raise WrongSetUpError("options", _("Each choice needs a name of at most 200 letters."))
    if method == Method.CONSENT and len(options) != 1:
        raise WrongSetUpError("options", _("A vote by consent is about one thing."))
    if method != Method.CONSENT and not 2 <= len(options) <= MOST_OPTIONS:
        raise WrongSetUpError(
            "options", _("Give at least 2 choices, and at most %(most)s.") % {"most": MOST_OPTIONS}
        )
    keys = string.ascii_lowercase[: len(options)]
    longest = {"scores": dict.fromkeys(keys, 10), "ranks": dict.fromkeys(keys, 10)}
    if not papers.has_room(group_name(RoleGroup.values), longest):
        raise WrongSetUpError("options", _("There is no room for so many choices on a paper."))


def _check_voters(values: Mapping[str, Any], named: Sequence[Person]) -> None:
    if set(values["groups"]) - set(RoleGroup.values):
        raise WrongSetUpError("groups", _("Choose from these groups."))
    if not values["groups"] and not named and not values["by_code"]:
        raise WrongSetUpError("groups", _("Choose who may vote."))


def _free_slug(question: str) -> str:
    stem = slugify(question)[:70].strip("-") or "vote"
    taken = set(Ballot.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    taken.add("set-up")  # members' pages have it for themselves
    number, slug = 2, stem
    while slug in taken:
        slug, number = f"{stem}-{number}", number + 1
    return slug
