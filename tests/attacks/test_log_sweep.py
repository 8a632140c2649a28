"""The log sweep: marked requests through a real server leave no mark in any log or file (rule 25).

The marks are in address, agent, query, path, headers, cookies and body, of
good, failing, refused and malformed requests.
"""

import re
from pathlib import Path

import pytest

from tests.attacks.serving import Server

pytestmark = pytest.mark.django_db

MARK = "zqxmark"
#: The address the marked requests come from; the whole of 127.0.0.0/8 is this machine.
SOURCE = "127.86.75.64"
FORWARDED = "203.0.113.178"
HEADERS = {
    "User-Agent": f"{MARK}-agent",
    "Referer": f"http://localhost/{MARK}-referer",
    "Cookie": f"sessionid={MARK}; cookie_choice={MARK}",
    "Accept_Language": f"{MARK}",
    "X_Forwarded_For": FORWARDED,
    "X_Mark": f"{MARK}-header",
}
FORM = {"Content_Type": "application/x-www-form-urlencoded"}
MULTIPART = {"Content_Type": "multipart/form-data; boundary=b"}

REQUESTS = [
    ("GET", f"/?{MARK}=1", None, {}),
    ("GET", f"/{MARK}/", None, {}),
    ("GET", f"/{MARK}", None, {}),
    ("GET", f"/search/?q={MARK}", None, {}),
    ("GET", f"/static/{MARK}.css", None, {}),
    ("GET", f"/members/?next={MARK}", None, {}),
    ("GET", f"/members/account/password/reset/key/{MARK}-{MARK}/", None, {}),
    ("POST", "/members/account/login/", f"login={MARK}@example.org&password={MARK}".encode(), FORM),
    ("POST", "/cookies/choice", f"choice={MARK}".encode(), FORM),
    ("POST", "/cookies/choice", f"choice={MARK}".encode(), {**FORM, "Origin": f"https://{MARK}.example"}),
    ("POST", "/cookies/choice", f"--b\r\n{MARK}".encode(), MULTIPART),
    ("POST", "/cookies/choice", f"choice={MARK}".encode(), {"Content_Type": f"application/x-{MARK}"}),
    ("POST", "/change/nothing/", b"&".join([b"a=" + MARK.encode()] * 11_000), FORM),
    ("POST", f"/say/?q={MARK}", f"words={MARK}".encode(), FORM),
    ("POST", f"/fails/?q={MARK}", MARK.encode(), {"Content_Type": "text/plain"}),
    ("GET", "/", None, {"Host": f"{MARK}.example"}),
    (MARK.upper(), "/", None, {}),
]
MALFORMED = [
    f"{MARK}\r\n\r\n",
    f"GET /{MARK} HTTP/9.{MARK}\r\n\r\n",
    f"GET /{MARK} HTTP/1.1\r\n{MARK} header\r\n\r\n",
    f"GET /{MARK} HTTP/1.1\r\nHost: localhost\r\n{MARK}: a\r\n {MARK}\r\n\r\n",
    f"POST /{MARK} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {MARK}\r\n\r\n",
    f"POST /{MARK} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n{MARK}\r\n",
    f"POST /{MARK} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: {MARK}\r\n\r\n",
    f"GET /{MARK}{'x' * 9000} HTTP/1.1\r\nHost: localhost\r\n\r\n",
    f"GET / HTTP/1.1\r\nHost: localhost\r\nX: {MARK}{'x' * 9000}\r\n\r\n",
    "GET / HTTP/1.1\r\n" + "".join(f"X-{MARK}-{n}: 1\r\n" for n in range(200)) + "\r\n",
    f"PROXY TCP4 {FORWARDED} 127.0.0.1 1 2\r\nGET /{MARK} HTTP/1.1\r\n\r\n",
    f"\x16\x03\x01{MARK}",
]
MARKS = re.compile(rb"zqxmark|127\.86\.75\.64|203\.0\.113\.178", re.IGNORECASE)


@pytest.fixture(scope="module")
def swept(server: Server) -> Server:
    """The server after all marked requests."""
    for method, path, body, more in REQUESTS:
        assert server.ask(path, method, body, SOURCE, **HEADERS, **more).status < 600
    for words in MALFORMED:
        server.send_raw(words.encode("latin-1"), SOURCE)
    server.ask("/healthz/ready")
    return server


def marked(files: list[Path]) -> list[str]:
    return [
        f"{file}: {found.group().decode()}" for file in files for found in MARKS.finditer(file.read_bytes())
    ]


def test_no_log_holds_a_mark(swept):
    assert marked([swept.log]) == []


def test_no_file_below_the_data_folder_holds_a_mark(swept):
    files = [file for file in swept.data.rglob("*") if file.is_file()]
    assert any(file.suffix == ".sqlite3" for file in files) is not bool(swept.database)
    assert marked(files) == []


@pytest.mark.postgres
def test_no_row_of_any_table_holds_a_mark(swept):
    import psycopg
    from psycopg import sql

    with psycopg.connect(swept.database) as there:
        tables = there.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        assert len(tables) > 50
        for (table,) in tables:
            rows = there.execute(sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(table))).fetchall()
            assert [row for (row,) in rows if MARKS.search(row.encode())] == [], table


def test_requests_were_logged_by_route(swept):
    lines = swept.log.read_text().splitlines()
    assert any(
        re.fullmatch(r"POST edge:cookie-choice \d{3} \d+ms \d{4}-\d\d-\d\dT\d\dZ", line) for line in lines
    )
    assert any(
        line.startswith("ERROR django.request 500 POST tests.attacks.served_addresses.fails")
        for line in lines
    )
    assert any("A request that was not HTTP was refused." in line for line in lines)


def test_a_quiet_route_left_nothing(swept):
    assert "served_addresses.say" not in swept.log.read_text()


def test_no_line_says_the_minute(swept):
    told = [line for line in swept.log.read_text().splitlines() if re.search(r"\d\d:\d\d", line)]
    assert [line for line in told if not re.search(r"\d\d:00 [+-]", line)] == []


def test_the_sweep_would_find_a_mark(tmp_path):
    leaky = tmp_path / "leaky.log"
    leaky.write_text("Invalid request from ip=127.86.75.64: Invalid request line: 'ZQXMARK'")
    assert len(marked([leaky])) == 2
