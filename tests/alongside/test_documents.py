"""What the documents name is there."""

import re
from pathlib import Path

from django.conf import settings

BASE = Path(settings.BASE_DIR)
DOCUMENTS = [*BASE.glob("*.md"), *BASE.glob("docs/*.md"), *BASE.glob("docs/decisions/*.md")]


def test_every_link_of_a_document_leads_to_a_file():
    missing = []
    for document in DOCUMENTS:
        for target in re.findall(r"\]\(([^)#\s]+)", document.read_text()) + re.findall(
            r'src="([^"]+)"', document.read_text()
        ):
            if not re.match(r"https?:|mailto:|/", target) and not (document.parent / target).exists():
                missing.append(f"{document.name}: {target}")

    assert missing == []


def test_every_file_that_the_threat_model_names_as_standing_is_there():
    text = (BASE / "docs" / "threat-model.md").read_text()
    standing = text[text.index("## What holds today") : text.index("## What is not covered")]
    named = re.findall(r"`((?:site|consultations|templates|tests|docs)/[\w./*-]+)`", standing)

    assert len(named) > 40
    assert [name for name in named if not list(BASE.glob(name))] == []


def test_every_promise_that_stands_names_a_file_and_an_attack():
    text = (BASE / "docs" / "threat-model.md").read_text()
    standing = text[text.index("## What holds today") : text.index("## What is not covered")]
    rows = [line.split("|")[1:-1] for line in standing.splitlines() if line.startswith("| ")][1:]

    assert len(rows) > 15
    for promise, file, attack in rows:
        assert "`" in file, promise
        assert "`tests/" in attack, promise


def test_every_document_is_in_the_list_of_documents():
    listed = set(re.findall(r"\]\(([\w-]+\.md)\)", (BASE / "docs" / "README.md").read_text()))

    assert {path.name for path in BASE.glob("docs/*.md")} - listed == {"README.md"}


def test_the_readme_names_the_two_commands():
    readme = (BASE / "README.md").read_text()

    assert "make run" in readme
    assert "make test" in readme


def test_every_command_of_the_makefile_explains_itself():
    makefile = (BASE / "Makefile").read_text()
    targets = re.findall(r"^([a-z-]+):(?!=)(.*)$", makefile, re.M)
    inner = {"environment", "environment-dev"}

    assert {name for name, rest in targets if "## " not in rest} == inner
