"""Settings of the servers that attacks start: the test suite's, with doors for the attacks."""

from alongside.test_settings import *  # noqa: F403

ROOT_URLCONF = "tests.attacks.served_addresses"
# A browser wants styles and scripts; nobody has collected them here.
WHITENOISE_USE_FINDERS = True
