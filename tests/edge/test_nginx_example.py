"""The example that operators copy keeps what rule 25 of docs/trust.md promises."""

import re

import pytest
from django.conf import settings


@pytest.fixture(scope="module")
def directives() -> list[str]:
    text = (settings.BASE_DIR / "docs" / "nginx.example.conf").read_text()
    bare = re.sub(r"#.*", "", text)
    assert bare.count("{") == bare.count("}")
    return [" ".join(part.split()) for part in re.split(r"[;{}]", bare) if part.strip()]


def test_no_request_is_written_down(directives):
    assert [line for line in directives if line.startswith("access_log")] == ["access_log off"]
    assert [line.split()[-1] for line in directives if line.startswith("error_log")] == ["crit"]
    assert not [line for line in directives if line.startswith(("log_format", "limit_req", "limit_conn"))]


def test_what_is_sent_outside_the_members_world_fits_into_memory(directives):
    assert "client_body_buffer_size 256k" in directives
    sizes = [line for line in directives if line.startswith(("client_max_body_size", "location"))]
    assert sizes == [
        "client_max_body_size 256k",
        "location /",
        "location /members/cms/",
        "client_max_body_size 25m",
        "location /healthz",
    ]


def test_a_visitor_cannot_pretend_to_come_through_another_proxy(directives):
    assert "proxy_set_header X-Forwarded-For $remote_addr" in directives
    assert not [line for line in directives if "$proxy_add_x_forwarded_for" in line]
    assert not [line for line in directives if "$http_" in line]
