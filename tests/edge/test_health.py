import pytest
from django.db import OperationalError

from edge import health

pytestmark = pytest.mark.django_db


def test_a_living_process_says_so_without_asking_anybody(client, django_assert_num_queries):
    with django_assert_num_queries(1):  # the page cache's; the view asks nothing
        response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_ready_when_database_cache_and_migrations_are(client):
    response = client.get("/healthz/ready")
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "database": True, "cache": True, "migrations": True}
    assert not response.cookies
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("name", ["database", "cache", "migrations"])
def test_not_ready_says_what_is_missing(client, monkeypatch, name):
    def away():
        raise OperationalError("away")

    monkeypatch.setattr(
        health,
        {"database": "database_answers", "cache": "cache_answers"}.get(name, "migrations_applied"),
        away,
    )
    response = client.get("/healthz/ready")
    assert response.status_code == 503
    assert [key for key, well in response.json().items() if well is False] == [name]


def test_a_waiting_migration_is_noticed(monkeypatch):
    from django.db.migrations.executor import MigrationExecutor

    monkeypatch.setattr(health._Migrations, "applied", False)
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda self, targets: ["one"])
    assert not health.migrations_applied()
