"""A real mail server, for what people are told."""

from tests.mailing.conftest import postman, work  # noqa: F401 - fixtures
