"""`make run` says plainly what is missing, prepares only what changed, and leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings

from alongside import environment, start
from alongside.environment import CannotStart

BASE = Path(settings.BASE_DIR)


@pytest.mark.parametrize("version", [(2, 7), (3, 10), (3, 14), (4, 0)])
def test_another_python_is_refused_with_what_to_do(version):
    with pytest.raises(CannotStart, match=r"3\.11, 3\.12 or 3\.13") as refused:
        environment.check_python(version)
    assert "make run PYTHON=" in str(refused.value)


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_these_pythons_are_taken(version):
    environment.check_python(version)


def test_a_python_without_venv_is_told_what_to_install():
    with pytest.raises(CannotStart, match=r"apt install python3\.\d+-venv"):
        environment.check_modules(("venv", "no_such_module_here"))


def test_a_folder_that_cannot_be_written_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(CannotStart, match="cannot write there"):
        environment.check_writable(tmp_path)


def test_an_environment_that_holds_the_lock_is_left_alone(monkeypatch, tmp_path):
    lock = tmp_path / "requirements.lock"
    lock.write_text("something==1\n")
    monkeypatch.setattr(environment, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(environment, "RECORD", tmp_path / "installed.json")
    done = []
    monkeypatch.setattr(environment, "_install", done.append)
    monkeypatch.setattr(environment, "_run", lambda *_, **__: None)
    monkeypatch.setattr(environment.shutil, "rmtree", lambda *_, **__: None)

    assert environment.environment_for(lock) is True
    assert environment.environment_for(lock) is False
    lock.write_text("something==2\n")
    assert environment.environment_for(lock) is True
    assert done == [lock, lock]


def test_a_busy_port_is_told_with_another_to_take():
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        with pytest.raises(CannotStart, match=f"PORT={port + 1}"):
            start.Demo({"PORT": str(port)}).check()


@pytest.mark.parametrize("port", ["http", "0", "70000", "-1"])
def test_a_port_that_is_none_is_told(port):
    with pytest.raises(CannotStart, match="from 1 to 65535"):
        start.Demo({"PORT": port})


def test_a_demo_that_others_could_reach_does_not_start():
    with pytest.raises(CannotStart, match="this machine only"):
        start.Demo({"HOST": "0.0.0.0"}).check()


def test_a_demo_on_another_database_does_not_start():
    with pytest.raises(CannotStart, match="DATABASE_URL"):
        start.Demo({"DATABASE_URL": "postgres://example/alongside"}).check()


def test_the_demo_is_served_as_in_production(tmp_path):
    demo = start.Demo({"PORT": "8123", "DATA_DIR": str(tmp_path), "DEBUG": "true"})

    assert demo.surroundings["DEBUG"] == "false"
    assert demo.surroundings["DEMO"] == "true"
    assert demo.address == "http://localhost:8123"


def test_only_what_changed_is_prepared_again(tmp_path, monkeypatch):
    demo = start.Demo({"DATA_DIR": str(tmp_path)})
    demo.make_folders()
    ran: list[list[str]] = []

    def pretend(command: list[str], **options) -> subprocess.Popen[bytes]:
        ran.append(command)
        demo.database.touch()
        (demo.data / "static" / "staticfiles.json").touch()
        return subprocess.Popen([sys.executable, "-c", ""])

    monkeypatch.setattr(demo, "popen", pretend)
    start.prepare(demo)
    assert {command[2] for command in ran} == {"collectstatic", "prepare"}
    ran.clear()
    start.prepare(demo)
    assert ran == []
    demo.database.unlink()
    start.prepare(demo)
    assert [command[2] for command in ran] == ["prepare"]


def test_a_failed_preparation_is_not_taken_for_done(tmp_path, monkeypatch):
    demo = start.Demo({"DATA_DIR": str(tmp_path)})
    demo.make_folders()
    monkeypatch.setattr(
        demo, "popen", lambda *_, **__: subprocess.Popen([sys.executable, "-c", "raise SystemExit(1)"])
    )
    with pytest.raises(CannotStart, match="could not be made"):
        start.prepare(demo)

    assert not (tmp_path / "prepared.json").exists()


def test_ending_takes_children_and_their_children_along(tmp_path):
    mark = tmp_path / "grandchild"
    code = (
        "import os, signal, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        f"open({str(mark)!r}, 'w').write(str(os.getpid()))\n"
        "time.sleep(60)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {code!r}])"],
        start_new_session=True,
    )
    deadline = time.monotonic() + 20
    while not (mark.exists() and mark.read_text()) and time.monotonic() < deadline:
        time.sleep(0.05)
    start.end([parent])

    assert parent.returncode == -signal.SIGTERM
    deadline = time.monotonic() + 5
    while _alive(int(mark.read_text())) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _alive(int(mark.read_text()))


def _alive(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False


def test_a_change_in_any_rooms_static_files_or_code_is_prepared_for():
    for what, kind in (("static files", "*/*/static/*/*"), ("database", "*/*/models.py")):
        watched = {path for pattern in start.PREPARED_FROM[what] for path in BASE.glob(pattern)}
        files = {path for path in BASE.glob(kind) if path.is_file() and not path.is_relative_to(BASE / "var")}
        assert len(files) > 5
        assert files <= watched, what
