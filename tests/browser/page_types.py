"""Which pages stand for all: one address of each type, found on the running site."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from tests.house import HOUSE

#: Addresses that are no pages to read: files and feeds.
FILES = re.compile(
    r"^/(static|media|documents)/|\.(xml|txt|svg|ico|ics|csv|json|bib|ris)$|/feed/$|/open-referral/"
)


def types(site: Any) -> dict[str, str]:
    """The address of each type of public page, by the name of the type."""
    return {name: path for room in ROOMS.values() for name, path in room(site).items()}


def _house(site: Any) -> dict[str, str]:
    """Pages that every room stands on, and events as they can be read."""
    past, coming, _going_on = events(site)
    return {
        "home": "/",
        "events": "/events/",
        "event": past,
        "event to come": coming,
        "reflection": reflection(site, past),
        "glossary": "/words/",
        "trust": "/trust/",
        "private": "/private/",
        "ways to take part": "/take-part/",
        "privacy": "/privacy/",
        "cookies": "/cookies/",
        "accessibility": "/accessibility/",
        "terms": "/terms/",
        "community rules": "/community-rules/",
        "search": "/search/",
        "search with words": "/search/?q=prison",
        "search without finds": "/search/?q=zzzzqqq",
        "Welsh": "/cy/",
        "sign in": "/members/account/login/",
        "forgotten password": "/members/account/password/reset/",
        "one step": "/members/account/demo/",
    }


def _events(site: Any) -> dict[str, str]:
    """What else there is of events."""
    past, coming, going_on = events(site)
    return {
        "event going on": going_on,
        "event on one page": f"{past}in-short/",
        "event in Easy Read": f"{past}easy-read/",
        "event for a noticeboard": f"{past}noticeboard/",
        "coming to an event": f"{coming}come/",
        "back to a place": "/events/place/",
        "a draft to check": "/events/check/",
    }


def _feedback(site: Any) -> dict[str, str]:
    """Threads and answers."""
    thread = thread_with_answers(site)
    answer = an_answer(site, thread)
    return {
        "threads": "/feedback/",
        "thread": thread,
        "thread, narrowed down": f"{thread}?answered=1",
        "an answer": answer,
        "Easy Read": f"{thread}easy-read/",
        "thread in Welsh": f"/cy{thread}",
        "how we do": "/feedback/how-we-do/",
        "before one writes": f"{thread}say/",
        "coming back": "/feedback/receipt/",
        "reporting": f"{answer}report/",
        "it happened to me too": f"{answer}too/",
    }


def _proposals(site: Any) -> dict[str, str]:
    """Proposals and votes."""
    idea = proposal(site, "ideas")
    return {
        "proposals": "/proposals/",
        "proposals, narrowed down": "/proposals/?state=ideas",
        "proposal": idea,
        "proposal under way": proposal(site, "under-way"),
        "proposal in Welsh": f"/cy{idea}",
        "every change of a proposal": f"{idea}history/",
        "what changed in a proposal": f"{idea}history/1/",
        "along the journey": "/proposals/journey/",
        "before one suggests": f"{its_thread(site, idea)}say/",
        "voting by code": "/vote/",
    }


def _outcomes(site: Any) -> dict[str, str]:
    """What changed, and decisions."""
    return {
        "what changed": "/what-changed/",
        "what changed, not taken forward": "/what-changed/?state=no",
        "what changed in Welsh": "/cy/what-changed/",
        "what changed, for a noticeboard": "/what-changed/noticeboard/",
        "what changed, in numbers": "/what-changed/for-commissioners/",
        "decision": decision(site),
    }


def _directory(site: Any) -> dict[str, str]:
    """Places and link workers."""
    return {
        "places": "/places/",
        "places as a table": "/places/grid/",
        "a place": "/places/hmp-fernhollow/",
        "link workers": "/link-workers/",
        "link workers on paper": "/link-workers/on-paper/",
        "places in Welsh": "/cy/places/",
    }


def _pilots(site: Any) -> dict[str, str]:
    """Pilots and their evaluation."""
    return {
        "pilots": "/pilot/",
        "a pilot": pilot(site),
        "evaluations": "/evaluations/",
        "evaluation plan": evaluation(site, "Evaluation plan"),
        "evaluation report": evaluation(site, "Early report"),
        "pilots in Welsh": "/cy/pilot/",
    }


def _panorama(site: Any) -> dict[str, str]:
    """Panorama."""
    return {
        "panorama": "/panorama/",
        "panorama on paper": "/panorama/on-paper/",
        "panorama in Welsh": "/cy/panorama/",
    }


#: What each room lets everybody read.
ROOMS: dict[str, Callable[[Any], dict[str, str]]] = {
    HOUSE: _house,
    "events": _events,
    "feedback": _feedback,
    "proposals": _proposals,
    "outcomes": _outcomes,
    "directory": _directory,
    "pilots": _pilots,
    "panorama": _panorama,
}

#: Addresses below /events/ that are no event's; and below an event that are its other readings.
NO_EVENTS = ("/events/feed/", "/events/place/", "/events/check/")
READINGS = ("in-short/", "easy-read/", "noticeboard/", "come/")


def events(site: Any) -> tuple[str, str, str]:
    """The seed event's page, the page of the event to come, and of the one that is going on."""
    found = [path for path in links(site, "/events/") if re.fullmatch(r"/events/[^/]+/", path)]
    pages = {path: text(site, path) for path in dict.fromkeys(found) if path not in NO_EVENTS}
    past = next(path for path, words in pages.items() if "36 people" in words)
    going_on = next(path for path, words in pages.items() if "Going on now" in words)
    coming = next(path for path in pages if path not in (past, going_on))
    return past, coming, going_on


def reflection(site: Any, event: str) -> str:
    """The page of a named person's own view, which lies below the event's page."""
    below = [path for path in links(site, event) if path.startswith(event) and path != event]
    return next(path for path in below if path.endswith("/") and not path.endswith(READINGS))


def pilot(site: Any) -> str:
    """The first pilot."""
    return next(path for path in links(site, "/pilot/") if re.fullmatch(r"/pilot/[\w-]+/", path))


def evaluation(site: Any, kind: str) -> str:
    """The first plan, or the first report, of a pilot."""
    found = dict.fromkeys(path for path in links(site, "/evaluations/") if path.startswith("/evaluations/"))
    return next(path for path in found if path != "/evaluations/" and kind in text(site, path))


def proposal(site: Any, state: str) -> str:
    """The first proposal in this state."""
    found = links(site, f"/proposals/?state={state}")
    return next(path for path in found if re.fullmatch(r"/proposals/(?!feed/|journey/)[\w-]+/", path))


def decision(site: Any) -> str:
    """The first decision that is told of."""
    found = links(site, "/what-changed/")
    return next(path for path in found if re.fullmatch(r"/what-changed/[0-9a-z]{10}/", path))


def its_thread(site: Any, proposal: str) -> str:
    """The thread of a proposal."""
    return next(path for path in links(site, proposal) if re.fullmatch(r"/feedback/[\w-]+/", path))


def thread_with_answers(site: Any) -> str:
    """The first thread in the list that has answers to read and an Easy Read version."""
    for path in dict.fromkeys(links(site, "/feedback/")):
        if re.fullmatch(r"/feedback/(?!receipt/|how-we-do/)[\w-]+/", path):
            found = links(site, path)
            if f"{path}easy-read/" in found and any(link.startswith("/feedback/words/") for link in found):
                return path
    raise AssertionError("no thread of the demo has answers and an Easy Read version")


def an_answer(site: Any, thread: str) -> str:
    """The page of one of its answers."""
    return next(path for path in links(site, thread) if re.fullmatch(r"/feedback/words/\w{13}/", path))


class Reading(HTMLParser):
    """What a page says, what it points to, and what can be pointed to on it; in the order of the page.

    Pages are valid (test_links.py asks the Nu checker), so that a reader which builds no tree will do.
    """

    def __init__(self, path: str, body: bytes) -> None:
        super().__init__()
        self.path, self.pieces = path, list[str]()
        self.targets, self.ids = list[str](), list[str]()
        self.feed(body.decode())
        self.close()

    @property
    def words(self) -> str:
        """All words of the page."""
        return " ".join("".join(self.pieces).split())

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        for name in ("href", "src", "action"):
            target = _on_this_site(self.path, given.get(name) or "")
            if target:
                self.targets.append(target)


def _on_this_site(path: str, value: str) -> str:
    """Where a link leads, if it leads to somewhere on this site."""
    if not value or value.startswith(("mailto:", "tel:", "data:")):
        return ""
    parts = urlsplit(urljoin(f"http://here{path}", value))
    if parts.netloc != "here" and not parts.netloc.startswith("localhost"):
        return ""
    query = f"?{parts.query}" if parts.query else ""
    anchor = f"#{parts.fragment}" if parts.fragment else ""
    return f"{parts.path}{query}{anchor}"


def read(site: Any, path: str) -> Reading:
    """The page at an address, read."""
    return Reading(path, site.get(path)[2])


def text(site: Any, path: str) -> str:
    """All words of a page."""
    return read(site, path).words


def links(site: Any, path: str) -> list[str]:
    """The addresses on this site to which a page points, without what follows #."""
    return [urldefrag(target)[0] for target in read(site, path).targets]
