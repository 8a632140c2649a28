"""The plan of the demo's pilot, published before its first number, and a report after three months.

All of it is invented. Days are told from the pilot's. Made once.
"""

import datetime

from django.utils import timezone

from cms.models import MadeAtSetUp
from consultations.pilots.enums import ApprovalKind, Basis, EvaluationKind
from consultations.pilots.models import EvaluationPage, EvaluationsIndexPage, Pilot
from demo.pretending import it_is, working_day
from demo.stream import block, stream
from people.models import Person

_MADE = "demo: evaluation"
_MORNING = datetime.time(11, 0)
PLAN, REPORT = "how-we-find-out-on-two-wings", "two-wings-after-three-months"
_CREDITS = "The evaluation group of the pilot (invented)"
_EASY_READ = (
    ("What we want to know", ""),
    ("A link worker helps people on two wings.", "probation"),
    ("We want to know if this helps.", "together"),
    ("How we find out", ""),
    ("We ask people three questions on paper.", "writing"),
    ("You do not have to answer.", "help"),
    ("We do not ask your name.", "no-name"),
    ("We say what we found here.", "answer"),
)


def make_evaluation(by: Person) -> None:
    """Publish the plan and the report if that has not been done; the pilot is there."""
    if MadeAtSetUp.objects.filter(key=_MADE).exists():
        return
    pilot = Pilot.objects.public().first()
    index = EvaluationsIndexPage.objects.first()
    if pilot is not None and index is not None and not EvaluationPage.objects.exists():
        day = datetime.timedelta(days=1)
        with it_is(working_day(pilot.starts_on - 14 * day), _MORNING):
            _publish(index, _plan(pilot), by=by)
        after = min(pilot.starts_on + 110 * day, timezone.localdate())
        with it_is(working_day(after), _MORNING):
            _publish(index, _report(pilot), by=by)
    MadeAtSetUp.objects.get_or_create(key=_MADE)


def _publish(index: EvaluationsIndexPage, page: EvaluationPage, *, by: Person) -> None:
    page.owner, page.live = by, False
    index.add_child(instance=page)
    page.save_revision(user=by).publish(user=by)


def _plan(pilot: Pilot) -> EvaluationPage:
    met, days, knows = [str(pk) for pk in pilot.measures.values_list("pk", flat=True)]
    return EvaluationPage(
        pilot=pilot,
        kind=EvaluationKind.PLAN,
        title="How we find out whether the link worker helps",
        slug=PLAN,
        introduction=(
            "A link worker helps people on two wings of HMP Fernhollow. This plan says what we want to "
            "know, how we find out, and when we stop. The prison is invented: this is a demonstration."
        ),
        search_description="The plan: what we want to know about a link worker on two wings, and how.",
        report_by=pilot.evaluation_ends_on,
        version="1.0",
        basis=Basis.EVALUATION,
        approvals=_approvals(pilot),
        without_approval=(
            "This is a service evaluation and not research. So no ethics committee had to look at it. The "
            "health care team asked the research office (invented), and it agreed."
        ),
        record=stream(
            _question(
                PLAN,
                "How many people meet the link worker?",
                "The link worker keeps a list. The health care team counts it each month.",
                met,
            ),
            _question(
                PLAN,
                "How long do people wait?",
                "From the day they come in until they first meet. We take the middle one of all waits, so "
                "that one long wait does not hide the others.",
                days,
            ),
            _question(
                PLAN,
                "Do people know whom to ask outside?",
                "We ask it on paper, in the last month before release. Somebody can read it aloud. Nobody "
                "has to answer, and we ask for no name.",
                knows,
            ),
            block(
                PLAN,
                "limits",
                "text",
                "<h2>What we cannot find out</h2><p>We do not compare these wings with others. So we "
                "cannot say for sure that the link worker made the change. Few people leave in one month, "
                "and a small number can go up and down by chance.</p>",
            ),
            block(PLAN, "criteria", "criteria", None),
            block(
                PLAN,
                "who",
                "text",
                "<h2>Who looks at the numbers</h2><p>The evaluation group does. Two of its people have "
                "been in prison. They read each report first, and they can say no to a sentence.</p>",
            ),
        ),
        in_short=stream(
            block(
                PLAN,
                "in-short",
                "text",
                "<p>A link worker helps people on two wings. We want to know three things. Do people meet "
                "the link worker? How long do they wait? Do they know whom to ask when they "
                "leave?</p><p>We count, and we ask three questions on paper. You do not have to answer. "
                "We do not ask your name.</p><p>We said before we began at which number we go on and at "
                "which we stop.</p>",
            )
        ),
        easy_read=_easy_read(),
        credits=_credits(PLAN),
    )


def _report(pilot: Pilot) -> EvaluationPage:
    met, days, knows = [str(pk) for pk in pilot.measures.values_list("pk", flat=True)]
    cycles = [str(pk) for pk in pilot.cycles.values_list("pk", flat=True)]
    return EvaluationPage(
        pilot=pilot,
        kind=EvaluationKind.EARLY,
        title="Two wings: what we know after three months",
        slug=REPORT,
        introduction=(
            "More people meet the link worker, and they wait less. It is too early to say more. All of it "
            "is invented: this is a demonstration."
        ),
        search_description="A first report on the link worker on two wings.",
        version="1.0",
        basis=Basis.EVALUATION,
        approvals=_approvals(pilot),
        record=stream(
            _question(
                REPORT,
                "How many people meet the link worker?",
                "More than in the first month. It went up when the link worker came to the wing.",
                met,
            ),
            block(REPORT, "met", "measure", met),
            _question(
                REPORT,
                "What made the change?",
                "In the first weeks people got a slip with a time, and often nobody unlocked them. So we "
                "tried another way.",
                days,
            ),
            *(block(REPORT, f"cycle/{pk}", "cycle", pk) for pk in cycles[:1]),
            _question(
                REPORT,
                "Do people know whom to ask outside?",
                "Some more do. We asked few people so far, so this may be chance.",
                knows,
            ),
            block(REPORT, "criteria", "criteria", None),
        ),
        in_short=stream(
            block(
                REPORT,
                "in-short",
                "text",
                "<p>More people meet the link worker than at the start. They wait less. It helped that "
                "the link worker comes to the wing. We do not know yet whether more people know whom to "
                "ask outside.</p>",
            )
        ),
        credits=_credits(REPORT),
    )


def _question(page: str, words: str, answer: str, *measures: str) -> dict[str, object]:
    value = {"question": words, "answer": answer, "measures": list(measures)}
    return block(page, f"question/{words}", "question", value)


def _approvals(pilot: Pilot) -> str:
    day = str(working_day(pilot.starts_on - datetime.timedelta(days=30)))
    given = [
        (
            ApprovalKind.GOVERNOR,
            "The governor of HMP Fernhollow (invented)",
            "A link worker on two wings, and three questions on paper",
            "FH-14",
        ),
        (
            ApprovalKind.DATA,
            "The data protection officer of the health care team (invented)",
            "Counting the link worker’s list without names",
            "DP-2",
        ),
        (
            ApprovalKind.LIVED,
            "The evaluation group (invented)",
            "The three questions and how they are asked",
            "",
        ),
    ]
    return stream(
        *(
            block(
                "approval",
                f"{pilot.slug}/{kind}",
                "approval",
                {"kind": kind.value, "who": who, "what": what, "day": day, "reference": number, "link": ""},
            )
            for kind, who, what, number in given
        )
    )


def _easy_read() -> str:
    return stream(
        *(
            block(PLAN, f"easy/{number}", "sentence", {"words": words, "drawing": drawing, "picture": None})
            if drawing
            else block(PLAN, f"easy/{number}", "heading", words)
            for number, (words, drawing) in enumerate(_EASY_READ)
        )
    )


def _credits(page: str) -> str:
    """A group writes it together: it is the author, and has no family name."""
    blank = dict.fromkeys(("role", "affiliation", "orcid", "link"), "")
    author = {"name": _CREDITS, "cited_as": _CREDITS, "part": "author", **blank}
    return stream(block(page, "people", "people", {"people": [block(page, "author", "item", author)]}))
