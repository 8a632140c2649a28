"""The first words of a report: what the platform knows, in sentences that a researcher goes on from.

They say what happened, good and bad, and judge nothing. An item of which nothing is known stays empty.
"""

from collections.abc import Iterable, Sequence

from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.events.enums import Basis, ConsentKind, EventFormat, Strength
from consultations.events.when import how_long
from consultations.reporting.enums import Part
from consultations.reporting.known import Known, PointKnown
from vocabulary.role_groups import RoleGroup

#: Points named one by one; of more, the rest is counted.
MOST_NAMED = 12
_SHORT = 160


def first_words(known: Known) -> dict[Part, str]:
    """What can be said of each part; empty where nothing is known."""
    told = {
        Part.AIM: _aim(known),
        Part.METHODS: _methods(known),
        Part.RESULTS_GOOD: _results_good(known),
        Part.RESULTS_BAD: _results_bad(known),
        Part.INFLUENCE_GOOD: _influence_good(known),
        Part.INFLUENCE_BAD: _influence_bad(known),
        Part.REFLECTIONS: _reflections(known),
    }
    return {part: "\n".join(line for line in lines if line) for part, lines in told.items()}


# --- Why and how ---------------------------------------------------------------------------------------


def _aim(known: Known) -> list[str]:
    page = known.page
    return [
        _joined(page.purpose) or page.introduction,
        _with(_("What could change because of it: %(text)s"), page.can_change),
        _with(_("Who decides: %(text)s"), page.who_decides),
    ]


def _methods(known: Known) -> list[str]:
    return [
        _what_it_was(known),
        _who_came(known),
        _who_led(known),
        _topics(known),
        *_terms(known),
        *_afterwards(known),
        *_checked(known),
    ]


def _what_it_was(known: Known) -> str:
    page = known.page
    facts = [str(EventFormat(page.format).label).lower(), page.when.text]
    if page.minutes:
        facts.append(how_long(page.minutes))
    return _("A knowledge-exchange event, “%(title)s” (%(facts)s).") % {
        "title": page.title,
        "facts": ", ".join(facts),
    }


def _who_came(known: Known) -> str:
    told = known.attendance
    if told.rows:
        counted = ", ".join(f"{group.label}: {number}" for group, number in told.rows)
        return _("%(total)s took part (rounded to 5: %(counted)s).") % {
            "total": capfirst(told.total_text),
            "counted": counted,
        }
    if told.total_text and told.groups_text:
        return _("%(total)s took part: %(groups)s. Numbers by group are not told.") % {
            "total": capfirst(told.total_text),
            "groups": told.groups_text,
        }
    if told.total_text:
        return _("%(total)s took part.") % {"total": capfirst(told.total_text)}
    return _with(_("These groups took part: %(text)s."), told.groups_text)


def _who_led(known: Known) -> str:
    named = [
        f"{block.value['name']} ({block.value['role']})" if block.value["role"] else block.value["name"]
        for block in known.page.facilitators
    ]
    return _with(_("It was led by %(text)s."), _list(named))


def _terms(known: Known) -> Iterable[str]:
    """How people could come, what they got for it, and on what basis they were asked."""
    page = known.page
    yield from _places(known)
    yield _with(_("Without the internet: %(text)s"), page.without_internet)
    yield _with(_("Access: %(text)s"), page.access)
    yield _with(_("Expenses: %(text)s"), page.expenses)
    yield _with(_("Payment: %(text)s"), page.payment)
    yield _with(_("Instead of payment, for people in prison: %(text)s"), page.payment_inside)
    asked = [str(ConsentKind(block.value["kind"]).label).lower() for block in page.consents]
    yield _with(_("People were asked one by one to agree to: %(text)s."), _list(asked))
    yield _with(_("What happens with what was said: %(text)s"), page.what_happens)
    yield _("Basis: %(basis)s.") % {"basis": str(Basis(page.basis).label).lower()}
    yield _with(_("Approvals: %(text)s"), page.basis_references)


def _topics(known: Known) -> str:
    if not known.topics:
        return ""
    points = ngettext("%(count)d point was", "%(count)d points were", len(known.points)) % {
        "count": len(known.points)
    }
    return _("It was about: %(topics)s. %(points)s written down as said by groups, never by a person.") % {
        "topics": "; ".join(known.topics),
        "points": points,
    }


def _places(known: Known) -> Iterable[str]:
    """How one could come: the places as everybody could read them, never how many registered."""
    page = known.page
    if not page.takes_registrations:
        return
    yield _(
        "People could put their name down with an account or without one, and groups by their number alone."
    )
    if page.capacity:
        yield _("There were %(count)s places.") % {"count": page.capacity}
    kept = [f"{RoleGroup(block.value['group']).label} ({block.value['places']})" for block in page.reserved]
    yield _with(_("Some were kept for %(text)s."), _list(kept))


def _checked(known: Known) -> Iterable[str]:
    for first, last in known.checks:
        yield _(
            "Before the summary was published, those who took part could read it and say whether it is right "
            "(%(first)s to %(last)s)."
        ) % {"first": date_format(first, "j F Y"), "last": date_format(last, "j F Y")}


def _afterwards(known: Known) -> Iterable[str]:
    for thread in known.threads:
        answers = ngettext("%(count)d answer", "%(count)d answers", thread.answers) % {
            "count": thread.answers
        }
        yield _(
            "Afterwards everybody was asked, without an account: “%(question)s” %(answers)s can be read."
        ) % {
            "question": thread.question,
            "answers": answers,
        }


# --- What came of it -------------------------------------------------------------------------------------


def _results_good(known: Known) -> list[str]:
    agreed = known.with_strength(Strength.BROAD_AGREEMENT)
    return [
        _named(_("There was broad agreement on this:"), agreed),
        _led(known),
    ]


def _led(known: Known) -> str:
    lines = [
        f"– {_short(point.text)} → {'; '.join(str(one.text) for one in point.came if one.draws_done)}"
        for point in known.led_somewhere
    ]
    return _listed(_("Something came of these points:"), lines)


def _results_bad(known: Known) -> list[str]:
    return [
        _named(_("People did not agree on this:"), known.with_strength(Strength.DISPUTED)),
        _named(_("These questions were left open:"), known.with_strength(Strength.QUESTION)),
        _nothing_yet(known),
    ]


def _nothing_yet(known: Known) -> str:
    if not known.nothing_yet:
        return ""
    return _("Of %(all)s, nothing has come of %(number)s so far.") % {
        "all": ngettext("%(count)d point", "%(count)d points", len(known.points))
        % {"count": len(known.points)},
        "number": known.nothing_yet,
    }


def _influence_good(known: Known) -> list[str]:
    return [_led_in_number(known), *(_answers_that_led(known))]


def _led_in_number(known: Known) -> str:
    if not known.led_somewhere:
        return ""
    return _("Something came of %(number)s of %(all)s points.") % {
        "number": len(known.led_somewhere),
        "all": len(known.points),
    }


def _answers_that_led(known: Known) -> Iterable[str]:
    for thread in known.threads:
        if thread.led_to_change:
            yield ngettext(
                "%(count)d answer to “%(question)s” led to a change.",
                "%(count)d answers to “%(question)s” led to a change.",
                thread.led_to_change,
            ) % {"count": thread.led_to_change, "question": thread.question}


def _influence_bad(known: Known) -> list[str]:
    lines = [
        f"– {_short(point.text)} → {'; '.join(str(one.text) for one in point.came if one.state == 'no')}"
        for point in known.turned_down
    ]
    return [_listed(_("This was not taken forward:"), lines)]


# --- Looking back -------------------------------------------------------------------------------------------


def _reflections(known: Known) -> list[str]:
    return [_who_is_missing(known), _unattributed(known), *_corrections(known)]


def _corrections(known: Known) -> Iterable[str]:
    for block in known.page.corrections:
        yield _("Corrected on %(day)s: %(what)s Why: %(why)s") % {
            "day": date_format(block.value["day"], "j F Y"),
            "what": _joined(block.value["what"]),
            "why": _joined(block.value["why"]),
        }


def _who_is_missing(known: Known) -> str:
    if not known.attendance.groups:
        return ""
    missing = [str(group.label) for group in RoleGroup if group not in known.attendance.groups]
    return _with(
        _("The record does not name these groups among those who took part: %(text)s."), _list(missing)
    )


def _unattributed(known: Known) -> str:
    without = sum(not point.names_who_said_it for point in known.points)
    if not without:
        return ""
    return _("For %(number)s of %(all)s points the record does not tell which group made them.") % {
        "number": without,
        "all": len(known.points),
    }


# --- Sentences -----------------------------------------------------------------------------------------


def _with(sentence: str, text: str) -> str:
    """The sentence with a text in it; nothing without one."""
    return sentence % {"text": _joined(text)} if text else ""


def _joined(text: str) -> str:
    return " ".join(text.split())


def _list(words: Sequence[str]) -> str:
    return get_text_list(list(words), _("and")) if words else ""


def _short(text: str) -> str:
    return Truncator(_joined(text)).chars(_SHORT)


def _named(heading: str, points: Sequence[PointKnown]) -> str:
    return _listed(heading, [f"– {_short(point.text)}" for point in points])


def _listed(heading: str, lines: list[str]) -> str:
    """A heading with lines below; nothing without any."""
    if not lines:
        return ""
    more = len(lines) - MOST_NAMED
    told = lines[:MOST_NAMED]
    if more > 0:
        told.append(ngettext("– and %(count)d more", "– and %(count)d more", more) % {"count": more})
    return "\n".join([heading, *told])
