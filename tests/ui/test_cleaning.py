"""What people write may carry a few tags, and never a script: more than two hundred attempts."""

import re

import html5lib
import pytest
from django.utils.safestring import SafeString

from tests.ui.payloads import PAYLOADS
from ui.cleaning import LINK_REL, TAGS, clean

XHTML = "{http://www.w3.org/1999/xhtml}"
LEADS = re.compile(r"(https?://|mailto:)", re.IGNORECASE)


def parsed(html):
    """As a browser's parser sees it, without the frame it adds."""
    return [node for node in html5lib.parse(f"<main>{html}</main>").iter() if isinstance(node.tag, str)]


def trouble(html) -> list[str]:
    """Everything in cleaned HTML that has no business there."""
    found = []
    for node in parsed(html):
        name = node.tag.removeprefix(XHTML)
        if name in {"html", "head", "body", "main"}:
            continue
        if name not in TAGS:
            found.append(f"<{name}>")
        for attribute, value in node.attrib.items():
            if name != "a" or attribute not in {"href", "rel"}:
                found.append(f"{name} {attribute}={value}")
            elif attribute == "href" and not LEADS.match(value):
                found.append(f"href={value}")
            elif attribute == "rel" and value != LINK_REL:
                found.append(f"rel={value}")
        if name == "a" and set(node.attrib) != {"href", "rel"}:
            found.append(f"a with {sorted(node.attrib)}")
    return found


def test_there_are_at_least_two_hundred_attempts():
    assert len(set(PAYLOADS)) >= 200


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_an_attempt_leaves_nothing_that_runs(payload):
    assert trouble(clean(payload)) == []


def test_attempts_put_together_leave_nothing_that_runs():
    assert trouble(clean("<p>" + "".join(PAYLOADS) + "</p>")) == []
    assert trouble(clean("".join(reversed(PAYLOADS)))) == []


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_cleaning_twice_changes_nothing_that_could_run(payload):
    assert trouble(clean(clean(payload))) == []


def test_the_check_sees_what_it_should():
    assert trouble("<script>alert(1)</script><p onclick=x>a</p><a href='javascript:x'>b</a>")


@pytest.mark.parametrize("name", ["script", "style", "template", "title", "xmp"])
def test_the_words_of_what_was_stripped_go_too(name):
    assert clean(f"<p>before</p><{name}>steal()</{name}><p>after</p>") == "<p>before</p><p>after</p>"


def test_the_words_of_other_stripped_tags_stay():
    assert clean("<h1>Big</h1><div>small</div>") == "Big\nsmall"


def test_what_people_may_write_is_kept():
    html = "<p>One<br>two <strong>three</strong> <em>four</em></p><ul><li>five</li></ul><ol><li>six</li></ol>"

    assert clean(html) == html


@pytest.mark.parametrize(
    "address", ["https://x.example/a?b=1", "http://x.example/", "mailto:hello@x.example"]
)
def test_a_link_stays_and_says_not_where_from(address):
    assert clean(f'<a href="{address}">x</a>') == f'<a href="{address}" rel="{LINK_REL}">x</a>'


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/members/", "//evil.example/", "x.html", ""])
def test_a_link_that_leads_nowhere_keeps_its_words_only(address):
    assert clean(f'a <a href="{address}">b</a> c <a href="https://x.example/">d</a>') == (
        f'a b c <a href="https://x.example/" rel="{LINK_REL}">d</a>'
    )


def test_signs_are_words():
    assert clean("2 < 3 & 5 > 4") == "2 &lt; 3 &amp; 5 &gt; 4"


def test_the_result_may_be_shown_as_it_is():
    assert isinstance(clean("<p>x</p>"), SafeString)
    assert clean("") == ""
