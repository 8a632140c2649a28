"""Settings of the test suite: the same file, told that it is being tested."""

import os

os.environ.setdefault("ENVIRONMENT", "test")

from alongside.settings import *  # noqa: F403

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
# One round of a fast hash: passwords in tests protect nobody.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":  # noqa: F405
    # Tests survive no power cut; everything else is as in production.
    DATABASES["default"]["OPTIONS"]["init_command"] = DATABASES["default"]["OPTIONS"]["init_command"].replace(  # noqa: F405
        "synchronous=FULL", "synchronous=OFF"
    )
# Collected files are a production matter; WhiteNoise wants their folder to exist, and reads all that is in it
# for each client that a test makes: not the folder that `make run` fills.
STATIC_ROOT = DATA_DIR / "static-of-tests"  # noqa: F405
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
