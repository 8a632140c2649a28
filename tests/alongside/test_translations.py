"""The Welsh keeps step with the sources, and covers what readers see."""

import re
from pathlib import Path

import polib
import pytest
from django.utils import translation

from alongside import translations
from alongside.translations import Message

BASE = Path(__file__).resolve().parents[2]
CATALOGUE = BASE / "site/alongside/locale/cy/LC_MESSAGES/django.po"

#: Templates and modules whose words readers of public pages see.
PUBLIC = re.compile(
    r"templates/(?!(?:\w+/)?members/|mailing/(?!registrations/)|account/|mfa/|allauth/|wagtailadmin/|cms/admin/|events/admin/|ui/catalogue|questions/|moderation/)"
    r"|site/cms/(search|feeds|chrome|visit_counting)|site/vocabulary/role_groups|site/ui/clock"
    r"|feedback/(threads/(?!models|apps|batches|gate|messages)|questions/(front_page|searching)|detection/enums)"
    r"|feedback/moderation/(about_answers|enums)"
    r"|consultations/ballots/(booth|code_views|counting/votes|enums|forms|frozen|moments|result)"
    r"|consultations/proposals/(enums|feeds|front_page|index|journey_map|origins|reading_views|revising)"
    r"|consultations/proposals/(searching|showing|suggestions)"
    r"|consultations/events/(attendance|enums|feeds|front_page|index|reading|searching|showing|structured_data|when)"
    r"|consultations/events/(licences|noticeboard|publication)"
    r"|consultations/events/(calendar|check/(drafts|forms|refusals|views)|plan/shown|quoting)"
    r"|consultations/directory/(enums|places|public_views|searching|teams)"
    r"|consultations/pilots/(enums|finding|flowing|logic_models|measures_shown|public_views|showing)"
    r"|consultations/panorama/(heard|journey|promises|public_views|showing|tables|waiting)"
    r"|consultations/pilots/(evaluation_called|evaluation_showing)"
    r"|consultations/outcomes/(chains|commissioning|enums|feeds|flowing|index|public_views|searching|showing)"
    r"|consultations/registrations/mails"
    r"|consultations/registrations/(access_needs|coming_views|forms|guest_pages|on_their_page|place_views|refusals|room_left)"
)


@pytest.fixture(scope="module")
def sources():
    return translations.collect(
        [BASE / "site", BASE / "consultations", BASE / "feedback", BASE / "templates"]
    )


@pytest.fixture(scope="module")
def catalogue():
    return polib.pofile(str(CATALOGUE))


@pytest.fixture(scope="module", autouse=True)
def compiled():
    translations.compile_all(CATALOGUE.parents[2])


def key(entry):
    return Message(entry.msgid, entry.msgctxt or "", entry.msgid_plural or "")


def test_every_translation_has_its_string_in_the_sources(catalogue, sources):
    assert [entry.msgid for entry in catalogue if key(entry) not in sources] == []


def test_every_string_that_readers_see_is_translated(catalogue, sources):
    known = {key(entry) for entry in catalogue.translated_entries()}
    public = {message for message, places in sources.items() if any(PUBLIC.match(place) for place in places)}
    assert len(public) > 100
    assert sorted(message.id for message in public - known) == []


def test_translations_keep_every_placeholder(catalogue):
    for entry in catalogue:
        wanted = translations.placeholders(entry.msgid)
        for text in [entry.msgstr] if entry.msgstr else entry.msgstr_plural.values():
            assert translations.placeholders(text) == wanted, entry.msgid


def test_translations_begin_and_end_as_the_english_does(catalogue):
    for entry in catalogue:
        for text in [entry.msgstr] if entry.msgstr else entry.msgstr_plural.values():
            assert text == text.strip()
            assert (text[-1] in ".:?") == (entry.msgid[-1] in ".:?"), entry.msgid
            assert "!" not in text
            assert "'" not in text, "the curly apostrophe is ours"


def test_no_translation_is_fuzzy_obsolete_or_given_twice(catalogue):
    assert not catalogue.fuzzy_entries()
    assert not catalogue.obsolete_entries()
    keys = [key(entry) for entry in catalogue]
    assert len(keys) == len(set(keys))


def test_the_welsh_is_used():
    with translation.override("cy"):
        assert translation.gettext("Search") == "Chwilio"
        assert translation.ngettext("%(count)d point", "%(count)d points", 2) == "%(count)d bwynt"
        assert translation.pgettext("search", "Type") == "Math"


def test_strings_are_found_in_python_and_in_templates():
    code = 'a = _("One")\nb = ngettext("%(n)d", "%(n)ds", n)\nc = pgettext_lazy("place", "Two")\n'
    assert set(translations.in_python(code)) == {
        Message("One"),
        Message("%(n)d", plural="%(n)ds"),
        Message("Two", context="place"),
    }
    template = (
        "{% load i18n %}<c-x title=\"{% translate 'It’s (one)' %}\" />"
        "{% blocktranslate with name=person.name %}Hello {{ name }}{% endblocktranslate %}"
        "{% blocktranslate count n=n %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}"
    )
    assert set(translations.in_template(template)) == {
        Message("It’s (one)"),
        Message("Hello %(name)s"),
        Message("%(n)s day", plural="%(n)s days"),
    }


def test_compiling_writes_only_what_changed(tmp_path):
    folder = tmp_path / "cy" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text('msgid ""\nmsgstr ""\n\nmsgid "One"\nmsgstr "Un"\n')
    assert [path.name for path in translations.compile_all(tmp_path)] == ["django.mo"]
    assert translations.compile_all(tmp_path) == []
    assert polib.mofile(str(folder / "django.mo"))[0].msgstr == "Un"
