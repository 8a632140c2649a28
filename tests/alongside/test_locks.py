"""The locks name everything that is declared, with hashes, and where it came from nowhere."""

import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

BASE = Path(settings.BASE_DIR)
PROJECT = tomllib.loads((BASE / "pyproject.toml").read_text())
DECLARED = {
    "requirements.lock": PROJECT["project"]["dependencies"],
    "requirements-production.lock": [
        *PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"]["production"],
    ],
    "requirements-dev.lock": [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]],
}


def locked(name: str) -> dict[str, Requirement]:
    """What a lock names, by name."""
    lines = re.findall(r"^([a-zA-Z0-9][^\\\n]*?)\s*\\?$", (BASE / name).read_text(), re.M)
    found = [Requirement(line) for line in lines]
    return {canonicalize_name(one.name): one for one in found}


@pytest.mark.parametrize("name", DECLARED)
def test_a_lock_holds_every_declared_dependency_within_its_limits(name):
    pinned = locked(name)
    for declared in map(Requirement, DECLARED[name]):
        one = pinned[canonicalize_name(declared.name)]
        version = str(one.specifier).removeprefix("==")
        assert declared.specifier.contains(version, prereleases=True), f"{declared} is locked at {version}"


@pytest.mark.parametrize("name", DECLARED)
def test_every_line_of_a_lock_is_one_version_with_hashes(name):
    text = (BASE / name).read_text()
    entries = re.split(r"\n(?=[a-zA-Z0-9])", text.strip())

    assert len(entries) > 20
    for entry in entries:
        assert re.match(r"[\w.-]+(\[[\w,]+\])?==\S+", entry), entry[:80]
        assert "--hash=sha256:" in entry, entry[:80]


@pytest.mark.parametrize("name", DECLARED)
def test_a_lock_names_no_address(name):
    assert not re.search(r"https?:|file:|index-url|find-links", (BASE / name).read_text())


@pytest.mark.parametrize("name", DECLARED)
@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13"])
def test_a_lock_is_whole_on_each_python(name, version):
    """What we declare is there on each version: a marker may leave out only what others need."""
    here = {"python_version": version, "python_full_version": f"{version}.4", "sys_platform": "linux"}
    declared = {canonicalize_name(Requirement(text).name) for text in DECLARED[name]}
    for each in declared:
        marker: Marker | None = locked(name)[each].marker
        assert marker is None or marker.evaluate(here), f"{each} is left out on {version}"


@pytest.mark.parametrize("name", ["requirements-production.lock", "requirements-dev.lock"])
def test_tests_and_production_run_what_the_demo_runs(name):
    run, other = locked("requirements.lock"), locked(name)

    assert {
        each: str(one.specifier)
        for each, one in run.items()
        if str(other[each].specifier) != str(one.specifier)
    } == {}
