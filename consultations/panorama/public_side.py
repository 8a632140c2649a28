"""What the panorama plugs into the rooms below: when it counts, its place in menus and in the site map."""

from typing import Any

from cms import sockets
from cms.places_in_menus import hold_place, place_holder
from consultations.ballots import sockets as of_ballots
from consultations.panorama import counting
from feedback.threads import sockets as of_threads

TITLE, SLUG = "Panorama", "panorama"


def plug_in() -> None:
    """Called once, from the room's AppConfig."""
    of_threads.counted.register("panorama", counting.after_an_emptying)
    of_ballots.closed.register("panorama", counting.after_a_vote)
    sockets.at_set_up.register("panorama", make_page)


def make_page(home: Any) -> list[Any]:
    """Make the page that holds the place of /panorama/. It is no link at the top: other pages lead to it."""
    told = "Who is heard and who is not, how long answers take, and which promises were kept."
    hold_place(home, place_holder(TITLE, SLUG, told), at=None)
    return []
