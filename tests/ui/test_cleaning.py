"""What people write may carry a few tags, and never a script: more than two hundred attempts."""

import re
import time

import html5lib
import pytest
from django.utils.safestring import SafeString

from tests.ui.payloads import PAYLOADS
from ui.cleaning import LINK_REL, LONGEST, MOST_TAGS, TAGS, clean

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


#: Ways to make a parser of HTML work hard; each takes a number and grows in proportion to it.
HEAVY = {
    "nested and left open": lambda number: "<em>" * number + "words",
    "two kinds nested": lambda number: "<em><strong>" * (number // 2) + "words",
    "paragraphs in emphasis": lambda number: "<em>" * (number // 2) + "<p>words" * (number // 2),
    "lists in lists": lambda number: "<ul><li>" * (number // 2) + "words",
    "ends without a beginning": lambda number: "</p></em></a>" * (number // 3) + "words",
    "ends crossed": lambda number: "<em><strong></em></strong>" * (number // 4) + "words",
    "links": lambda number: "<a href=https://a.example>" * number + "words",
    "with a sign within a value": lambda number: "<em title='<'>" * number + "words",
    "opened again where words are dropped": lambda number: "<e<style></style>m>" * number + "words",
    "unknown": lambda number: "<blink>" * number + "words",
    "not closed": lambda number: "<em" * number + " words",
    "signs alone": lambda number: "<" * number + " words",
    "ampersands": lambda number: "&" * number + " words",
    "what is dropped, left open": lambda number: "<script>" * number,
    "spaces": lambda number: "</p" + " " * number + "words",
}


@pytest.mark.parametrize("heavy", HEAVY.values(), ids=HEAVY)
def test_no_number_of_tags_makes_it_slow(heavy):
    """Ten times as many cost no more than thirty times as much, and a hundred thousand are done at once."""

    def fastest(number):
        words, found = heavy(number), []
        for _ in range(2):
            began = time.process_time()
            clean(words)
            found.append(time.process_time() - began)
        return min(found)

    assert trouble(clean(heavy(1_000))) == []
    assert fastest(100_000) < min(1, 30 * max(fastest(10_000), 0.005))


def test_beyond_what_it_takes_every_word_stays_and_no_tag():
    long = "<p>First <em>words</em> &amp; 1 < 2</p><p>Second<br>line</p>\n\n" + "<p>More</p>" * MOST_TAGS
    shown = clean(long)
    assert isinstance(shown, SafeString)
    assert shown.startswith("<p>First words &amp; 1 &lt; 2</p><p>Second</p><p>line</p><p>More</p>")
    assert shown.count("<p>More</p>") == MOST_TAGS
    assert clean("<em>a</em> " * (LONGEST // 10)).count("a") == LONGEST // 10


@pytest.mark.parametrize("filling", ["<em>" * (MOST_TAGS + 1), "word " * LONGEST])
def test_an_attempt_beyond_what_it_takes_leaves_nothing_that_runs(filling):
    assert trouble(clean(filling + "".join(PAYLOADS))) == []
    assert trouble(clean("".join(PAYLOADS) + filling)) == []
