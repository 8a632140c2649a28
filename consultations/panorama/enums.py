"""What is counted, and by what. Values are stored."""

from django.db import models
from django.utils.translation import pgettext_lazy


class What(models.TextChoices):
    """What is counted."""

    ANSWERS = "answers", pgettext_lazy("counted", "Answers")
    POINTS = "points", pgettext_lazy("counted", "Points raised at events")
    PEOPLE = "people", pgettext_lazy("counted", "People at events")
    QUESTIONS = "questions", pgettext_lazy("counted", "Questions put to people")
    EVENTS = "events", pgettext_lazy("counted", "Events")
    VOTES = "votes", pgettext_lazy("counted", "Votes that are over")
    PAPERS = "papers", pgettext_lazy("counted", "Papers counted in them")


#: Counted when the box was emptied, and when a vote is over; at no other time.
AT_EMPTYING = frozenset({What.ANSWERS, What.POINTS, What.PEOPLE, What.QUESTIONS, What.EVENTS})
AT_CLOSING = frozenset({What.VOTES, What.PAPERS})


class By(models.TextChoices):
    """By what it is told apart."""

    ALL = "all", pgettext_lazy("counted", "all together")
    GROUP = "group", pgettext_lazy("counted", "group")
    STAGE = "stage", pgettext_lazy("counted", "part of the journey")
    PLACE = "place", pgettext_lazy("counted", "place")
    THEME = "theme", pgettext_lazy("counted", "theme")
