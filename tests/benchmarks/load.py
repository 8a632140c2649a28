"""Requests as fast as a server answers them, eight at a time: by `wrk`, or by ourselves."""

import re
import shutil
import socket
import subprocess
import threading
import time
from urllib.parse import urlsplit

CONNECTIONS = 8


def requests_per_second(address: str, seconds: float = 3.0) -> float:
    """How many times a second an address is answered with 200; any other answer is an error."""
    wrk = shutil.which("wrk")
    return _by_wrk(wrk, address, seconds) if wrk else _by_ourselves(address, seconds)


def _by_wrk(wrk: str, address: str, seconds: float) -> float:
    done = subprocess.run(
        [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", address],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    if "Non-2xx" in done.stdout:
        raise RuntimeError(done.stdout)
    found = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    if found is None:
        raise RuntimeError(done.stdout)
    return float(found[1])


def _by_ourselves(address: str, seconds: float) -> float:
    parts = urlsplit(address)
    host, port = parts.hostname or "localhost", parts.port or 80
    ask = f"GET {parts.path or '/'} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n".encode()
    counts = [0] * CONNECTIONS
    errors: list[Exception] = []
    deadline = time.perf_counter() + seconds

    def ask_once(source: tuple[str, int]) -> None:
        with socket.create_connection(("127.0.0.1", port), source_address=source) as connection:
            connection.sendall(ask)
            first = answer = connection.recv(65536)
            while answer:
                answer = connection.recv(65536)
        if b" 200 " not in first[:20]:
            raise RuntimeError(first[:200].decode(errors="replace"))

    def work(number: int) -> None:
        # Each from an address of its own: a used port rests for a minute, and one address has too few.
        source = (f"127.0.0.{number + 2}", 0)
        while time.perf_counter() < deadline and not errors:
            try:
                ask_once(source)
            except (OSError, RuntimeError) as error:  # for whoever waits: a thread has nobody to tell
                errors.append(error)
            counts[number] += 1

    threads = [threading.Thread(target=work, args=(number,)) for number in range(CONNECTIONS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return sum(counts) / (time.perf_counter() - began)
