"""The site's own settings with the event page bare; with WAGTAILS_STACK as `wagtail start` writes them."""

import os
from pathlib import Path

from alongside.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "tests.benchmarks.bare.BareConfig"]  # noqa: F405
TEMPLATES[0]["DIRS"] = [Path(__file__).parent / "templates", *TEMPLATES[0]["DIRS"]]  # noqa: F405

if os.environ.get("WAGTAILS_STACK"):
    MIDDLEWARE = [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
        "django.middleware.security.SecurityMiddleware",
        "wagtail.contrib.redirects.middleware.RedirectMiddleware",
        "allauth.account.middleware.AccountMiddleware",  # allauth refuses to start without it
    ]
    TEMPLATES[0]["OPTIONS"]["context_processors"] = [  # noqa: F405
        "django.template.context_processors.debug",
        "django.template.context_processors.request",
        "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages",
    ]
