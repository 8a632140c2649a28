"""Somebody who fills in our forms as a browser without script does: what the page holds is what is sent."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import html5lib
from django.test import Client

_X = "{http://www.w3.org/1999/xhtml}"


@lru_cache(maxsize=8)
def _parsed(html: str) -> Any:
    """A page is asked for many things, and read once. Nobody changes what was read."""
    return html5lib.parse(html)


@dataclass
class Writer:
    """One person with one browser. ``given`` is what they typed over what the page offered."""

    client: Client = field(default_factory=Client)
    address: str = ""
    status: int = 0
    html: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    given: dict[str, Any] = field(default_factory=dict)

    def open(self, address: str, **more: Any) -> "Writer":
        """Go to a page."""
        return self._see(address, self.client.get(address, **more))

    def fill(self, **fields: Any) -> "Writer":
        """Type or choose; ``choice_a`` is the field "choice-a". None leaves a field out of what is sent."""
        self.given.update({name.replace("choice_", "choice-"): value for name, value in fields.items()})
        return self

    def choose(self, name: str, value: Any) -> "Writer":
        self.given[name] = value
        return self

    def press(self, step: str, **more: Any) -> "Writer":
        """Press the button with this step, in the form that has it."""
        form = self._form(step)
        sent = {**fields_of(form), "step": step, **self.given}
        sent = {name: value for name, value in sent.items() if value is not None}
        self.given = {}
        return self._see(self.address, self.client.post(self.address, sent, **more))

    def press_button(self, **more: Any) -> "Writer":
        """Press the one button of a page whose form has no steps."""
        form = next(one for one in self.tree.iter(f"{_X}form") if one.get("method") == "post")
        sent = {**fields_of(form), **self.given}
        self.given = {}
        return self._see(self.address, self.client.post(self.address, sent, **more))

    def send_again(self, sent: dict[str, Any]) -> "Writer":
        """Post what was posted before."""
        return self._see(self.address, self.client.post(self.address, sent))

    def sent_by(self, step: str) -> dict[str, Any]:
        """What pressing this button would send."""
        return {**fields_of(self._form(step)), "step": step, **self.given}

    def _form(self, step: str) -> Any:
        for form in self.tree.iter(f"{_X}form"):
            if any(one.get("value") == step for one in form.iter(f"{_X}button")):
                return form
        raise AssertionError(f"no button “{step}” on: {self.words[:600]}")

    def _see(self, address: str, response: Any) -> "Writer":
        self.address, self.status = address, response.status_code
        self.html = response.content.decode()
        self.headers = dict(response.headers)
        return self

    @property
    def tree(self) -> Any:
        return _parsed(self.html)

    @property
    def main(self) -> Any:
        return next(self.tree.iter(f"{_X}main"))

    @property
    def words(self) -> str:
        """The words of the page, without what only programs read."""
        return " ".join("".join(self.main.itertext()).split())

    @property
    def heading(self) -> str:
        return " ".join("".join(next(self.tree.iter(f"{_X}h1")).itertext()).split())

    @property
    def receipt(self) -> str:
        """The number on the receipt page; empty if there is none."""
        for one in self.tree.iter(f"{_X}p"):
            if one.get("class") == "receipt":
                return "".join("".join(one.itertext()).split())
        return ""

    @property
    def typed(self) -> str:
        """What stands in the field for words."""
        for one in self.tree.iter():
            if one.tag in (f"{_X}textarea", f"{_X}input") and one.get("name") == "words":
                return _value(one)
        return ""

    @property
    def errors(self) -> list[str]:
        """The lines of the error summary."""
        for one in self.tree.iter(f"{_X}section"):
            if one.get("class") == "error-summary":
                return [" ".join("".join(line.itertext()).split()) for line in one.iter(f"{_X}li")]
        return []

    def names(self, prefix: str = "") -> list[str]:
        """The names of the fields on the page that begin so, each once."""
        found = [one.get("name") for one in self.tree.iter() if isinstance(one.tag, str) and one.get("name")]
        return list(dict.fromkeys(name for name in found if name.startswith(prefix)))


def fields_of(form: Any) -> dict[str, str]:
    """Name and value of everything that a browser would send with a form, without its buttons."""
    sent: dict[str, str] = {}
    for one in form.iter():
        name = one.get("name") if isinstance(one.tag, str) else None
        if not name:
            continue
        kind = one.get("type")
        if one.tag == f"{_X}input" and (kind not in ("radio", "checkbox") or one.get("checked") is not None):
            sent[name] = one.get("value") or ("on" if kind == "checkbox" else "")
        elif one.tag == f"{_X}textarea":
            sent[name] = _value(one)
        elif one.tag == f"{_X}select":
            options = list(one.iter(f"{_X}option"))
            chosen = next((each for each in options if each.get("selected") is not None), options[0])
            sent[name] = chosen.get("value") or ""
    return sent


def _value(one: Any) -> str:
    if one.tag == f"{_X}input":
        return one.get("value") or ""
    return "".join(one.itertext())
