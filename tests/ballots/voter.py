"""Somebody who votes with a browser without script: a member, or who has a slip."""

from dataclasses import dataclass
from typing import Any

from django.test import Client

from people.models import Person
from tests.threads.writer import Writer


@dataclass
class Voter(Writer):
    """One person with one browser; goes where an answer sends them, as a browser does."""

    def _see(self, address: str, response: Any) -> "Voter":
        while response.status_code in (301, 302, 303):
            address = response.headers["Location"]
            response = self.client.get(address)
        super()._see(address, response)
        return self

    @property
    def hidden(self) -> dict[str, str]:
        """What the form of the vote carries that nobody sees."""
        return {
            one.get("name"): one.get("value") or ""
            for one in self.tree.iter()
            if isinstance(one.tag, str) and one.get("type") == "hidden" and one.get("name") != "visit"
        }

    @property
    def checked(self) -> list[str]:
        """The values that are chosen on the page."""
        return [
            one.get("value")
            for one in self.tree.iter()
            if isinstance(one.tag, str) and one.get("checked") is not None
        ]

    def number(self, name: str) -> str:
        """What stands in a field."""
        return next(
            one.get("value") or ""
            for one in self.tree.iter()
            if isinstance(one.tag, str) and one.get("name") == name
        )


def signed_in(person: Person) -> Voter:
    """A member in front of their browser."""
    client = Client()
    client.force_login(person)
    return Voter(client=client)


def with_code(typed: str) -> Voter:
    """Somebody who types in a code at /vote/."""
    return Voter().open("/vote/").choose("code", typed).press("open")


def with_fresh_code(typed: str) -> tuple[Voter, str]:
    """Somebody who exchanged a slip's code, before the vote; and the code that they wrote down."""
    voter = with_code(typed).press("swap")
    fresh = voter.receipt
    return voter.press("written"), fresh
