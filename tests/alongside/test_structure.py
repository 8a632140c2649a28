"""The house stays as it was drawn: what points where, what things are called, what a file may hold."""

import configparser
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

BASE = Path(settings.BASE_DIR)
PYPROJECT = tomllib.loads((BASE / "pyproject.toml").read_text())
IMPORTS = configparser.ConfigParser()
IMPORTS.read(BASE / ".importlinter")
#: Folders of the first level that hold rooms as packages of their own.
HOUSES = ("consultations", "feedback")


def tracked(*patterns: str) -> list[Path]:
    """The files that belong to the project, by git's own list."""
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=BASE, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    return [BASE / name for name in names.split("\0") if name and (BASE / name).is_file()]


def rooms() -> list[str]:
    """Every room there is, as it is imported."""
    own = [path.parent.name for path in (BASE / "site").glob("*/__init__.py")]
    return sorted(
        own
        + [f"{house}.{path.parent.name}" for house in HOUSES for path in (BASE / house).glob("*/__init__.py")]
    )


# --- The source folder on the path ------------------------------------------------


def test_the_four_that_put_site_on_the_path_agree():
    assert PYPROJECT["tool"]["pytest"]["ini_options"]["pythonpath"][0] == "site"
    assert PYPROJECT["tool"]["mypy"]["mypy_path"][0] == "site"
    assert '/ "site"' in (BASE / "manage.py").read_text()
    start = (BASE / "site" / "alongside" / "start.py").read_text()
    assert re.search(r'"--pythonpath",\s*"site"', start)


def test_site_is_a_folder_and_no_package_and_the_standard_librarys_site_is_untouched():
    import site

    assert not (BASE / "site" / "__init__.py").exists()
    assert "lib" in str(site.__file__)


# --- Which way things point ---------------------------------------------------------


def lint_imports(*options: str) -> subprocess.CompletedProcess[str]:
    """Run import-linter as `make lint` does."""
    return subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", *options],
        cwd=BASE,
        env={**os.environ, "PYTHONPATH": "site:."},
        capture_output=True,
        text=True,
    )


def test_imports_point_the_way_they_should():
    done = lint_imports()

    assert done.returncode == 0, done.stdout[-3000:]


def test_every_room_has_its_place_in_the_order_of_imports():
    layers = set(re.findall(r"[\w.]+", IMPORTS["importlinter:contract:layers"]["layers"]))
    roots = set(IMPORTS["importlinter"]["root_packages"].split())

    assert set(rooms()) <= layers
    assert {room.split(".")[0] for room in rooms()} == roots


def test_the_import_rules_catch_a_turned_order(tmp_path):
    config = (BASE / ".importlinter").read_text()
    above, below = "    people | feedback.letterbox\n", "    cms | mailing | codes | feedback.detection\n"
    turned = config.replace(above + below, below + above)
    assert turned != config
    (tmp_path / "contract.ini").write_text(turned)
    done = lint_imports("--config", str(tmp_path / "contract.ini"))

    assert done.returncode == 1
    assert "BROKEN" in done.stdout


def test_anonymous_rooms_are_kept_from_djangos_accounts():
    lint = PYPROJECT["tool"]["ruff"]["lint"]
    banned = lint["flake8-tidy-imports"]["banned-api"]

    assert {"django.contrib.auth", "django.contrib.sessions", "django.contrib.messages"} <= set(banned)
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--no-cache", "--select", "TID251", "--stdin-filename",
         "feedback/threads/planted.py", "-"],
        cwd=BASE, input="from django.contrib.auth import get_user_model\n", capture_output=True, text=True,
    )  # fmt: skip
    assert "TID251" in done.stdout


# --- What things are called -----------------------------------------------------------


@pytest.mark.parametrize(
    "forbidden", ["utils", "util", "helpers", "helper", "common", "core", "misc", "manager", "managers"]
)
def test_no_module_is_named_for_nothing_in_particular(forbidden):
    assert [
        path for path in tracked("*.py") if forbidden in (path.stem, *path.relative_to(BASE).parts[:-1])
    ] == []


def test_every_app_has_an_explicit_label_that_is_its_own():
    from django.apps import apps

    ours = [
        app
        for app in apps.get_app_configs()
        if Path(app.path).is_relative_to(BASE / "site") or "consultations" in app.path
    ]

    assert len({app.label for app in ours}) == len(ours) > 5
    assert all("label" in vars(type(app)) for app in ours)


def test_decisions_are_numbered_once_and_have_the_same_parts():
    files = sorted((BASE / "docs" / "decisions").glob("*.md"))
    numbers = [path.name[:4] for path in files]

    assert len(numbers) == len(set(numbers)) > 0
    assert [path.name for path in files if not re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", path.name)] == []
    for path in files:
        parts = re.findall(r"^## (.+)$", path.read_text(), re.M)
        assert parts[:2] == ["Context", "Decision"], path.name
        assert "Consequences" in parts, path.name


# --- What is said, and how ---------------------------------------------------------------

AVOIDED = re.compile(
    r"\b(offenders?|ex-offenders?|inmates?|convicts?|service users?|guaranteed?|portal)\b",
    re.I,
)
SHOWN = ("templates/*.html", "templates/*.txt", "site/cms/default_pages/*.py", "site/demo/*.py")
COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", re.S)


def test_words_that_people_in_prison_asked_us_not_to_use_are_not_used():
    found = []
    for path in tracked(*SHOWN):
        for number, line in enumerate(COMMENT.sub("", path.read_text()).splitlines(), 1):
            if AVOIDED.search(line) and "word-avoided" not in line:
                found.append(f"{path.relative_to(BASE)}:{number}: {line.strip()[:100]}")

    assert found == []


def test_no_page_raises_its_voice():
    """No exclamation marks in words that are shown."""
    found = []
    for path in tracked("templates/*.html", "templates/*.txt"):
        words = re.sub(
            r"\{[{%#].*?[}%#]\}|<!--.*?-->|<[^>]*>", " ", COMMENT.sub("", path.read_text()), flags=re.S
        )
        found += [
            f"{path.relative_to(BASE)}: {line.strip()}"
            for line in words.splitlines()
            if re.search(r"\w!", line)
        ]

    assert found == []


# --- What a template may hold ----------------------------------------------------------------


def templates() -> dict[str, str]:
    """Our own templates without their comments; Wagtail's admin has rules of its own (edge.headers)."""
    return {
        str(path.relative_to(BASE)): COMMENT.sub("", path.read_text())
        for path in tracked("templates/*.html")
        if "wagtailadmin" not in path.parts
    }


def test_no_template_styles_or_scripts_in_place():
    inline = re.compile(
        r"\sstyle=|<style\b|<script(?![^>]*\bsrc=)(?![^>]*application/(ld\+)?json)|\son[a-z]+=\"|javascript:"
    )

    assert {
        name
        for name, text in templates().items()
        if inline.search(text) and not name.startswith("templates/mailing/")
    } == set()


def test_public_templates_ask_for_no_token_and_no_session():
    folders = ("members", "account", "mfa", "allauth", "moderation", "questions")
    members = re.compile(rf"templates/(?:{'|'.join(folders)}|\w+/members)/")
    wants = re.compile(r"csrf_token|\bin messages\b|request\.user|\buser\.")
    public = {name: text for name, text in templates().items() if not members.match(name)}

    assert {name for name, text in public.items() if wants.search(text)} - {
        "templates/components/form.html"
    } == set()


def test_a_button_that_prints_brings_the_script_without_which_it_stays_hidden():
    prints = {name for name, text in templates().items() if "data-print" in text}

    assert prints
    assert {name for name in prints if "ui/print_button.js" not in templates()[name]} == set()


def test_no_template_asks_a_third_party():
    outside = re.compile(
        r"(?:src|srcset|action|poster)=\"https?:|<link[^>]+href=\"https?:|@import|url\(https?:"
    )

    assert {name for name, text in templates().items() if outside.search(text)} == set()


# --- What no file may hold -----------------------------------------------------------------------


def test_no_file_names_a_package_index_or_a_place_on_somebodys_machine():
    index = re.compile(
        r"(?:--index-url|--extra-index-url|--find-links)[ =]|https?://[\w.-]*(?:pypi|pythonhosted)[\w.-]*|/home/\w+/|/root/"
    )
    allowed = {BASE / "tests" / "alongside" / "test_structure.py"}
    found = []
    for path in tracked(
        "*.py", "*.toml", "*.lock", "*.md", "*.html", "Makefile", ".ci/*", "*.ini", "*.cfg", "*.conf"
    ):
        if path not in allowed and (match := index.search(path.read_text())):
            found.append(f"{path.relative_to(BASE)}: {match[0]}")

    assert found == []


def test_no_model_waits_for_a_migration(db):
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
