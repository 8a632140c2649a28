"""Every role, every address, every method: who gets in is what the table says, and nothing more.

The addresses come from the URL configuration, so that a new one is tested on
the day it is made: it fails here until the table says whose it is.
"""

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.utils import timezone
from wagtail.contrib.settings.registry import registry
from wagtail.models import Page, Site, Workflow

from consultations.ballots.enums import BallotState
from consultations.ballots.models import Ballot, RollEntry
from consultations.events.check import checking
from consultations.proposals import authors
from consultations.proposals.models import ComesFrom
from feedback.letterbox.models import ClosedDay
from feedback.moderation import escalating
from feedback.moderation.enums import DraftState
from feedback.moderation.models import Absence, AnswerTemplate, ResponseDraft, SaferCustodyContact
from feedback.threads import keys
from feedback.threads.enums import Basis, ResponseKind
from people import inviting
from people.doors import MembersDoorMiddleware
from people.models import Invitation, Person
from people.permission_groups import PermissionGroup as Group
from sealing.random_keys import random_key
from tests.attacks.addresses import ROOMS, room_of_module
from tests.databases import made_once
from tests.factories import ballots, directory, notetaking, outcomes, pilots, proposals, registrations
from tests.factories.events import EventFactory, point, record, topic
from tests.factories.moderation import arrived
from tests.factories.people import PersonFactory, PlaceFactory
from tests.factories.questions import thread_of, thread_page
from tests.factories.threads import CodeSheetFactory, ThreadFactory
from tests.house import HOUSE
from vocabulary.role_groups import RoleGroup

NOBODY_SIGNED_IN = "nobody signed in"
NO_GROUP = "no group"
ROLES = [NOBODY_SIGNED_IN, NO_GROUP, *Group.values]
SIGNED_IN = frozenset(ROLES) - {NOBODY_SIGNED_IN}
ANYBODY = frozenset(ROLES)
NOBODY: frozenset[str] = frozenset()
ADMINISTRATORS = frozenset({Group.ADMINISTRATOR.value})
FACILITATORS = frozenset({Group.FACILITATOR.value})
RESEARCHERS = frozenset({Group.RESEARCHER.value})
INVITERS = ADMINISTRATORS | FACILITATORS
SAFEGUARDING = frozenset({Group.SAFEGUARDING_LEAD.value, Group.SAFEGUARDING_DEPUTY.value})
MODERATORS = FACILITATORS | SAFEGUARDING
RESPONDERS = frozenset({Group.RESPONDER.value})
PUBLISHERS = frozenset({Group.PUBLISHER.value})
RESPOND = RESPONDERS | FACILITATORS | PUBLISHERS
REPORTERS = RESEARCHERS | PUBLISHERS
SEE_CHECKS = REPORTERS | FACILITATORS
TAKE_NOTES = RESEARCHERS | FACILITATORS
READ_NOTES = TAKE_NOTES | PUBLISHERS
CMS = frozenset({Group.ADMINISTRATOR.value, Group.RESEARCHER.value, Group.PUBLISHER.value})

#: Address by name: who may read it (GET), who may act on it (POST). All else is refused to all.
TABLE = {
    "members:home": (SIGNED_IN, NOBODY),
    "members:settings": (SIGNED_IN, SIGNED_IN),
    "members:my-data": (SIGNED_IN, SIGNED_IN),
    "members:sign-out-everywhere": (NOBODY, SIGNED_IN),
    "members:close-account": (SIGNED_IN, SIGNED_IN),
    "members:people": (ADMINISTRATORS, NOBODY),
    "members:person": (ADMINISTRATORS, ADMINISTRATORS),
    "members:access": (NOBODY, ADMINISTRATORS),
    "members:invitations": (INVITERS, NOBODY),
    "members:invite": (INVITERS, INVITERS),
    "members:invite-list": (INVITERS, INVITERS),
    "members:invitation-resend": (NOBODY, ADMINISTRATORS),  # the sample is an administrator's
    "members:invitation-withdraw": (NOBODY, ADMINISTRATORS),
    "members:invitation-join": (ANYBODY, ANYBODY),
    "members:closed": (ANYBODY, NOBODY),
    # Coming to events: oneself, for everybody who is signed in; lists, the door and who is to be told are for
    # facilitators. The sample is a guest on the list of an event that is open.
    "registrations-members:list": (SIGNED_IN, NOBODY),
    "registrations-members:come": (SIGNED_IN, SIGNED_IN),
    "registrations-members:cancel": (SIGNED_IN, SIGNED_IN),
    "registrations-members:people": (FACILITATORS, NOBODY),
    "registrations-members:group": (FACILITATORS, FACILITATORS),
    "registrations-members:one": (FACILITATORS, FACILITATORS),
    "registrations-members:take-off": (FACILITATORS, FACILITATORS),
    "registrations-members:check-in": (FACILITATORS, NOBODY),
    "registrations-members:came": (NOBODY, FACILITATORS),
    "registrations-members:walk-in": (NOBODY, FACILITATORS),
    "registrations-members:numbers": (NOBODY, FACILITATORS),
    "registrations-members:to-tell": (FACILITATORS, NOBODY),
    "registrations-members:told": (NOBODY, FACILITATORS),
    "registrations-members:joining": (TAKE_NOTES, TAKE_NOTES),
    # What one follows: one's own, for everybody who is signed in.
    "following:overview": (SIGNED_IN, SIGNED_IN),
    "following:choose": (SIGNED_IN, SIGNED_IN),
    "following:follow": (NOBODY, SIGNED_IN),
    "following:unfollow": (NOBODY, SIGNED_IN),
    # Trying, opening and closing threads.
    "questions:threads": (FACILITATORS, NOBODY),
    "questions:thread": (FACILITATORS, NOBODY),
    "questions:rehearse": (FACILITATORS, NOBODY),
    "questions:rehearse-say": (FACILITATORS, FACILITATORS),
    "questions:rehearsed": (NOBODY, FACILITATORS),
    "questions:open": (NOBODY, FACILITATORS),
    "questions:close": (FACILITATORS, FACILITATORS),
    "questions:reopen": (NOBODY, FACILITATORS),
    # A draft that is shown to those who took part.
    "event-check:check": (SEE_CHECKS, NOBODY),
    "event-check:print": (SEE_CHECKS, NOBODY),
    "event-check:open": (NOBODY, REPORTERS),
    "event-check:code": (NOBODY, REPORTERS),
    "event-check:end": (NOBODY, REPORTERS),
    "event-check:paper": (NOBODY, SEE_CHECKS),
    # The queue. The sample is an answer that waits; who may do what in other situations is tried in
    # tests/moderation/test_permissions.py.
    "moderation:queue": (MODERATORS, NOBODY),
    "moderation:item": (FACILITATORS, NOBODY),
    "moderation:publish": (NOBODY, FACILITATORS),
    "moderation:redact": (FACILITATORS, FACILITATORS),
    "moderation:undo": (NOBODY, FACILITATORS),
    "moderation:write": (FACILITATORS, FACILITATORS),
    "moderation:decline": (FACILITATORS, FACILITATORS),
    "moderation:close": (NOBODY, FACILITATORS),
    "moderation:reopen": (NOBODY, FACILITATORS),
    "moderation:take-down": (NOBODY, FACILITATORS),
    "moderation:keep": (NOBODY, FACILITATORS),
    "moderation:tags": (FACILITATORS, FACILITATORS),
    "moderation:note": (NOBODY, FACILITATORS),
    "moderation:claim": (NOBODY, FACILITATORS),
    "moderation:take-over": (NOBODY, FACILITATORS),
    "moderation:release": (NOBODY, FACILITATORS),
    "moderation:hand-over": (FACILITATORS, FACILITATORS),
    "moderation:escalate": (FACILITATORS, FACILITATORS),
    # The sample of these was given to safeguarding.
    "moderation:pass-on": (SAFEGUARDING, SAFEGUARDING),
    "moderation:case-sheet": (SAFEGUARDING, NOBODY),
    "moderation:settle": (NOBODY, SAFEGUARDING),
    "moderation:safeguarding": (SAFEGUARDING, NOBODY),
    "moderation:be-away": (SAFEGUARDING, SAFEGUARDING),
    "moderation:be-back": (NOBODY, frozenset({Group.SAFEGUARDING_LEAD.value})),  # the sample is the lead's
    "moderation:contacts": (MODERATORS, NOBODY),
    "moderation:contact-new": (SAFEGUARDING, SAFEGUARDING),
    "moderation:contact": (SAFEGUARDING, SAFEGUARDING),
    "moderation:contact-forget": (NOBODY, SAFEGUARDING),
    "moderation:hours": (MODERATORS, MODERATORS),
    "moderation:close-day": (NOBODY, MODERATORS),
    "moderation:open-day": (NOBODY, MODERATORS),
    "moderation:templates": (FACILITATORS, NOBODY),
    "moderation:template-new": (FACILITATORS, FACILITATORS),
    "moderation:template": (FACILITATORS, FACILITATORS),
    "moderation:template-delete": (NOBODY, FACILITATORS),
    # Responses. The sample was drafted by the responder and waits for a publisher.
    "moderation:responses": (RESPOND, NOBODY),
    "moderation:response-new": (RESPOND, RESPOND),
    "moderation:response": (RESPOND, RESPONDERS | FACILITATORS),
    "moderation:response-hand-in": (NOBODY, RESPONDERS | FACILITATORS),
    "moderation:response-approve": (NOBODY, PUBLISHERS),
    "moderation:response-send-back": (NOBODY, PUBLISHERS),
    "moderation:response-drop": (NOBODY, RESPONDERS | FACILITATORS),
    # Paper.
    "moderation:codes": (FACILITATORS, FACILITATORS),
    "moderation:codes-revoke": (NOBODY, FACILITATORS),
    "moderation:paper": (FACILITATORS, FACILITATORS),
    # Proposals. The sample is open for ideas, written by others together with a panel, for which facilitators
    # type; other roles and states: tests/proposals/test_permissions.py.
    "proposals-members:proposals": (SIGNED_IN, NOBODY),
    "proposals-members:new": (SIGNED_IN, SIGNED_IN),
    "proposals-members:from-words": (FACILITATORS, FACILITATORS),
    "proposals-members:reports": (FACILITATORS, NOBODY),
    "proposals-members:proposal": (SIGNED_IN, NOBODY),
    "proposals-members:step": (FACILITATORS, FACILITATORS),
    "proposals-members:prolong": (NOBODY, FACILITATORS),
    "proposals-members:edit": (FACILITATORS, FACILITATORS),
    "proposals-members:evidence": (FACILITATORS, FACILITATORS),
    "proposals-members:evidence-document": (NOBODY, FACILITATORS),
    "proposals-members:evidence-remove": (NOBODY, FACILITATORS),
    "proposals-members:authors": (SIGNED_IN, NOBODY),
    "proposals-members:invite": (NOBODY, FACILITATORS),
    "proposals-members:panel": (NOBODY, FACILITATORS),
    "proposals-members:join": (NOBODY, NOBODY),  # nobody here was asked
    "proposals-members:say-no": (NOBODY, NOBODY),
    "proposals-members:leave": (NOBODY, NOBODY),
    "proposals-members:author-remove": (NOBODY, FACILITATORS),  # the sample is the panel
    "proposals-members:suggest": (SIGNED_IN, SIGNED_IN),
    "proposals-members:suggestions": (SIGNED_IN, NOBODY),
    "proposals-members:suggestion": (SIGNED_IN, NOBODY),
    "proposals-members:take-up": (NOBODY, FACILITATORS),
    "proposals-members:decline": (NOBODY, FACILITATORS),
    "proposals-members:support": (NOBODY, SIGNED_IN),
    "proposals-members:unsupport": (NOBODY, SIGNED_IN),
    "proposals-members:take-back": (NOBODY, NOBODY),
    "proposals-members:comment": (SIGNED_IN, SIGNED_IN),
    "proposals-members:comment-change": (NOBODY, NOBODY),
    "proposals-members:report": (SIGNED_IN, SIGNED_IN),
    "proposals-members:hide": (FACILITATORS, FACILITATORS),
    "proposals-members:show-again": (NOBODY, FACILITATORS),
    "proposals-members:let-stand": (NOBODY, FACILITATORS),
    # Votes. The sample is open, set up by the facilitator, and everybody is on its roll; other states:
    # tests/ballots/test_set_up_pages.py.
    "ballots-members:list": (SIGNED_IN, NOBODY),
    "ballots-members:new": (FACILITATORS, FACILITATORS),
    "ballots-members:ballot": (SIGNED_IN, NOBODY),
    "ballots-members:vote": (SIGNED_IN, SIGNED_IN),
    "ballots-members:voted": (SIGNED_IN, NOBODY),
    "ballots-members:change": (FACILITATORS, FACILITATORS),
    "ballots-members:take-away": (NOBODY, FACILITATORS),
    "ballots-members:open": (FACILITATORS, FACILITATORS),
    "ballots-members:resume": (NOBODY, FACILITATORS),
    "ballots-members:cancel": (FACILITATORS, FACILITATORS),
    "ballots-members:parts": (FACILITATORS, FACILITATORS),  # nobody holds a part of the sample's key
    "ballots-members:slips": (FACILITATORS, FACILITATORS),
    "ballots-members:take-back": (NOBODY, FACILITATORS),
    "ballots-members:paper": (FACILITATORS, FACILITATORS),
    # Decisions and steps; 404 for all where there is none: tests/outcomes.
    "outcomes-members:decisions": (SIGNED_IN, NOBODY),
    "outcomes-members:decide": (FACILITATORS, FACILITATORS),
    "outcomes-members:decision": (SIGNED_IN, NOBODY),
    "outcomes-members:reword": (FACILITATORS, FACILITATORS),
    "outcomes-members:add-step": (FACILITATORS, FACILITATORS),
    "outcomes-members:plan-step": (FACILITATORS, FACILITATORS),
    "outcomes-members:tell": (FACILITATORS, FACILITATORS),
    # The directory: all here are link workers; the sample is kept by the facilitator: tests/directory.
    "directory-members:entries": (SIGNED_IN, NOBODY),
    "directory-members:places": (FACILITATORS, NOBODY),
    "directory-members:opening": (FACILITATORS, FACILITATORS),
    "directory-members:list": (FACILITATORS, FACILITATORS),
    "directory-members:list-look": (FACILITATORS, FACILITATORS),
    "directory-members:list-drop": (NOBODY, FACILITATORS),
    "directory-members:add": (SIGNED_IN, SIGNED_IN),
    "directory-members:entry": (FACILITATORS, FACILITATORS),
    "directory-members:confirm": (NOBODY, FACILITATORS),
    "directory-members:take-out": (NOBODY, FACILITATORS),
    # Pilots with their cycles and measures; 404 for all where there is none: tests/pilots.
    "pilots-members:pilots": (FACILITATORS, NOBODY),
    "pilots-members:start": (FACILITATORS, FACILITATORS),
    "pilots-members:pilot": (FACILITATORS, NOBODY),
    "pilots-members:write": (FACILITATORS, FACILITATORS),
    "pilots-members:show": (NOBODY, FACILITATORS),
    "pilots-members:start-cycle": (FACILITATORS, FACILITATORS),
    "pilots-members:change-cycle": (FACILITATORS, FACILITATORS),
    "pilots-members:add-measure": (FACILITATORS, FACILITATORS),
    "pilots-members:change-measure": (FACILITATORS, FACILITATORS),
    "pilots-members:values": (FACILITATORS, FACILITATORS),
    "pilots-members:take-in": (FACILITATORS, FACILITATORS),
    # Reports and exports; 404 where there is no such event: tests/reporting/test_pages.py.
    "reporting:reports": (REPORTERS, NOBODY),
    "reporting:months": (REPORTERS, NOBODY),
    "reporting:months-file": (REPORTERS, NOBODY),
    "reporting:report": (REPORTERS, REPORTERS),
    "reporting:open-again": (NOBODY, REPORTERS),
    "reporting:event-file": (REPORTERS, NOBODY),
    # Notes of an event at which nobody else was asked to take any; scribes: tests/notetaking.
    "notetaking:events": (SIGNED_IN, NOBODY),
    "notetaking:notes": (READ_NOTES, TAKE_NOTES),
    "notetaking:caught": (READ_NOTES, NOBODY),
    "notetaking:all": (READ_NOTES, NOBODY),
    "notetaking:note": (TAKE_NOTES, TAKE_NOTES),
    "notetaking:remove": (NOBODY, TAKE_NOTES),
    "notetaking:wall": (READ_NOTES, NOBODY),
    "notetaking:wall-points": (READ_NOTES, NOBODY),
    "notetaking:list": (TAKE_NOTES, TAKE_NOTES),
    "notetaking:list-look": (TAKE_NOTES, TAKE_NOTES),
    "notetaking:list-drop": (NOBODY, TAKE_NOTES),
    "notetaking:draft": (REPORTERS, REPORTERS),
    "notetaking:scribes": (TAKE_NOTES, TAKE_NOTES),
    "notetaking:let-go": (NOBODY, TAKE_NOTES),
    # Answers for research.
    "moderation:research": (RESEARCHERS, NOBODY),
    "moderation:research-take-out": (NOBODY, RESEARCHERS),
    # Wagtail's own doors, which lead to ours.
    "cms-sign-in": (CMS, CMS),
    "cms-sign-out": (CMS, CMS),
    "cms-account": (CMS, CMS),
    "cms-forgotten": (CMS, CMS),
    "cms-people": (CMS, CMS),
    # The demo's, which is not there unless it is a demo: 404 for all.
    "demo-sign-in": (ANYBODY, ANYBODY),
}
#: allauth's: everything about one's own account. Anonymous people get in only where one signs in.
FOR_SIGNED_IN = {
    "account_reauthenticate", "account_email", "account_change_password", "account_set_password",
    "mfa_index", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp",
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
    "mfa_list_webauthn", "mfa_add_webauthn", "mfa_reauthenticate_webauthn", "mfa_remove_webauthn",
    "mfa_edit_webauthn",
}  # fmt: skip
FOR_ANYBODY = {
    "account_login", "account_logout", "account_inactive", "account_email_verification_sent",
    "account_confirm_email", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done", "account_confirm_login_code",
    "mfa_authenticate", "mfa_login_webauthn",
}  # fmt: skip
FOR_NOBODY = {"account_signup"}
#: Where views of ours are.
OURS = (
    "people.",
    "following.",
    "demo.",
    "feedback.questions.",
    "feedback.moderation.",
    "consultations.proposals.",
    "consultations.ballots.",
    "consultations.registrations.",
    "consultations.events.",
    "consultations.reporting.",
    "consultations.notetaking.",
    "consultations.outcomes.",
    "consultations.pilots.",
    "consultations.directory.",
)
#: What is done with the draft of a response.
ON_DRAFTS = ("hand-in", "approve", "send-back", "drop")
OTHER_METHODS = ("HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")


@dataclass(frozen=True)
class Address:
    """One pattern of the URL configuration."""

    name: str
    route: str
    pattern: URLPattern
    module: str


def addresses() -> Iterator[Address]:
    """Every pattern below /members/."""
    yield from (address for address in _walk(get_resolver(), "", "") if address.route.startswith("members/"))


def _walk(resolver: URLResolver, route: str, namespace: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        whole = route + str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, whole, inner)
        else:
            view = getattr(pattern.callback, "view_class", pattern.callback)
            yield Address(f"{namespace}{pattern.name}", whole, pattern, view.__module__)


def ours() -> list[Address]:
    return [address for address in addresses() if address.module.startswith(OURS)]


def allauths() -> list[Address]:
    return [
        address
        for address in addresses()
        if address.name.startswith(("account_", "mfa_")) and address.route.startswith("members/account/")
    ]


def wagtails() -> list[Address]:
    known = {address.route for address in ours()}
    return [
        address
        for address in addresses()
        if address.route.startswith("members/cms/") and address.route not in known
    ]


class World:
    """A client for each role, and something for each address to be about."""

    def __init__(self) -> None:
        # One client for all, its cookies taken away each time: making one costs more than a request.
        self.client = Client(raise_request_exception=False)
        self.people = {role: self._person(role) for role in ROLES if role != NOBODY_SIGNED_IN}
        self.cookies = {role: self._cookie(person) for role, person in self.people.items()}
        boss = self.people[Group.ADMINISTRATOR.value]
        PersonFactory(group=Group.ADMINISTRATOR, second_step=True)
        self.subject = PersonFactory(group=Group.MEMBER)
        self.invitation, self.token = inviting.offer("new@example.org", by=boss, role_group=RoleGroup.FAMILY)
        PlaceFactory()
        self.thread = thread_of(thread_page())
        self.moderated = _moderated(self.people)

    def as_made(self) -> "World":
        """The same world, with rows in memory and a client that no test has used."""
        mine = copy.copy(self)
        mine.client = Client(raise_request_exception=False)
        mine.people, mine.subject, mine.invitation, mine.thread = copy.deepcopy(
            (self.people, self.subject, self.invitation, self.thread)
        )
        return mine

    def _person(self, role: str) -> Person:
        return PersonFactory(group=None if role == NO_GROUP else Group(role), second_step=True)

    def _cookie(self, person: Person) -> str:
        client = Client()
        client.force_login(person)
        return client.cookies["sessionid"].value

    def ask(self, role: str, method: str, path: str, data: dict | None = None):
        """The answer to one request; whatever it changed is undone."""
        client = self.client
        client.cookies.clear()
        if role in self.cookies:
            client.cookies["sessionid"] = self.cookies[role]
        with transaction.atomic():
            response = client.generic(method, path) if method != "POST" else client.post(path, data or {})
            transaction.set_rollback(True)
        return response

    def subject_of(self, address: Address):
        """What an address is about."""
        if address.name.startswith("questions:"):
            return self.thread
        return self.invitation if "invitation" in address.name else self.subject

    def path(self, address: Address) -> str:
        """The address with its blanks filled in."""
        blanks = {
            "pk": self.subject_of(address).pk,
            "token": self.token,
            "rest": "",
            "key": "key",
            "uidb36": "a",
            **self.moderated.get(address.name, {}),
        }
        return "/" + fill(address, blanks)


def _moderated(people: dict[str, Person]) -> dict[str, dict[str, object]]:
    """What each address of the queue is about, by its name."""
    waiting, given = arrived("It was fine."), arrived("It was not.")
    escalating.escalate(given, by=people[Group.FACILITATOR.value], version=0)
    lead = people[Group.SAFEGUARDING_LEAD.value]
    today = timezone.localdate()
    absence = Absence.objects.create(person=lead, first_day=today, last_day=today)
    contact = SaferCustodyContact.objects.create(
        place=PlaceFactory(), name="Safer custody", phone="1", checked_on=today
    )
    closed = ClosedDay.objects.create(day=today)
    template = AnswerTemplate.objects.create(title="A name", words="Please take out the name.")
    rows = {"be-back": absence, "contact": contact, "contact-forget": contact, "open-day": closed}
    rows |= {"template": template, "template-delete": template}
    draft = ResponseDraft.objects.create(
        thread=waiting.contribution.thread, state=DraftState.WAITING, kind=ResponseKind.EXPLAINED,
        words="Thanks.",
        name="A name", role="A role", drafted_by=people[Group.RESPONDER.value], drafted_on=today,
    )  # fmt: skip
    rows |= dict.fromkeys(("response", *(f"response-{act}" for act in ON_DRAFTS)), draft)
    rows["codes-revoke"] = CodeSheetFactory(thread=waiting.contribution.thread)
    rows["research-take-out"] = ThreadFactory(basis=Basis.RESEARCH, references="NRC 2026-118")
    about: dict[str, dict[str, object]] = {f"moderation:{name}": {"pk": row.pk} for name, row in rows.items()}
    for name in TABLE:
        to_safeguarding = name in ("moderation:pass-on", "moderation:case-sheet", "moderation:settle")
        if name.startswith("moderation:") and name not in about:
            about[name] = {"key": keys.written(given.pk if to_safeguarding else waiting.pk)}
    facilitator = people[Group.FACILITATOR.value]
    voted_on = _voted_on(facilitator, list(people.values()))
    return {
        **about,
        **_proposed(facilitator),
        **_decided(facilitator),
        **_piloted(facilitator),
        **_directory(facilitator),
        **voted_on,
        **_noted(facilitator),
        **_registered(),
        **_checked(people),
    }


def _piloted(facilitator: Person) -> dict[str, dict[str, object]]:
    """What each address of pilots is about: one with a cycle and a measure."""
    made = pilots.pilot(by=facilitator)
    cycle, measure = pilots.cycle(made, by=facilitator), pilots.measure(made, by=facilitator)
    return {
        name: {"slug": made.slug, "pk": cycle.pk if name.endswith("cycle") else measure.pk}
        for name in TABLE
        if name.startswith("pilots-members:")
    }


def _decided(facilitator: Person) -> dict[str, dict[str, object]]:
    """What each address of decisions is about: one that stands, and a step of nobody's own."""
    made = outcomes.decision(by=facilitator)
    step = outcomes.step(made, by=facilitator)
    steps = ("outcomes-members:tell", "outcomes-members:plan-step")
    return {
        name: {"slug": made.proposal.slug, "key": step.key if name in steps else made.key}
        for name in TABLE
        if name.startswith("outcomes-members:")
    }


def _directory(facilitator: Person) -> dict[str, dict[str, object]]:
    """What each address of the directory is about: something on offer that the facilitator keeps."""
    one = directory.offer(by=facilitator)
    blanks: dict[str, object] = {"key": one.pk, "sort": "offers", "slug": one.place.slug}
    return {name: blanks for name in TABLE if name.startswith("directory-members:")}


def _checked(people: dict[str, Person]) -> dict[str, dict[str, object]]:
    """What each address of checks is about: a summary whose draft is shown to those who took part."""
    page = EventFactory(record=record(topic(points=[point()])))
    last_day = timezone.localdate() + timedelta(days=9)
    checking.open_check(page, closes_on=last_day, by=people[Group.RESEARCHER.value])
    return {name: {"pk": page.pk} for name in TABLE if name.startswith("event-check:")}


def _registered() -> dict[str, dict[str, object]]:
    """What each address of registrations is about: an event, and a guest on its list."""
    one = registrations.guest(registrations.open_event())
    blanks: dict[str, object] = {"pk": one.page_id, "key": one.pk}
    return {name: blanks for name in TABLE if name.startswith("registrations-members:")}


def _noted(facilitator: Person) -> dict[str, dict[str, object]]:
    """What each address of notes is about: an event, a note of it, and no list, which is nobody else's."""
    page = notetaking.event_today()
    made = notetaking.note(page, by=facilitator)
    blanks: dict[str, object] = {
        "pk": page.pk,
        "number": made.number,
        "person": facilitator.pk,
        "key": made.key,
    }
    return {name: blanks for name in TABLE if name.startswith("notetaking:")}


def _voted_on(facilitator: Person, everybody: list[Person]) -> dict[str, dict[str, object]]:
    """What each address of votes is about: an open one, with everybody on its roll and a sheet of codes."""
    made = ballots.draft(facilitator, by_code=True)
    ballots.slips(made, 1)
    Ballot.objects.filter(pk=made.pk).update(state=BallotState.OPEN)
    for person in everybody:
        RollEntry.objects.create(ballot=made, person=person, role_group=person.role_group, paper=random_key())
    blanks: dict[str, object] = {"slug": made.slug, "pk": made.sheets.get().pk}
    return {name: blanks for name in TABLE if name.startswith("ballots-members:")}


def _proposed(facilitator: Person) -> dict[str, dict[str, object]]:
    """What each address of proposals is about, by its name."""
    made = proposals.proposal()
    authors.add_panel(made, "A panel", by=facilitator)
    origin = ComesFrom.objects.create(proposal=made, kind="document", key="https://example.org", label="A")
    one, said = proposals.suggestion(made), proposals.comment(made)
    rows = {"evidence-remove": origin, "author-remove": made.authors.get(is_panel=True)}
    rows |= dict.fromkeys(("suggestion", "take-up", "decline", "support", "unsupport", "take-back"), one)
    rows |= dict.fromkeys(("comment-change", "report", "hide", "show-again", "let-stand"), said)
    names = [name.partition(":")[2] for name in TABLE if name.startswith("proposals-members:")]
    blanks: dict[str, object] = {"slug": made.slug, "part": "change"}
    return {
        f"proposals-members:{name}": {**blanks, **({"pk": rows[name].pk} if name in rows else {})}
        for name in names
    }


def fill(address: Address, blanks: dict) -> str:
    """The path of a pattern, each blank given its value or something of its kind."""

    def value(match: re.Match) -> str:
        name = match.group("name")
        kind = match.group("kind") or ""
        return str(blanks.get(name, "1" if kind.startswith("int") else "x"))

    route = re.sub(r"\(\?P(<\w+>)(?:[^()]|\([^()]*\))*\)", r"\1", address.route)
    route = route.replace("(?:users|groups)", "users")
    path = re.sub(r"<(?:(?P<kind>[^:>]+):)?(?P<name>\w+)>", value, route)
    path = re.sub(r"\((?!\?)[^()]*\)", "1", path)
    return path.replace("^", "").replace("$", "").replace("\\", "").replace("/?", "/")


@pytest.fixture(scope="module")
def world_for_all(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Made once, in a transaction that nobody commits: making it costs more than asking."""
    with made_once(django_db_blocker, World) as world:
        yield world


@pytest.fixture
def world(world_for_all: World, db: None) -> World:
    """The world as it was made: rows are rolled back, and nobody gets another test's copies of them."""
    return world_for_all.as_made()


def outcome(response) -> str:
    """What became of a request: let in, refused, sent to the door, or not a method of this address."""
    if response.status_code == 405:
        return "no such method"
    if response.status_code == 403:
        return "refused"
    if response.status_code == 302 and response.headers["Location"].startswith("/members/account/login/"):
        return "sent to the door"
    if response.status_code >= 500:
        return f"error {response.status_code}"
    return "let in"


def expected(role: str, allowed: frozenset[str]) -> set[str]:
    if role in allowed:
        return {"let in"}
    if not allowed:
        # Not a method of this address: said so, or stopped at the door before.
        return {"no such method", "sent to the door", "refused"}
    if role == NOBODY_SIGNED_IN:
        return {"sent to the door"}
    return {"refused"}


def test_every_address_of_ours_is_in_the_table():
    assert {address.name for address in ours()} - FOR_NOBODY - FOR_SIGNED_IN == set(TABLE)


def test_every_address_of_allauths_is_in_the_lists():
    assert {address.name for address in allauths()} == FOR_SIGNED_IN | FOR_ANYBODY | FOR_NOBODY


def room_of(name: str) -> str:
    """Whose addresses these are: the house's, or those of the room that gave them their first name."""
    room = name.rpartition(":")[0].removesuffix("-members")
    return HOUSE if room in ("", "members") else room


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(("room", "name"), [(room_of(name), name) for name in sorted(TABLE)])
def test_addresses_of_ours_let_in_whom_the_table_names(room, name, method, world):
    address = next(address for address in ours() if address.name == name)
    allowed = TABLE[name][0 if method == "GET" else 1]
    path = world.path(address)
    wrong = {}
    for role in ROLES:
        got = outcome(world.ask(role, method, path))
        if name == "cms-sign-in" and role in CMS:
            got = got.replace("sent to the door", "let in")  # this is the door
        if name == "members:sign-out-everywhere" and role in SIGNED_IN and method == "POST":
            got = got.replace("sent to the door", "let in")  # one is signed out by it
        if got not in expected(role, allowed):
            wrong[role] = got
    assert wrong == {}


@pytest.mark.parametrize("room", ROOMS)
def test_no_other_method_does_anything_for_anybody(room, world):
    people, invitations = sorted_rows(world)
    theirs = [address for address in ours() if room_of_module(address.module) == room]
    assert theirs
    for address in theirs:
        path = world.path(address)
        for role in (NOBODY_SIGNED_IN, NO_GROUP, Group.ADMINISTRATOR.value):
            for method in OTHER_METHODS:
                status = world.ask(role, method, path).status_code
                assert status in {200, 301, 302, 403, 404, 405}, (address.name, role, method, status)
                if method in {"PUT", "PATCH", "DELETE", "TRACE"}:
                    assert status != 200, (address.name, role, method)
    assert sorted_rows(world) == (people, invitations)


def sorted_rows(world: World) -> tuple[list, list]:
    return list(Person.objects.order_by("pk").values()), list(Invitation.objects.order_by("pk").values())


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_addresses_of_allauths_let_in_only_signed_in_people_where_they_should(method, world):
    wrong = []
    for address in allauths():
        path = world.path(address)
        for role in (NOBODY_SIGNED_IN, Group.MEMBER.value, Group.ADMINISTRATOR.value):
            got = outcome(world.ask(role, method, path))
            if address.name in FOR_NOBODY and got != "refused":
                wrong.append((address.name, role, got))
            if address.name in FOR_SIGNED_IN and role == NOBODY_SIGNED_IN and got != "sent to the door":
                wrong.append((address.name, role, got))
            if got.startswith("error"):
                wrong.append((address.name, role, got))
    assert wrong == []


def cms_paths() -> list[tuple[str, str]]:
    """Wagtail's addresses with blanks filled in, by the key of a page where one is asked for."""
    root = Page.get_first_root_node()
    child = root.get_children().first() or root
    blanks = {
        "page_id": child.pk,
        "parent_page_id": root.pk,
        "app_label": "wagtailcore",
        "model_name": "page",
        "content_type_app_name": "wagtailcore",
        "content_type_model_name": "page",
        "action": "delete",
        "pk": child.pk,
        "rest": "",
    }
    return [(address.name, "/" + fill(address, blanks)) for address in wagtails()]


def cms_request(path: str, person: Person | None) -> HttpRequest:
    """A request as it stands before the door of the members' world."""
    request = RequestFactory().get(path)
    request.user = person or AnonymousUser()
    request.session = {}
    request.resolver_match = resolve(path)
    return request


@pytest.mark.parametrize("role", sorted(set(ROLES) - CMS))
def test_the_door_stops_whoever_has_no_business_in_wagtails_admin_at_each_of_its_addresses(role, world):
    door, passed, paths = MembersDoorMiddleware(lambda request: None), [], cms_paths()
    assert len(paths) > 150
    for name, path in paths:
        try:
            answer = door.process_view(cms_request(path, world.people.get(role)), None, (), {})
        except PermissionDenied:
            continue
        if answer is None or not answer.headers["Location"].startswith("/members/account/login/"):
            passed.append(name)
    assert passed == []


@pytest.mark.parametrize("role", [NOBODY_SIGNED_IN, Group.FACILITATOR.value])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_whoever_is_stopped_gets_nothing_through_the_whole_stack_either(role, method, world):
    should = "sent to the door" if role == NOBODY_SIGNED_IN else "refused"
    wrong = [name for name, path in cms_paths() if outcome(world.ask(role, method, path)) != should]
    assert wrong == []


WRITERS = frozenset({Group.RESEARCHER.value, Group.PUBLISHER.value})
#: Wagtail's addresses by the beginning of their names, first match: who may ever be shown something.
SHOWN_TO = (
    ("wagtailsettings", ADMINISTRATORS),
    ("wagtailredirects", ADMINISTRATORS),
    ("wagtailsnippets_vocabulary", ADMINISTRATORS),
    ("wagtailsites", NOBODY),
    ("wagtailusers", NOBODY),
    ("wagtailadmin_account", NOBODY),
    ("wagtailadmin_login", NOBODY),
    ("wagtailadmin_password", NOBODY),
    ("wagtailadmin_collections", NOBODY),
    ("wagtaillocales", NOBODY),
    ("wagtailadmin_workflows:task_choos", CMS),  # lists the one task
    ("wagtailadmin_workflows", NOBODY),
    ("wagtailadmin_pages:edit", WRITERS),
    ("wagtailadmin_pages:unpublish", frozenset({Group.PUBLISHER.value})),
    ("wagtailadmin_reports:site_history", CMS),
    ("wagtailadmin_reports", WRITERS),
    ("", CMS),
)
#: What nobody changes through Wagtail's admin: people come by invitation, groups by the one table.
TABLES_OF_NOBODY = (
    "people_", "auth_", "mfa_", "account_", "wagtailcore_site", "wagtailcore_workflow", "wagtailcore_task",
    "wagtailcore_grouppagepermission", "wagtailcore_groupcollectionpermission", "wagtailcore_apitoken",
    "wagtailcore_pageviewrestriction", "wagtailcore_collectionviewrestriction",
)  # fmt: skip
TABLES_OF_ADMINISTRATORS = ("wagtailredirects_", "vocabulary_")
TABLES_OF_WRITERS = ("wagtailcore_page ", "wagtailcore_revision")


class Writes:
    """Notes the tables that a request writes to, whether or not it is undone afterwards."""

    def __init__(self) -> None:
        self.tables: set[str] = set()

    def __call__(self, execute, sql, params, many, context):
        found = re.match(r'(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM) "(\w+)"', sql)
        if found:
            self.tables.add(found.group(1) + " ")
        return execute(sql, params, many, context)


@pytest.mark.parametrize("role", sorted(CMS))
def test_wagtail_shows_each_group_what_is_its_business_and_nothing_else(role, world):
    shown = {name for name, path in cms_paths() if world.ask(role, "GET", path).status_code == 200}
    beyond = {
        name for name in shown if role not in next(who for start, who in SHOWN_TO if name.startswith(start))
    }
    assert beyond == set()
    assert "wagtailadmin_home" in shown
    assert ("wagtailredirects:index" in shown) == (role in ADMINISTRATORS)
    assert ("wagtailadmin_pages:edit" in shown) == (role in WRITERS)


@pytest.mark.parametrize("role", sorted(CMS))
def test_posting_to_each_of_wagtails_addresses_writes_to_no_table_that_is_not_its_business(role, world):
    writes, paths = Writes(), cms_paths()
    with connection.execute_wrapper(writes):
        for _name, path in paths:
            world.ask(role, "POST", path, {"next": "/members/cms/"})
    forbidden = TABLES_OF_NOBODY + (
        TABLES_OF_WRITERS if role in ADMINISTRATORS else TABLES_OF_ADMINISTRATORS + setting_tables()
    )
    assert {table for table in writes.tables if table.startswith(forbidden)} == set()


def setting_tables() -> tuple[str, ...]:
    return tuple(model._meta.db_table for model in registry)


def setting_labels() -> list[str]:
    return [f"{model._meta.app_label}/{model._meta.model_name}" for model in registry]


def test_administrators_open_every_setting_and_the_redirects(world):
    paths = [f"/members/cms/settings/{label}/" for label in setting_labels()]
    for path in [*paths, "/members/cms/redirects/"]:
        status = world.ask(Group.ADMINISTRATOR.value, "GET", path).status_code
        assert status in {200, 302}, path


@pytest.fixture
def draft(world) -> Page:
    """A page that a researcher wrote and nobody published."""
    page = Page(title="Summary", slug="summary-of-the-attack", live=False)
    Page.get_first_root_node().add_child(instance=page)
    page.save_revision(user=world.people[Group.RESEARCHER.value])
    return page


def ways_to_publish(page: Page) -> list[tuple[str, dict]]:
    """Every way we know of to put a page before the public."""
    edit = {"title": "Summary", "slug": page.slug, "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    base, bulk = f"/members/cms/pages/{page.pk}", "/members/cms/bulk/wagtailcore/page"
    revision, parent = page.latest_revision_id, page.get_parent().pk
    return [
        (f"{base}/edit/", {**edit, "action-publish": "1"}),
        (f"{base}/edit/", {**edit, "action-workflow-action": "1", "workflow-action-name": "approve"}),
        (f"{bulk}/publish/?id={page.pk}", {"include_descendants": "on"}),
        (
            f"{base}/copy/",
            {"new_title": "C", "new_slug": "c", "new_parent_page": parent, "publish_copies": "on"},
        ),
        (f"{base}/workflow/confirm_cancellation/", {}),
        (f"{base}/revisions/{revision}/revert/", {**edit, "action-publish": "1"}),
    ]


def live_pages() -> set[str]:
    return set(Page.objects.live().values_list("slug", flat=True))


@pytest.mark.parametrize("role", sorted(set(ROLES) - {Group.PUBLISHER.value}))
def test_whoever_may_not_publish_cannot(role, world, draft):
    before = live_pages()
    client = Client(raise_request_exception=False)
    if role in world.cookies:
        client.cookies["sessionid"] = world.cookies[role]
    for path, data in ways_to_publish(draft):
        client.post(path, data)
        assert live_pages() == before, path


def approval(page: Page, task: int) -> str:
    """Where a publisher says yes."""
    return reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task])


@pytest.mark.parametrize("role", sorted(set(ROLES) - {Group.PUBLISHER.value}))
def test_whoever_is_not_a_publisher_cannot_approve_what_was_handed_in(role, world, draft):
    state = Workflow.objects.get(name="A publisher reads it before it is published").start(
        draft, world.people[Group.RESEARCHER.value]
    )
    task = state.current_task_state.pk
    client = Client(raise_request_exception=False)
    if role in world.cookies:
        client.cookies["sessionid"] = world.cookies[role]
    client.post(approval(draft, task), {"comment": "yes"})
    draft.refresh_from_db()
    assert not draft.live


def test_a_publisher_publishes_what_a_researcher_hands_in(world, draft):
    researcher, publisher = Client(), Client()
    researcher.cookies["sessionid"] = world.cookies[Group.RESEARCHER.value]
    publisher.cookies["sessionid"] = world.cookies[Group.PUBLISHER.value]
    edit = {
        "title": "Summary",
        "slug": draft.slug,
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    researcher.post(f"/members/cms/pages/{draft.pk}/edit/", {**edit, "action-submit": "1"})
    draft.refresh_from_db()
    assert not draft.live
    task = draft.current_workflow_task_state.pk
    publisher.post(approval(draft, task), {"comment": ""})
    draft.refresh_from_db()
    assert draft.live


@pytest.mark.parametrize("way", ["delete", "unpublish", "bulk delete", "bulk unpublish", "move"])
def test_not_even_a_publisher_takes_the_front_page_away(way, world):
    front = Page(title="Front", slug="front-of-the-attack")
    Page.get_first_root_node().add_child(instance=front)
    Site.objects.all().delete()
    site = Site.objects.create(hostname="localhost", root_page=front, is_default_site=True)
    other = Page(title="Other", slug="other-of-the-attack")
    Page.get_first_root_node().add_child(instance=other)
    client = Client()
    client.cookies["sessionid"] = world.cookies[Group.PUBLISHER.value]
    if way.startswith("bulk"):
        client.post(f"/members/cms/bulk/wagtailcore/page/{way.split()[1]}/?id={front.pk}", {})
    elif way == "move":
        client.post(f"/members/cms/pages/{front.pk}/move/{other.pk}/confirm/", {})
    else:
        client.post(f"/members/cms/pages/{front.pk}/{way}/", {})
    front.refresh_from_db()
    assert front.live
    assert front.depth == 2
    assert Site.objects.filter(pk=site.pk, root_page=front).exists()
