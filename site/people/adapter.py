"""What allauth asks us."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Our answers about accounts."""


class MFAAdapter(DefaultMFAAdapter):
    """Our answers about second steps."""
