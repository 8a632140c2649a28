"""The folder of private keys: what is put there survives a crash, and what is destroyed does not.

Nothing here tells a time: all files are dated 1 January 1970. Linux keeps one
time that nobody can set, that of a file's last change (and some file systems
that of its making); both fall into the emptying, whose time is no secret.

Destroying overwrites in place. That is worth something on a plain disk; on
flash, on file systems that copy on write and on whatever is snapshotted the old
bytes may stay where no program reaches them (docs/codes-and-keys.md).
"""

import fcntl
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sealing.pairs import KeySpoiltError, PrivateKey

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
#: Names of files that are being written or are on their way out.
_PASSING = ".passing-"
_CHUNK = 1024 * 1024
#: What every file and the folder are dated.
NO_TIME = (0, 0)


class GoneError(Exception):
    """There is nothing of this name: it was destroyed, or never stored."""


class AlreadyThereError(Exception):
    """A key of this name is stored already; keys are never replaced."""


class FolderNotPrivateError(Exception):
    """Others can look into the folder, and we may not change that."""


def store(folder: Path, name: str, private: PrivateKey) -> None:
    """Put a private key into the folder; when this returns, a power cut does not lose it.

    Raises:
        AlreadyThereError: there is a key of this name.
    """
    with _written(folder, name, private.to_bytes()) as passing:
        try:
            os.link(passing, folder / name)
        except FileExistsError as error:
            raise AlreadyThereError(name) from error


def load(folder: Path, name: str) -> PrivateKey:
    """A private key out of the folder.

    Raises:
        GoneError: it was destroyed, or never stored.
        KeySpoiltError: it is damaged, or its destruction was cut short after the overwriting.
    """
    return PrivateKey.from_bytes(load_bytes(folder, name))


def store_bytes(folder: Path, name: str, content: bytes) -> None:
    """Put anything else beside the keys (already encrypted), in place of what had this name.

    What it replaces is destroyed like a key. When this returns, a power cut loses neither.
    """
    target = folder / name
    with _written(folder, name, content) as passing:
        former = folder / _passing_name()
        with suppress(FileNotFoundError):
            os.link(target, former)
        passing.replace(target)
        _sync_folder(folder)
        _destroy_file(former)


def load_bytes(folder: Path, name: str) -> bytes:
    """What was stored under this name.

    Raises:
        GoneError: it was destroyed, or never stored.
    """
    try:
        number = os.open(_path(folder, name), os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except FileNotFoundError as error:
        raise GoneError(name) from error
    with os.fdopen(number, "rb") as file:
        content = file.read()
        os.utime(file.fileno(), NO_TIME)  # reading dates a file too
    return content


def destroy(folder: Path, name: str) -> None:
    """Overwrite with random bytes, write that through to the disk, unlink. May be repeated.

    Cut short at any point, it leaves either the whole, which a second call destroys,
    or random bytes, which `load` refuses.
    """
    _destroy_file(_path(folder, name))
    if folder.exists():
        _sync_folder(folder)


def names(folder: Path) -> list[str]:
    """Everything stored, by name."""
    if not folder.exists():
        return []
    return sorted(path.name for path in folder.iterdir() if _NAME.fullmatch(path.name))


def sweep(folder: Path) -> int:
    """Destroy what crashes left half-way, and say how many files that were.

    Only for a process that knows nobody else is storing just now (it holds the lock of the keys).
    """
    if not folder.exists():
        return 0
    left = list(folder.glob(f"{_PASSING}*"))
    stored = {(folder / name).lstat().st_ino for name in names(folder)}
    for path in left:
        if path.lstat().st_ino in stored:
            path.unlink()  # a second name of something whole: it was cut short between two names
        else:
            _destroy_file(path)
    _sync_folder(folder)
    return len(left)


def was_cut_short(folder: Path) -> bool:
    """Whether a crash left something half-way that `sweep` would destroy; or somebody is storing just now."""
    return folder.exists() and any(folder.glob(f"{_PASSING}*"))


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Wait until no other process or thread changes this folder. A process that dies lets go."""
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(number, fcntl.LOCK_EX)
        yield
    finally:
        os.close(number)


def _path(folder: Path, name: str) -> Path:
    if not _NAME.fullmatch(name):
        raise ValueError(f"“{name}” is no name for a key")
    return folder / name


def _passing_name() -> str:
    return _PASSING + secrets.token_hex(8)


@contextmanager
def _written(folder: Path, name: str, content: bytes) -> Iterator[Path]:
    """A file of ours with this content, on the disk, under a passing name; it has gone afterwards."""
    _path(folder, name)
    _make_private(folder)
    passing = folder / _passing_name()
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        with os.fdopen(os.open(passing, flags, 0o600), "wb") as file:
            os.fchmod(file.fileno(), 0o600)
            file.write(content)
            file.flush()
            os.utime(file.fileno(), NO_TIME)
            os.fsync(file.fileno())
        yield passing
    except BaseException:
        _destroy_file(passing)
        raise
    passing.unlink(missing_ok=True)
    _sync_folder(folder)


def _make_private(folder: Path) -> None:
    if not folder.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sync(folder.parent)
    if folder.stat().st_mode & 0o077:
        try:
            folder.chmod(0o700)
        except PermissionError as error:
            raise FolderNotPrivateError(str(folder)) from error


def _destroy_file(path: Path) -> None:
    with suppress(FileNotFoundError):
        number = os.open(path, os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            _overwrite(number)
        finally:
            os.close(number)
        path.unlink()


def _overwrite(number: int) -> None:
    """Random bytes from the first to the last, in the same blocks, and on to the disk."""
    left = os.fstat(number).st_size
    os.lseek(number, 0, os.SEEK_SET)
    while left:
        left -= os.write(number, secrets.token_bytes(min(left, _CHUNK)))
    os.utime(number, NO_TIME)
    os.fsync(number)


def _sync_folder(folder: Path) -> None:
    """A name that was added or taken away survives a power cut only once its folder is written."""
    os.utime(folder, NO_TIME)
    _sync(folder)


def _sync(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(number)
    finally:
        os.close(number)


__all__ = [
    "AlreadyThereError", "FolderNotPrivateError", "GoneError", "KeySpoiltError", "destroy", "load",
    "load_bytes", "locked", "names", "store", "store_bytes", "sweep", "was_cut_short",
]  # fmt: skip
