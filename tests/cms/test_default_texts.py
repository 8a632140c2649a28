"""The texts the site comes with: plain, complete, in our words, and honest about what is not there yet."""

import re
from itertools import pairwise

import pytest
from django.urls import resolve

from cms.blocks import BodyBlock
from cms.blocks.glossary import EntryBlock
from cms.default_pages import PAGES, DefaultPage, with_page_links
from cms.reading_grade import FOR_EVERYONE, FOR_THE_PUBLIC, grade_of_html, text_of_html
from codes import numbers
from consultations.ballots import opening
from consultations.ballots.counting import tallying
from edge import integration
from feedback.threads import batches, small_numbers
from feedback.threads.enums import Reason
from following import retention as news
from mailing import retention as mail
from people import retention as invitations

BY_SLUG = {page.slug: page for page in PAGES}
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)

#: Words we do not use of people or of the site (brief: how to speak of people; look: words).
AVOIDED = re.compile(
    r"\b(offenders?|ex-offenders?|inmates?|convicts?|service users?|residents?|users?|submit\w*|portals?|"
    r"content|"
    r"guarantee\w*|learned helplessness|consultations?|can't|don't|won't|e\.g\.|i\.e\.|etc|PwLE|please note|"
    r"anonym\w*|safe|safely)\b",
    re.IGNORECASE,
)


def html_of(page: DefaultPage) -> str:
    def parts(value):
        if isinstance(value, str):
            return f"<div>{value}</div>"
        return "".join(parts(part) for part in value.values())

    body = "".join(parts(value) for name, value in page.body)
    words = "".join(f"<p>{entry.term}</p><p>{entry.also}</p><p>{entry.meaning}</p>" for entry in page.entries)
    return f"<h1>{page.title}</h1><p>{page.introduction}</p>{body}{words}"


def text_of(slug: str) -> str:
    return text_of_html(html_of(BY_SLUG[slug]))


def test_every_page_that_the_site_promises_is_there():
    assert set(BY_SLUG) >= {
        "trust", "private", "take-part", "privacy", "cookies", "accessibility", "terms", "community-rules",
        "moderation", "about", "words",
    }  # fmt: skip


@every_page
def test_a_page_is_no_harder_to_read_than_it_may_be(page):
    found = grade_of_html(html_of(page))
    assert page.grade in (FOR_EVERYONE, FOR_THE_PUBLIC)
    assert found.level <= page.grade, found.hardest


@pytest.mark.parametrize("slug", ["take-part", "private", "community-rules"])
def test_what_people_read_to_take_part_is_for_everyone(slug):
    assert BY_SLUG[slug].grade == FOR_EVERYONE


@every_page
def test_no_part_of_a_page_hides_behind_easier_parts(page):
    for name, value in page.body:
        part = value if isinstance(value, str) else "".join(f"<p>{text}</p>" for text in value.values())
        assert grade_of_html(part).level <= page.grade + 1.5, (name, value)


@every_page
def test_a_page_uses_our_words(page):
    text = text_of_html(html_of(page)).replace("Web Content Accessibility Guidelines", "")  # a name
    assert not AVOIDED.findall(text)
    assert "!" not in text
    assert "lorem" not in text.lower()
    assert "..." not in text


@every_page
def test_a_page_is_short_where_it_has_little_room(page):
    assert 20 <= len(page.search_description) <= 160
    assert len(page.introduction) <= 300
    assert len(page.title) <= 60


@every_page
def test_a_page_fits_the_blocks_editors_have(page):
    if page.is_glossary:
        for entry in page.entries:
            EntryBlock().clean({"term": entry.term, "also": entry.also, "meaning": entry.meaning})
        return
    block = BodyBlock()
    value = block.to_python([{"type": name, "value": part} for name, part in page.body])
    block.clean(value)
    assert len(value) == len(page.body)


@every_page
def test_only_the_tags_editors_can_make_are_used_and_all_are_closed(page):
    stack = []
    for closing, tag in re.findall(r"<(/?)(\w+)", html_of(page)):
        assert tag in {"div", "h1", "h2", "h3", "p", "ul", "ol", "li", "a", "strong", "em"}
        if closing:
            assert stack.pop() == tag
        else:
            stack.append(tag)
    assert not stack


@every_page
def test_headings_do_not_skip_a_level(page):
    levels = [int(level) for level in re.findall(r"<h(\d)>", html_of(page))]
    assert all(after <= before + 1 for before, after in pairwise(levels))


@every_page
def test_links_lead_to_pages_that_are_there(page):
    for address in re.findall(r'href="(.+?)"', html_of(page)):
        if address.startswith("https://"):
            continue
        slug = address.strip("/")
        assert slug in BY_SLUG or slug == "events" or resolve(address), address


def test_links_become_links_to_pages_where_the_page_is_known():
    body = (
        ("text", '<p><a href="/trust/">A</a> <a href="/search/">B</a></p>'),
        ("callout", {"title": "T", "text": "x"}),
    )
    (_, linked), other = with_page_links(body, {"trust": 7})
    assert linked == '<p><a linktype="page" id="7">A</a> <a href="/search/">B</a></p>'
    assert other == body[1]


def test_every_promise_stands_beside_its_limit():
    promises = [value for name, value in BY_SLUG["trust"].body if name == "promise"]
    assert len(promises) > 15
    for value in promises:
        assert text_of_html(value["promise"])
        assert text_of_html(value["limit"])
    assert len({value["subject"] for value in promises}) == len(promises)


def test_what_is_open_is_told_and_what_is_not_says_so():
    pages = {slug: text_of(slug).lower() for slug in BY_SLUG}
    later = {slug: len(re.findall(r"not open yet|cannot \w+ yet|comes later", pages[slug])) for slug in pages}

    assert resolve("/what-changed/").view_name == "what-changed:index"
    assert {slug: number for slug, number in later.items() if number} == {}
    for address in ("/what-changed/", "/pilot/"):
        assert f'href="{address}"' in html_of(BY_SLUG["about"]), address
    for address in ("/feedback/", "/feedback/receipt/", "/proposals/", "/vote/", "/events/"):
        assert f'href="{address}"' in html_of(BY_SLUG["take-part"]), address


def test_what_is_promised_of_votes_stands_beside_what_it_cannot_cover():
    promises = {value["subject"]: value for name, value in BY_SLUG["trust"].body if name == "promise"}
    of_votes = ("How you voted", "Whether you voted", "The numbers of a vote", "Slips to vote with")
    promised = text_of_html("".join(promises[subject]["promise"] for subject in of_votes))
    limits = text_of_html("".join(promises[subject]["limit"] for subject in of_votes))

    assert f"at least {opening.FEWEST_ON_ROLL} people who may vote" in promised
    assert f"fewer than {tallying.FEWEST} vote" in promised
    for limited in (
        "holds both the key and the store could read the votes",
        "who took part and when",
        "sells their vote",
        "seen by whoever types it in",
    ):
        assert limited in limits, limited


def test_the_promise_of_the_locked_box_stands_beside_all_that_it_cannot_cover():
    (box,) = [
        value
        for name, value in BY_SLUG["trust"].body
        if name == "promise" and value["subject"] == "The locked box"
    ]
    promised, limit = text_of_html(box["promise"]), text_of_html(box["limit"])

    assert "We do not know who you are. Your words go into a locked box." in promised
    assert "so that nobody, not even we, can find out later who wrote what" in promised
    for limited in (
        "may see what is done on its own device or network",
        "A letter may be opened",
        "How you write, or what you tell, may give you away",
        "somebody who changed this program now could watch from now on",
        "copies whole machines",
    ):
        assert limited in limit, limited


def test_the_reasons_for_not_showing_something_are_those_of_the_rules():
    reasons = [str(reason.label).rstrip(".") for reason in Reason]
    rules = text_of("community-rules").lower().replace("someone", "somebody").replace(",", "")

    for reason in reasons:
        assert reason in text_of("moderation")
        assert reason.lower() in rules.replace("the law does not let us", "the law does not let us show it")


def test_what_is_said_of_how_long_words_are_kept_is_what_the_program_does(settings):
    for slug in ("trust", "privacy"):
        text = text_of(slug)
        assert settings.DECLINED_WORDS_KEPT_DAYS == settings.REPORTS_KEPT_DAYS == 90
        assert "90 days after we decided" in text
        assert settings.RETURNED_WORDS_KEPT_DAYS == settings.MESSAGES_KEPT_DAYS == 180
        assert "180 days, if you do not change" in text
        assert settings.BACKUPS_KEPT_DAYS == 35
        assert "up to 35 days" in text
        assert "until you take" in text
    assert settings.REGISTRATIONS_DAYS == 30
    assert "until 30 days after it" in text_of("privacy")
    assert "delete it 30 days after the event" in text_of("trust")


def test_the_figures_on_the_page_are_those_of_the_program(settings):
    text = text_of("trust")

    assert settings.PUBLISH_TOGETHER == 3
    assert "three or more of one question" in text
    assert f"has waited for {batches.LONGEST_WAIT.days} days" in text
    assert f"at least {small_numbers.LEAST_OF_A_GROUP} answers" in text
    assert f"{numbers.RECEIPT} digits" in text


@pytest.mark.parametrize(
    ("slug", "facts"),
    [
        (
            "private",
            [
                "history",
                "Shift key three times",
                "library",
                "In prison",
                "At work",
                "licence",
                "files of their own",
                "no page shows your vote again",
            ],
        ),
        (
            "take-part",
            ["999", "116 123", "street address", "serious harm", "probation officer", "no internet"],
        ),
        ("privacy", ["controller", "legitimate interests", "0303 123 1113", "one month", "Safety copies"]),
        ("cookies", ["sessionid", "csrftoken", "10 hours", "/members/", "Matomo"]),
        (
            "accessibility",
            ["2.2", "level AA", "axe", "0808 800 0082", "not tried the site", "Easy Read version"],
        ),
        (
            "trust",
            ["locked box", "nobody, not even we", "change the program", "history", "letter may be opened"],
        ),
        ("moderation", ["serious harm", "second person", "10 working days", "take it up or say why not"]),
        ("terms", ["Affero", "England and Wales"]),
    ],
)
def test_a_page_says_what_it_has_to(slug, facts):
    text = text_of(slug)
    for fact in facts:
        assert fact in text


def test_cookies_on_the_page_are_those_the_site_sets(settings):
    text = text_of("cookies")
    assert settings.SESSION_COOKIE_NAME in text
    assert settings.CSRF_COOKIE_NAME in text
    assert f"{settings.SESSION_COOKIE_AGE // 3600} hours" in text
    assert settings.MEMBERS_PREFIX in text
    assert integration.COOKIE in text
    assert round(integration.COOKIE_AGE / 60 / 60 / 24 / 30.4) == 6
    assert "half a year" in text
    assert ("cookie_choice", {}) in BY_SLUG["cookies"].body


def test_the_privacy_notice_gives_the_times_after_which_things_are_deleted():
    text = text_of("privacy")
    assert f"We delete it {invitations.KEPT_AFTER_LAST_DAY.days} days later" in text
    assert mail.FAILED_KEPT.days == 30
    assert "30 days after it could not be" in text
    assert mail.SENT_KEPT.days == 7
    assert "a week after it was sent" in text
    assert f"What we told you of what you follow: {news.KEPT.days} days" in text
    assert "When the vote is over, we delete the list, the votes and the key" in text


@pytest.mark.parametrize(
    "word",
    [
        "link worker", "social prescribing", "through the gate", "approved premises", "RECONNECT", "GRIPP2",
        "release on temporary licence", "journey stage", "role group", "knowledge-exchange event", "topic",
        "point raised", "event summary", "feedback thread", "contribution", "response", "receipt", "proposal",
        "participation code", "ballot", "quorum", "disclosure control", "locked box", "key holder",
        "You said, we did",
    ],
)  # fmt: skip
def test_the_glossary_explains_our_words(word):
    assert word in {entry.term for entry in BY_SLUG["words"].entries}


def test_the_glossary_is_in_order_and_explains_nothing_twice():
    entries = BY_SLUG["words"].entries
    terms = ["".join(filter(str.isalnum, entry.term.lower())) for entry in entries]
    assert terms == sorted(set(terms))
