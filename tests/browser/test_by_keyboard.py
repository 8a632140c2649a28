"""Everything a mouse reaches, the keyboard reaches, in the order of the page, and one sees where one is."""

import pytest

from tests.browser import page_types

REACHABLE = (
    "a[href], button:not([disabled]), input:not([type=hidden]):not([disabled]), select, textarea, summary,"
    " [tabindex='0']"
)


def walk(visitor) -> list[str]:
    """Press Tab from the top until it begins again; what had the keyboard, in order."""
    met: list[str] = []
    for _ in range(400):
        visitor.press("Tab")
        now = visitor.focused()
        if not now or (met and now == met[0]):
            break
        met.append(now)
    return met


@pytest.mark.parametrize("name", ["home", "event", "search with words", "sign in"])
def test_tab_reaches_all_that_can_be_used(site, visit, name):
    visitor = visit().open(page_types.types(site)[name])
    visible = visitor.page.evaluate(
        f"""() => [...document.querySelectorAll("{REACHABLE}")].filter(e => e.checkVisibility()
            && (e.type !== 'radio' || e.checked || !document.querySelector(`[name="${{e.name}}"]:checked`))
        ).length"""
    )
    met = walk(visitor)

    assert len(met) == visible


def test_the_first_two_stops_skip_to_the_words_and_leave_the_page(visit):
    visitor = visit().open("/")
    visitor.press("Tab")
    assert "#main" in visitor.focused()
    visitor.press("Tab")
    assert "Leave this page now" in visitor.focused()


def test_skipping_takes_the_keyboard_to_the_words(visit):
    visitor = visit().open("/").press("Tab", "Enter")

    assert visitor.focused().startswith("MAIN|main")


@pytest.mark.parametrize("name", ["home", "event", "search"])
def test_where_the_keyboard_is_can_be_seen(site, visit, name):
    visitor = visit().open(page_types.types(site)[name])
    unseen = []
    for _ in range(25):
        visitor.press("Tab")
        seen = visitor.page.evaluate(
            "() => { const e = document.activeElement; if (!e || e === document.body) return true;"
            " const s = getComputedStyle(e), r = e.getBoundingClientRect();"
            " return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 || s.boxShadow !== 'none')"
            " && r.bottom > 0 && r.top < innerHeight; }"
        )
        if not seen:
            unseen.append(visitor.focused())

    assert unseen == []
