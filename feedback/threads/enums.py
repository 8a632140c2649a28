"""States and choices of threads and contributions. Values are stored; never change them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """Where a contribution stands."""

    HELD = "held", pgettext_lazy("a contribution", "Held")
    PUBLISHED = "published", pgettext_lazy("a contribution", "Published")
    RETURNED = "returned", pgettext_lazy("a contribution", "Returned")
    DECLINED = "declined", pgettext_lazy("a contribution", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("a contribution", "Withdrawn")
    ESCALATED = "escalated", pgettext_lazy("a contribution", "Escalated")


#: Whose words wait for a moderator, encrypted.
WAITING = (State.HELD, State.RETURNED, State.ESCALATED)

#: Allowed changes of state; everything else is refused (`threads.gate`).
ALLOWED: dict[State, frozenset[State]] = {
    State.HELD: frozenset(
        {State.PUBLISHED, State.RETURNED, State.DECLINED, State.ESCALATED, State.WITHDRAWN}
    ),
    # A change by its author brings it back to the queue.
    State.RETURNED: frozenset({State.HELD, State.DECLINED, State.ESCALATED, State.WITHDRAWN}),
    State.ESCALATED: frozenset({State.HELD, State.RETURNED, State.DECLINED, State.WITHDRAWN}),
    # Taken down after a report, or changed by its author.
    State.PUBLISHED: frozenset({State.HELD, State.DECLINED, State.ESCALATED, State.WITHDRAWN}),
    State.DECLINED: frozenset({State.HELD, State.WITHDRAWN}),
    State.WITHDRAWN: frozenset(),
}


class Reason(models.TextChoices):
    """Why a contribution is not shown, from the published community rules."""

    NAMES_SOMEBODY = "names-somebody", _("It names somebody or could give somebody away.")
    THREATENS = "threatens", _("It threatens or insults somebody.")
    SECURITY = "security", _("It could put a prison or somebody in it in danger.")
    OFF_TOPIC = "off-topic", _("It is about something else.")
    REPEATED = "repeated", _("The same words came more than once.")
    ADVERT = "advert", _("It sells something.")
    UNLAWFUL = "unlawful", _("The law does not let us show it.")


class Basis(models.TextChoices):
    """On what basis people are asked."""

    INVOLVEMENT = "involvement", _("involvement")
    EVALUATION = "evaluation", _("evaluation")
    RESEARCH = "research", _("research")


class Access(models.TextChoices):
    """Who may answer a thread."""

    OPEN = "open", _("Anybody")
    BY_CODE = "by-code", _("Whoever has a code from one of our slips")


class Face(models.IntegerChoices):
    """How something is, as one of five faces."""

    VERY_BAD = 1, _("Very bad")
    BAD = 2, _("Bad")
    BETWEEN = 3, _("In between")
    GOOD = 4, _("Good")
    VERY_GOOD = 5, _("Very good")


class Warns(models.TextChoices):
    """What a content warning tells before the words."""

    SELF_HARM = "self-harm", _("self-harm or suicide")
    VIOLENCE = "violence", _("violence")
    ABUSE = "abuse", _("abuse")
    DRUGS = "drugs", _("drugs or drink")
    DEATH = "death", _("death")


class ResponseKind(models.TextChoices):
    """What an official response says."""

    EXPLAINED = "explained", _("Thank you, and why things are as they are")
    WILL_DO = "will-do", _("We will do this")
    DONE = "done", _("Done")
    CANNOT = "cannot", _("We cannot, because")


class ReportReason(models.TextChoices):
    """Why a reader reports something published."""

    NAMES_SOMEBODY = "names-somebody", _("It could give somebody away")
    ABOUT_ME = "about-me", _("It is about me")
    RISK = "risk", _("Somebody may be in danger")
    UNKIND = "unkind", _("It is threatening or insulting")
    OTHER = "other", _("Something else")


class HappenedToo(models.TextChoices):
    """How many said "this happened to me too", as it is shown: never a number."""

    FEW = "few", _("A few say this happened to them too")
    MANY = "many", _("Many say this happened to them too")
