"""The journey stages as they come: the list is a setting, changed in Wagtail's admin."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from vocabulary.models import JourneyStage


class Stage(NamedTuple):
    """A stage at set-up; afterwards the row is what counts."""

    key: str
    name: str
    short_name: str
    explanation: str


#: Approved premises alone tells a risk level: always shown together with probation.
AT_SET_UP = (
    Stage("court", "On remand or at court", "At court", "Before a sentence, or waiting for one."),
    Stage("early-days", "Early days in custody", "Early days", "The first weeks in prison."),
    Stage(
        "in-custody", "In custody", "In custody", "The time in prison between the first weeks and the last."
    ),
    Stage(
        "preparing-for-release",
        "Preparing for release",
        "Before release",
        "About the last 12 weeks in prison.",
    ),
    Stage("through-the-gate", "Through the gate", "The gate", "The move from prison to the community."),
    Stage(
        "probation",
        "On probation or in approved premises",
        "On probation",
        "Under supervision after release, or instead of prison.",
    ),
    Stage("community", "In the community", "Community", "Life outside, after or without supervision."),
    Stage("recalled", "Recalled", "Recalled", "Sent back to prison while on licence."),
)


def all_stages() -> list["JourneyStage"]:
    """Return the stages along the journey, in their order. One query."""
    from vocabulary.models import JourneyStage

    return list(JourneyStage.objects.all())


def stages_by_key() -> dict[str, "JourneyStage"]:
    """Return the stages by their keys, in their order, to name many at once. One query."""
    return {stage.key: stage for stage in all_stages()}


def stage_choices() -> list[tuple[str, str]]:
    """Return the stages for a select, as they stand now. One query."""
    return [(stage.key, stage.name) for stage in all_stages()]
