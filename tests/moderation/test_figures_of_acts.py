"""What moderators did in a month, as the figures of threads are given it."""

import datetime

import pytest

from feedback.moderation import figures_of_acts
from feedback.moderation.enums import ModerationAct
from feedback.moderation.models import LogEntry
from feedback.threads import sockets
from feedback.threads.sockets import Done
from tests.factories.moderation import arrived

pytestmark = pytest.mark.django_db
BEGINS, ENDS = datetime.date(2026, 10, 1), datetime.date(2026, 11, 1)


def done(act, day, *, reason="", item=None):
    LogEntry.objects.create(contribution=(item or arrived()).contribution, act=act, day=day, reason=reason)


@pytest.mark.database
def test_each_contribution_counts_once_in_the_month_in_which_something_was_done_with_it():
    twice = arrived()
    for day in (BEGINS, ENDS - datetime.timedelta(days=1)):
        done(ModerationAct.RETURNED, day, item=twice)
    for day in (BEGINS - datetime.timedelta(days=1), ENDS):
        for act in (ModerationAct.RETURNED, ModerationAct.ESCALATED):
            done(act, day)
        done(ModerationAct.DECLINED, day, reason="advert")
    done(ModerationAct.ESCALATED, BEGINS)
    done(ModerationAct.DECLINED, BEGINS, reason="advert", item=twice)
    done(ModerationAct.DECLINED, BEGINS, reason="advert", item=twice)
    done(ModerationAct.DECLINED, BEGINS, reason="advert")
    done(ModerationAct.DECLINED, BEGINS, reason="off-topic")
    done(ModerationAct.DECLINED, BEGINS, reason="none of the rules")
    done(ModerationAct.PUBLISHED, BEGINS)

    found = figures_of_acts.done_between(BEGINS, ENDS)
    assert found == Done(returned=1, escalated=1, declined={"advert": 2, "off-topic": 1})


def test_these_are_what_the_public_figures_are_made_of():
    assert sockets.done_between.get("moderation") is figures_of_acts.done_between
