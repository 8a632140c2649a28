"""Where on the journey words, proposals and work lie."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.panorama.drawing import DONE_AT, DONE_MOST, SAID_AT, SAID_MOST, pieces
from consultations.panorama.enums import By, What
from consultations.panorama.kept import Kept
from consultations.panorama.tables import Cell, Said, Table, said_text
from consultations.panorama.words import Named
from consultations.panorama.work import Work
from consultations.proposals.enums import ProposalState as S
from consultations.proposals.showing import DOES

#: So many proposals of a part of the journey are drawn; the number beside them counts all.
DRAWN = 12
#: Proposals that nobody works on any more are counted and not drawn.
_TALKED = (S.IDEAS, S.FINAL, S.BALLOT)


@dataclass(frozen=True)
class Stage:
    """A part of the journey with what lies there."""

    key: str
    name: str
    answers: int
    points: int
    there: Work
    #: Its pieces of the two lines; empty for a gap.
    said_line: str = ""
    done_line: str = ""

    @property
    def words(self) -> int:
        """Answers and points together."""
        return self.answers + self.points

    @property
    def words_text(self) -> str:
        """What was said: "12 answers, 3 points raised"."""
        return said_text(self.answers, self.points)

    @property
    def words_url(self) -> str:
        """Where all of it can be read."""
        return f"{reverse('search')}?{urlencode({'stage': self.key})}"

    @property
    def proposals(self) -> int:
        """All that everybody can read."""
        return sum(self.there.proposals.values())

    @property
    def proposals_text(self) -> str:
        """How many: "3 proposals"."""
        told = ngettext("%(count)s proposal", "%(count)s proposals", self.proposals)
        return told % {"count": self.proposals}

    @property
    def proposals_url(self) -> str:
        """Where they are listed."""
        return f"{reverse('proposals:index')}?{urlencode({'stage': self.key})}"

    @property
    def squares(self) -> list[str]:
        """How each proposal is drawn, those that are furthest first."""
        states = self.there.proposals
        found = ["done"] * sum(states.get(state, 0) for state in DOES)
        found += ["decided"] * states.get(S.DECIDED, 0)
        found += ["talked"] * sum(states.get(state, 0) for state in _TALKED)
        return found[:DRAWN]

    @property
    def is_under_way(self) -> bool:
        """Whether a proposal is under way here, whatever steps there are."""
        return any(self.there.proposals.get(state) for state in DOES)

    @property
    def draws_done(self) -> bool:
        """Whether the second stroke of its drawing has its colour."""
        return bool(self.work) or self.is_under_way

    @property
    def work(self) -> int:
        """Steps done or under way, and pilots."""
        return self.there.going + self.there.done + self.there.pilots

    @property
    def work_told(self) -> list[str]:
        """What is done: "2 steps done", "1 step under way", "1 pilot"."""
        there, told = self.there, []
        if there.done:
            told.append(
                ngettext("%(count)s step done", "%(count)s steps done", there.done) % {"count": there.done}
            )
        if there.going:
            going = ngettext("%(count)s step under way", "%(count)s steps under way", there.going)
            told.append(going % {"count": there.going})
        if there.pilots:
            told.append(
                ngettext("%(count)s pilot", "%(count)s pilots", there.pilots) % {"count": there.pilots}
            )
        return told


@dataclass(frozen=True)
class Journey:
    """The whole way, part by part."""

    stages: list[Stage]

    @property
    def silent(self) -> list[str]:
        """The parts of which nothing was said."""
        return [stage.name for stage in self.stages if not stage.words]

    @property
    def table(self) -> Table:
        """The drawing in numbers."""
        head = [
            _("Part of the journey"), _("Answers"), _("Points raised"), _("Proposals"), _("Steps done"),
            _("Steps under way"), _("Pilots"),
        ]  # fmt: skip
        rows: list[list[Cell]] = [
            [
                one.name, one.answers, one.points, one.proposals, one.there.done, one.there.going,
                one.there.pilots,
            ]
            for one in self.stages
        ]  # fmt: skip
        return Table(_("Words, proposals and work on each part of the journey"), head, rows)


def journey(kept: Kept, stages: list[Named], work: Mapping[str, Work]) -> Journey:
    """The journey from its counts."""
    said = Said(kept.by(What.ANSWERS, By.STAGE), kept.by(What.POINTS, By.STAGE))
    found = [Stage(one.key, one.name, *said.of(one.key), work.get(one.key, Work())) for one in stages]
    pine = pieces([stage.words for stage in found], at=SAID_AT, most=SAID_MOST)
    marmalade = pieces([stage.work for stage in found], at=DONE_AT, most=DONE_MOST)
    lines = zip(found, pine, marmalade, strict=True)
    return Journey([replace(stage, said_line=one, done_line=other) for stage, one, other in lines])
