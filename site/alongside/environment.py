"""Makes the virtual environment: the right Python, and exactly what the lock names.

Runs before anything is installed, so it uses nothing but the standard library,
and any Python 3 can read it far enough to say what is wrong.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2]
OLDEST, NEWEST = (3, 11), (3, 13)
ENVIRONMENT = FOLDER / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
#: What is installed: the Python's version and, for each lock, the hash of the file that was followed.
RECORD = ENVIRONMENT / "installed.json"


class CannotStart(Exception):  # noqa: N818 - what happened, in words
    """Something is missing; the text says what, and what to do."""


def check_python(version: tuple[int, int] = (sys.version_info[0], sys.version_info[1])) -> None:
    """Refuse a Python that the lock was not made for."""
    if OLDEST <= version <= NEWEST:
        return
    raise CannotStart(
        f"Alongside needs Python 3.11, 3.12 or 3.13. Here is {version[0]}.{version[1]}: {sys.executable}\n"
        "Install one of those, or say where it is:  make run PYTHON=/path/to/python3.12"
    )


def check_modules(names: tuple[str, ...] = ("venv", "ensurepip")) -> None:
    """Refuse a Python that cannot make virtual environments, as Debian's comes."""
    missing = [name for name in names if importlib.util.find_spec(name) is None]
    if missing:
        raise CannotStart(
            f"This Python cannot make a virtual environment: its module {missing[0]} is missing.\n"
            f"On Debian and Ubuntu:  apt install python{sys.version_info[0]}.{sys.version_info[1]}-venv\n"
            "Then run the same command again."
        )


def check_writable(folder: Path = FOLDER) -> None:
    """Refuse a folder in which nothing can be kept."""
    if not os.access(folder, os.W_OK):
        raise CannotStart(
            f"Alongside keeps everything in its own folder, and cannot write there: {folder}\n"
            "Copy the folder to a place that is yours, or change who may write in it."
        )


def environment_for(lock: Path) -> bool:
    """Make `.venv` hold what a lock names; quick and quiet when it does already.

    Returns whether anything had to be installed.
    """
    check_python()
    check_writable()
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    record = _record()
    if PYTHON.exists() and record.get("python") == version and record.get(lock.name) == wanted:
        return False
    check_modules()
    if not PYTHON.exists() or _version_of(PYTHON) != version:
        _say(f"Making a virtual environment for Python {version} in .venv")
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        record = {}
        _run([sys.executable, "-m", "venv", str(ENVIRONMENT)], "The virtual environment could not be made.")
    _say(f"Installing what {lock.name} names. The first time, this takes about a minute.")
    _install(lock)
    RECORD.write_text(json.dumps({**record, "python": version, lock.name: wanted}, indent=1))
    return True


def _install(lock: Path) -> None:
    """Install by hash. What pip keeps for itself stays in this folder and goes afterwards."""
    scratch = ENVIRONMENT / "scratch"
    scratch.mkdir(exist_ok=True)
    try:
        _run(
            [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input",
             "--no-cache-dir", "--no-compile", "--no-deps", "--require-hashes", "--requirement", str(lock)],
            "The packages could not be installed. Nothing else on this machine was changed.\n"
            "If the lines above speak of the network or of retries: pip has to reach a package index, once.\n"
            "Check the connection, or set PIP_INDEX_URL to an index that you can reach, and run this again.\n"
            "If they speak of hashes: the index gave another file than the one we tested. Do not go on.",
            TMPDIR=str(scratch),
        )  # fmt: skip
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _record() -> dict[str, str]:
    try:
        found = json.loads(RECORD.read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _version_of(python: Path) -> str:
    """The version of an environment's Python, as "3.11"; empty when it no longer runs."""
    ask = [str(python), "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    try:
        return subprocess.run(ask, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def _run(command: list[str], sorry: str, **extra: str) -> None:
    try:
        subprocess.run(command, check=True, env={**os.environ, **extra}, cwd=FOLDER)
    except (OSError, subprocess.CalledProcessError) as error:
        raise CannotStart(sorry) from error


def _say(text: str) -> None:
    print(text, flush=True)


def main() -> int:
    """Make the environment for running, or with `--dev` for testing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="with what tests and checks need")
    options = parser.parse_args()
    try:
        environment_for(FOLDER / ("requirements-dev.lock" if options.dev else "requirements.lock"))
    except CannotStart as error:
        print(f"\n{error}\n", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
