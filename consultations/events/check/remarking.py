"""What those who took part said about a draft, beside the paragraph it is about. Only read."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from consultations.events.check.drafts import DraftShown, ParagraphShown
from consultations.events.check.rows import KIND, Check
from feedback.threads import hosting
from feedback.threads.hosting import Remark


@dataclass(frozen=True)
class Beside:
    """A paragraph, and what was said about it."""

    paragraph: ParagraphShown
    remarks: Sequence[Remark] = ()


@dataclass(frozen=True)
class Remarked:
    """A draft with everything that was said about it and has been let go."""

    beside: Sequence[Beside]
    #: About all of it, or about a paragraph that is not in the draft.
    about_all: Sequence[Remark]
    count: int


def remarks(check: Check) -> Sequence[Remark]:
    """What was said about a draft and has been let go. One query."""
    return hosting.remarks(KIND, str(check.pk))


def remarked(check: Check, draft: DraftShown) -> Remarked:
    """The same in the order of the draft. One query."""
    found = remarks(check)
    by_paragraph: defaultdict[str, list[Remark]] = defaultdict(list)
    for remark in found:
        by_paragraph[remark.about].append(remark)
    beside = [Beside(one, by_paragraph.pop(one.key, ()) if one.key else ()) for one in draft.paragraphs]
    left = [remark for some in by_paragraph.values() for remark in some]
    return Remarked(beside, left, len(found))
