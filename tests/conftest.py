"""What every test shares."""

import os

# Playwright runs a loop of its own in the test's thread; our code is synchronous all the same.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
