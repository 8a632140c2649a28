"""A summary as people read it: whole, on one page, in Easy Read, on paper; linked to, cited, put right."""

import datetime
import json
import re

import html5lib
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.documents.models import Document

from cms.blocks.people import PersonBlock, orcid_of
from cms.models import Programme
from consultations.events.models import EventPage
from consultations.events.paragraphs import paragraphs_of
from consultations.events.readings import MODES
from consultations.events.summary import SummaryState
from consultations.events.summary_blocks import CorrectionBlock
from consultations.events.when import Precision
from edge import page_cache
from tests.factories.events import EventFactory, point, record, topic

pytestmark = pytest.mark.django_db

BLOCK, OTHER = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
ORCID = "0000-0002-1825-0097"
XHTML = "{http://www.w3.org/1999/xhtml}"


def text(html, *, block_id=BLOCK):
    return {"type": "text", "value": html, "id": block_id}


def stream(*blocks):
    return json.dumps(
        [{"type": kind, "value": value, "id": f"{n}"} for n, (kind, value) in enumerate(blocks)]
    )


def people(*names, **values):
    found = [
        {"type": "item", "id": str(n), "value": {"name": name, "part": "author", **values}}
        for n, name in enumerate(names)
    ]
    return ("people", {"people": found})


def summarised(**values):
    """An event with all that a summary may have."""
    values.setdefault("record", record(topic("When to step in", [point("Start early.", themes=["trust"])])))
    values.setdefault("in_short", stream(("text", "<p>Start early, said many.</p>")))
    values.setdefault(
        "easy_read",
        stream(
            ("sentence", {"words": "People met.", "drawing": "together"}),
            ("heading", "What they said"),
            ("sentence", {"words": "Start early.", "drawing": "calendar"}),
        ),
    )
    values.setdefault(
        "credits",
        stream(
            people("Stephanie Tierney", affiliation="University of Oxford", orcid=ORCID),
            (
                "funding",
                {"funder": "NIHR", "reference": "NIHR130247", "statement": "Her own views.", "link": ""},
            ),
        ),
    )
    return EventFactory(
        introduction="What people raised.",
        original_date=datetime.date(2022, 10, 1),
        version="1.1",
        licence="cc-by-4.0",
        **values,
    )


def read(client, address):
    page_cache.shelf.clear()
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert not answer.cookies
    return answer.content.decode()


def tree(html):
    return html5lib.parse(html)


def metas(html):
    found = {}
    for element in tree(html).iter(f"{XHTML}meta"):
        if element.get("name"):
            found.setdefault(element.get("name"), []).append(element.get("content"))
    return found


# --- Paragraphs -------------------------------------------------------------------------------


def test_every_paragraph_can_be_linked_to_and_keeps_its_address_when_others_come_before_it(client):
    one = '<p data-block-key="aaaaa">First.</p><ul><li data-block-key="bbbbb">Item.</li></ul>'
    event = EventFactory(record=record(text(one), topic("T", [point("Said.")], block_id=OTHER)))
    before = {found.text: found.anchor for found in paragraphs_of(event.pk, event.record)}
    html = read(client, event.url)

    assert set(before) == {"First.", "Item.", "T", "Said."}
    for anchor in before.values():
        assert f'id="{anchor}"' in html
        if anchor.startswith("text-"):
            assert f'href="#{anchor}"' in html
    assert "data-block-key" not in html
    event.record = EventPage(record=record(text(f'<p data-block-key="ccccc">New.</p>{one}'))).record
    after = {found.text: found.anchor for found in paragraphs_of(event.pk, event.record)}
    assert after["First."] == before["First."]
    assert after["Item."] == before["Item."]
    assert after["New."] not in before.values()


def test_nested_lists_headings_and_empty_paragraphs_stay_what_they_are(client):
    html = (
        '<h2 data-block-key="a">Head</h2><p data-block-key="b"></p><ol><li data-block-key="c">One'
        '<ul><li data-block-key="d">Below</li></ul></li></ol>'
        '<p>With <b>bold</b> &amp; <a href="/trust/">link</a></p>'
    )
    event = EventFactory(record=record(text(html)))
    shown = tree(read(client, event.url))
    part = next(found for found in shown.iter(f"{XHTML}div") if "event__part" in (found.get("class") or ""))

    assert [found.text for found in paragraphs_of(event.pk, event.record)] == [
        "Head", "One", "Below", "With bold & link",
    ]  # fmt: skip
    marks = [link for link in part.iter(f"{XHTML}a") if link.get("class") == "point__address"]
    assert len(marks) == 4
    assert "".join(part.itertext()).split("#") == ["Head ", "One ", "Below ", "With bold & link ", ""]
    assert len({mark.get("href") for mark in marks}) == 4


# --- Citing -----------------------------------------------------------------------------------


def test_an_old_piece_is_cited_with_its_original_date_author_version_and_licence(client):
    Programme.objects.update_or_create(pk=1, defaults={"name": "Alongside"})
    event = summarised(title="What could help?")
    html = read(client, event.url)

    assert "Tierney, S. (2022, October). <i>What could help?</i> (Version 1.1). Alongside." in html
    assert re.search(
        r"Tierney S\. What could help\? \[Internet\]\. Version 1\.1\. Alongside; 2022 Oct \[cited", html
    )
    assert 'href="https://creativecommons.org/licenses/by/4.0/"' in html
    assert f'href="https://orcid.org/{ORCID}"' in html
    assert "University of Oxford" in html
    told = metas(html)
    assert told["citation_author"] == told["DC.creator"] == ["Tierney, Stephanie"]
    assert told["citation_publication_date"] == ["2022/10"]
    assert told["citation_technical_report_institution"] == ["Alongside"]
    assert told["citation_keywords"] == ["Trust"]


@pytest.mark.parametrize(
    ("form", "content_type", "words"),
    [
        ("bib", "application/x-bibtex", "month = oct"),
        ("ris", "application/x-research-info-systems", "DA  - 2022/10//"),
        ("json", "application/vnd.citationstyles.csl+json", '"literal"'),
    ],
)
def test_each_file_has_its_kind_and_a_name(client, form, content_type, words):
    event = summarised(title="What could help?", credits="[]")
    page = read(client, event.url)
    answer = client.get(f"/events/{event.slug}/cite.{form}")

    assert f'href="/events/{event.slug}/cite.{form}"' in page
    assert answer.headers["Content-Type"].startswith(content_type)
    assert answer.headers["Content-Disposition"].endswith(f'.{form}"')
    assert words in answer.content.decode()


def test_a_plan_or_a_draft_cannot_be_cited(client):
    coming = EventFactory(slug="coming", day=timezone.localdate() + datetime.timedelta(days=40))
    draft = EventFactory(slug="draft", live=False, record=record(topic("T", [point()])))

    assert "citation_title" not in metas(read(client, coming.url))
    for event in (coming, draft):
        assert client.get(f"/events/{event.slug}/cite.bib").status_code == 404


def test_without_an_original_date_the_day_counts_on_which_there_was_a_summary():
    event = EventFactory(first_published_at=timezone.now() - datetime.timedelta(days=60))
    assert event.appeared is None
    event.record = EventPage(record=record(topic("T", [point()]))).record
    event.save_revision().publish()

    event = EventPage.objects.get(pk=event.pk)
    assert event.appeared.day == timezone.localdate()
    EventPage.objects.filter(pk=event.pk).update(summarised_on=datetime.date(2026, 1, 5))
    event.save_revision().publish()
    assert EventPage.objects.get(pk=event.pk).appeared.day == datetime.date(2026, 1, 5)


@pytest.mark.parametrize("given", [ORCID, f"https://orcid.org/{ORCID}/", "0000000218250097", f" {ORCID} "])
def test_an_orcid_is_stored_in_one_form(given):
    assert orcid_of(given) == ORCID


@pytest.mark.parametrize(
    "given", ["0000-0002-1825-0098", "0000-0002-1825-009", "https://orcid.org/", "tierney"]
)
def test_an_orcid_whose_check_digit_does_not_fit_is_refused_where_it_stands(given):
    with pytest.raises(ValidationError):
        PersonBlock().child_blocks["orcid"].clean(given)


def test_machines_are_told_the_same_as_people(client):
    event = summarised(
        title="What could help?",
        corrections=stream(("correction", {"day": "2026-03-03", "what": "It said May.", "why": "A slip."})),
    )
    html = read(client, event.url)
    told = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)[1])[
        "@graph"
    ]
    report = next(part for part in told if part["@type"] == "Report")

    assert report["author"] == [
        {
            "@type": "Person",
            "name": "Stephanie Tierney",
            "affiliation": {"@type": "Organization", "name": "University of Oxford"},
            "identifier": f"https://orcid.org/{ORCID}",
        }
    ]
    assert report["funding"][0]["identifier"] == "NIHR130247"
    assert (report["datePublished"], report["dateModified"]) == ("2022-10", "2026-03-03")
    assert (report["version"], report["license"][-8:]) == ("1.1", "/by/4.0/")
    assert report["correction"][0]["text"] == "It said May. A slip."


def test_people_named_in_the_middle_of_a_page_have_their_organisation_and_orcid_too(client):
    kind, value = people("Stephanie Tierney", affiliation="University of Oxford", orcid=ORCID)
    html = read(client, EventFactory(record=record({"type": kind, "value": value, "id": BLOCK})).url)

    assert "University of Oxford" in html
    assert f'href="https://orcid.org/{ORCID}"' in html


# --- Other readings ---------------------------------------------------------------------------


def test_each_reading_has_an_address_is_offered_and_leads_back(client):
    event = summarised(title="What could help?")
    whole = read(client, event.url)

    for way, words in (
        ("in-short", "Start early, said many."),
        ("easy-read", "What they said"),
        ("noticeboard", "Start early, said many."),
    ):
        assert f'href="{event.url}{way}/"' in whole
        html = read(client, f"{event.url}{way}/")
        assert words in html
        assert html.count("<h1>") == 1
        assert f'href="{event.url}"' in html


def test_readings_that_nobody_wrote_are_neither_offered_nor_there(client):
    event = EventFactory(record=record(topic("T", [point("Start early.")])))
    whole = read(client, event.url)

    for way in ("in-short", "easy-read"):
        assert f"{event.url}{way}/" not in whole
        assert client.get(f"{event.url}{way}/").status_code == 404
    assert "Start early." in read(client, f"{event.url}noticeboard/")


def test_search_engines_are_told_of_each_reading_that_somebody_wrote_and_of_no_draft(client):
    def listed():
        client.get("/sitemap.xml")  # the site is found
        page_cache.shelf.clear()
        with CaptureQueriesContext(connection) as asked:
            xml = client.get("/sitemap.xml").content.decode()
        return set(re.findall(r"testserver(/events/[\w-]+/[\w-]+/)", xml)), len(asked)

    one = summarised(slug="read")
    EventFactory(record=record(topic("T", [point("Start early.")])))
    found, few = listed()
    assert found == {f"{one.url}in-short/", f"{one.url}easy-read/"}
    for number in range(5):
        summarised(slug=f"read-{number}")
    summarised(slug="drafted", live=False)
    found, many = listed()
    assert len(found) == 12
    assert few == many


def test_easy_read_goes_in_short_sentences_below_its_headings_each_with_a_drawing(client):
    html = read(client, f"{summarised().url}easy-read/")

    assert html.count('class="drawing"') == 2
    assert html.index("People met.") < html.index("<h2>What they said</h2>") < html.index("Start early.")


def test_the_sheet_for_a_noticeboard_has_a_short_address_a_square_and_a_street(client):
    Programme.objects.update_or_create(
        pk=1, defaults={"name": "Alongside", "street_address": "1 Example Street\nOxford OX1 1AA"}
    )
    event = summarised()
    html = read(client, f"{event.url}noticeboard/")

    assert f"/events/{event.pk}</b>" in html
    assert 'class="square"' in html
    assert "1 Example Street, Oxford OX1 1AA" in html
    moved = client.get(f"/events/{event.pk}/")
    assert (moved.status_code, moved.headers["Location"]) == (302, event.url)


def test_what_is_taken_down_goes_in_all_its_readings(client):
    event = summarised(slug="gone")
    event.unpublish()

    for address in ("/events/gone/in-short/", "/events/gone/easy-read/", "/events/gone/noticeboard/",
                    "/events/gone/cite.ris", f"/events/{event.pk}/"):  # fmt: skip
        assert client.get(address).status_code == 404


def test_drafts_can_be_looked_at_in_each_way_and_are_shown_to_nobody_else(client):
    event = summarised(slug="drafted")
    event.in_short = stream(("text", "<p>Not public yet.</p>"))
    event.save_revision()
    draft = event.get_latest_revision_as_object()

    assert "Not public yet." not in read(client, "/events/drafted/in-short/")
    for mode, _name in MODES:
        assert draft.make_preview_request(preview_mode=mode).status_code == 200
    assert "Not public yet." in draft.make_preview_request(preview_mode="in-short").rendered_content


def test_a_recording_is_offered_and_only_sound_is_taken(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    sound = Document.objects.create(title="Read out", file=ContentFile(b"ID3\x04" + b"\0" * 20, name="a.mp3"))
    words = Document.objects.create(title="Words", file=ContentFile(b"%PDF-1.7", name="a.mp3"))
    event = summarised(recording=sound)

    assert f'<audio controls preload="none" src="{sound.url}">' in read(client, event.url)
    event.recording = words
    with pytest.raises(ValidationError) as refusal:
        event.full_clean()
    assert set(refusal.value.message_dict) == {"recording"}


def test_search_finds_the_words_of_a_summary_and_of_its_readings_but_nothing_that_is_quoted(client):
    quoted = {"type": "quotation", "value": {"words": "Wolverines everywhere."}, "id": OTHER}
    summarised(
        title="Meeting in October",
        record=record(
            text("<p>They spoke of <b>helplessness</b>.</p>"), quoted, topic("T", [point("Early.")])
        ),
    )

    for word in ("helplessness", "many", "met"):
        assert "Meeting in October" in read(client, f"/search/?q={word}")
    assert "Meeting in October" not in read(client, "/search/?q=wolverines")


# --- Putting right ----------------------------------------------------------------------------


def test_a_correction_that_is_still_being_written_does_not_break_the_preview(client):
    event = summarised(corrections=stream(("correction", {"day": None, "what": "It said May.", "why": ""})))

    assert "It said May." not in read(client, event.url)


def test_corrections_are_shown_with_day_and_reason_and_told_at_the_top(client):
    event = summarised(
        corrections=stream(
            ("correction", {"day": "2026-03-03", "what": "It said May.", "why": "A slip."}),
            ("correction", {"day": "2026-07-14", "what": "A name was added.", "why": "She asked for it."}),
        )
    )
    html = read(client, event.url)

    assert "Corrected on 14 July 2026" in html
    assert html.index("14 July 2026</b>") < html.index("3 March 2026</b>")
    assert "Why: She asked for it." in html


def test_nothing_can_have_been_corrected_tomorrow():
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    with pytest.raises(ValidationError):
        CorrectionBlock().clean({"day": tomorrow, "what": "X", "why": "Y"})


def test_a_summary_that_is_still_being_written_says_so(client):
    html = read(client, summarised(summary_state=SummaryState.BEING_WRITTEN).url)

    assert "This is not the whole record yet." in html


# --- Cost -------------------------------------------------------------------------------------


@pytest.mark.database
def test_a_reading_takes_the_same_few_queries_however_much_was_said(client):
    def queries(slug, number):
        points = [point(f"Point {n}.", themes=["trust"], stage="recalled") for n in range(number)]
        event = summarised(slug=slug, record=record(topic("T", points)))
        found = []
        for way in ("in-short", "easy-read", "noticeboard"):
            read(client, f"{event.url}{way}/")
            page_cache.shelf.clear()
            with CaptureQueriesContext(connection) as captured:
                client.get(f"{event.url}{way}/")
            found.append(len(captured))
        return found

    small, large = queries("small", 2), queries("large", 60)
    assert small == large
    assert max(large) <= 12


@pytest.mark.parametrize("slug", ["2022", "feed"])
def test_addresses_of_the_site_itself_are_refused(slug):
    event = EventPage(
        title="E", slug=slug, format="online", day=timezone.localdate(), precision=Precision.DAY
    )
    with pytest.raises(ValidationError) as refusal:
        event.clean()
    assert "slug" in refusal.value.message_dict
