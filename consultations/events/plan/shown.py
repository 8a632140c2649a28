"""What an event's page says before the event: what it is for, how to come, what is promised and asked.

Ready to print, like `showing`: templates compute nothing.
"""

import datetime
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.events.calendars.files import fits_a_calendar
from consultations.events.enums import (
    WAITS_FOR_A_SUMMARY,
    Basis,
    ConsentKind,
    EventFormat,
    EventStanding,
    RegistrationStanding,
)
from consultations.events.sockets import ComingShown, how_to_come
from consultations.events.standing import PublicState, as_published, closes_at, is_over_at, registration_of
from ui.clock import clock
from vocabulary.role_groups import RoleGroup

#: A label and the words that go with it, each an editor's.
Told = tuple[str, str]


class PlanShown:
    """The plan of an event as its page prints it at a moment."""

    def __init__(self, page: Any, now: datetime.datetime) -> None:
        self.page = page
        self.now = now
        self.state: PublicState = as_published(page, now)

    @property
    def before(self) -> bool:
        """Whether it is still of use: the event lies ahead or is going on."""
        return self.state.ahead or self.state.running

    @cached_property
    def coming(self) -> ComingShown | None:
        """Where people register, while they can. One query, or none."""
        if registration_of(self.page, self.now) is not RegistrationStanding.OPEN:
            return None
        return how_to_come([self.page.pk]).get(self.page.pk)

    @property
    def coming_label(self) -> str:
        """What the button says."""
        full = self.coming is not None and self.coming.full
        return _("Join the waiting list") if full else _("I would like to come")

    @property
    def registration_text(self) -> str:
        """Whether one can register, and until when, in a sentence or two; empty if nobody has to."""
        match self.state.registration:
            case RegistrationStanding.NOT_YET:
                return _("You can register from %(moment)s.") % {
                    "moment": self._moment(self.page.registration_opens)
                }
            case RegistrationStanding.OPEN if self.coming is not None:
                return " ".join(filter(None, [self.coming.text, self._until_text]))
            case RegistrationStanding.CLOSED if self.state.ahead:
                return _("Registration has closed.")
        return ""

    @property
    def _until_text(self) -> str:
        """Until when one can register, if that is not simply until it begins."""
        closes = closes_at(self.page)
        return (
            ""
            if closes == self.page.begins
            else _("Register by %(moment)s.") % {"moment": self._moment(closes)}
        )

    @property
    def running_text(self) -> str:
        """That it is going on, while it is: "Going on now, until 16:00 (4pm)."."""
        if not self.state.running:
            return ""
        if self.page.ends is None:
            return _("Going on now.")
        return _("Going on now, until %(time)s.") % {"time": clock(self.page.ends.time())}

    @property
    def calendar_url(self) -> str:
        """The file for a calendar; empty if its day is not known exactly or it is over."""
        wanted = self.before or (self.cancelled and self.now < is_over_at(self.page))
        there = wanted and self.page.live and fits_a_calendar(self.page)
        return reverse("events:calendar", args=[self.page.slug]) if there else ""

    @property
    def calendar_label(self) -> str:
        """What the link to that file says."""
        return (
            _("Tell your calendar that it is cancelled") if self.cancelled else _("Add it to your calendar")
        )

    @property
    def cancelled(self) -> bool:
        """Whether it does not take place."""
        return self.state.standing is EventStanding.CANCELLED

    @property
    def ends_text(self) -> str:
        """When it ends, if that is known: "16:00 (4pm)", with the day if it is another."""
        ends = self.page.ends
        if ends is None or not self.before:
            return ""
        return clock(ends.time()) if ends.date() == self.page.day else self._moment(ends)

    @property
    def places_text(self) -> str:
        """How many places there are and for whom some are kept; never how many of these are free."""
        if not self.page.takes_registrations or not self.page.capacity:
            return ""
        number = ngettext("%(number)d place", "%(number)d places", self.page.capacity)
        text = number % {"number": self.page.capacity}
        kept = [str(RoleGroup(block.value["group"]).label) for block in self.page.reserved]
        if not kept:
            return text
        return _("%(places)s, some of them kept for %(groups)s") % {
            "places": text,
            "groups": get_text_list(kept, _("and")),
        }

    @property
    def topics(self) -> list[tuple[str, list[str]]]:
        """What will be talked about, each topic with its questions."""
        return [(block.value["title"], list(block.value["questions"])) for block in self.page.agenda]

    @property
    def promise(self) -> list[Told]:
        """What can change, who decides, and by when people hear of it."""
        return _told(
            (_("What can change"), self.page.can_change),
            (_("Who decides"), self.page.who_decides),
            (_("You hear what came of it by"), self._answer_by),
        )

    @property
    def owed(self) -> str:
        """By when people hear what came of it, once it is over and as long as there is no summary."""
        if not self.page.answer_by or self.state.standing not in WAITS_FOR_A_SUMMARY:
            return ""
        late = self.page.answer_by < timezone.localdate(self.now)
        return _("%(day)s. We are late.") % {"day": self._answer_by} if late else self._answer_by

    @property
    def _answer_by(self) -> str:
        return date_format(self.page.answer_by, "j F Y") if self.page.answer_by else ""

    @property
    def agreements(self) -> list[Told]:
        """What people are asked to agree to, one by one."""
        return [
            (str(ConsentKind(block.value["kind"]).label), block.value["text"]) for block in self.page.consents
        ]

    @property
    def access_heading(self) -> str:
        """What the words on access are about."""
        online = self.page.format == EventFormat.ONLINE
        return _("Joining online") if online else _("Getting there and getting in")

    @property
    def money(self) -> list[Told]:
        """What is paid back, what is paid, and what people in prison get instead."""
        return _told(
            (_("Expenses"), self.page.expenses),
            (_("Payment"), self.page.payment),
            (_("For people in prison"), self.page.payment_inside),
        )

    @property
    def leads(self) -> list[Told]:
        """Who leads it, each with what they do there."""
        return [(block.value["name"], block.value["role"] or "") for block in self.page.facilitators]

    @property
    def basis(self) -> str:
        """On what basis people are brought together, with what that means for them."""
        meanings = {
            Basis.INVOLVEMENT: _("This is involvement: you help to shape something. It is not research."),
            Basis.EVALUATION: _("This is an evaluation: you say how something works. It is not research."),
            Basis.RESEARCH: _("This is research. It has been checked before we ask."),
        }
        return meanings[Basis(self.page.basis)]

    def _moment(self, moment: datetime.datetime) -> str:
        """A day and a time, whole, by the clock of the event."""
        local = moment.astimezone(self.page.zone)
        return _("%(day)s at %(time)s") % {
            "day": date_format(local, "l j F Y"),
            "time": clock(local.time()),
        }


def _told(*pairs: Told) -> list[Told]:
    """Those of which something is said."""
    return [(label, words) for label, words in pairs if words]
