"""What allauth asks us, and our answers."""

import base64
import hmac
import secrets
from hashlib import sha256
from typing import Any
from urllib.parse import unquote, urlsplit

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mailing.sending import send
from people.models import Person
from people.sealed import seal, unseal
from people.second_step import STEPS

#: Made anew at every start and kept nowhere: addresses cannot be had back from what it makes.
_ADDRESS_KEY = secrets.token_bytes(32)

PURPOSE = "second step"

#: Which of our mails stands for each of allauth's.
MAILS = {
    "account/email/password_reset_key": "people/password_reset",
    "account/email/unknown_account": "people/password_reset_unknown",
    "account/email/email_confirmation": "people/confirm_email",
    "account/email/email_confirmation_signup": "people/confirm_email",
    "account/email/email_changed": "people/email_changed",
    "account/email/email_deleted": "people/email_changed",
    "account/email/email_confirm": "people/email_changed",
    "account/email/account_already_exists": "people/address_in_use",
    "account/email/password_changed": "people/password_changed",
    "account/email/password_set": "people/password_changed",
    "account/email/password_reset": "people/password_changed",
    "mfa/email/totp_activated": "people/second_step_changed",
    "mfa/email/totp_deactivated": "people/second_step_changed",
    "mfa/email/recovery_codes_generated": "people/recovery_codes_made",
    "mfa/email/webauthn_added": "people/second_step_changed",
    "mfa/email/webauthn_removed": "people/second_step_changed",
}
#: What a mail may be told; everything else allauth offers (address, browser, time) is left out.
_TOLD = ("password_reset_url", "activate_url", "from_email", "to_email")


def blurred(address: str) -> str:
    """A name for an address that lasts as long as this process and leads nowhere."""
    return hmac.new(_ADDRESS_KEY, address.encode(), sha256).hexdigest()[:32]


def inside_members(url: str) -> bool:
    """Whether an address is a path of ours below /members/ (browsers resolve ``..`` before asking)."""
    parts = urlsplit(url)
    path = unquote(parts.path)
    return (
        not parts.scheme
        and not parts.netloc
        and path.startswith(settings.MEMBERS_PREFIX)
        and "\\" not in path
        and ".." not in path.split("/")
        and "//" not in path
        and url.isprintable()
        and path.isprintable()
    )


class AccountAdapter(DefaultAccountAdapter):
    """Accounts by invitation, signed in by email, without a trace of where from."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account cannot be used at the moment."),
        "email_password_mismatch": _("The email address or the password is not right."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_code": _("This code is not right. Codes from an app change every 30 seconds."),
        "incorrect_password": _("This password is not right."),
        "invalid_login": _("The email address or the password is not right."),
        "invalid_password_reset": _("This link can no longer be used. Ask for a new one."),
        "too_many_login_attempts": _("That was too many tries. Wait 5 minutes, then try again."),
        "rate_limited": _("That was too many tries. Wait a few minutes, then try again."),
        "same_as_current": _("This is the one you have now. Choose another."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody joins without an invitation."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return blurred(super().get_client_ip(request))

    def get_http_user_agent(self, request: HttpRequest) -> str:
        return ""

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Counts tries for one account from one place: nobody can lock a person out from elsewhere."""
        email = str(credentials.get("email", "")).lower()
        return blurred(f"{self.get_client_ip(request)} {email}")

    def is_safe_url(self, url: str) -> bool:
        return bool(url) and inside_members(url) and super().is_safe_url(url)

    def login(self, request: HttpRequest, user: Any) -> None:
        """Signs in. Whoever has just proved who they are need not do so again for five minutes."""
        super().login(request, user)
        steps = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY)
        if steps:
            request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [
                {**step, "reauthenticated": True} for step in steps
            ]

    def set_password(self, user: Any, password: str) -> None:
        """Sets a password and ends every session made before."""
        user.session_epoch += 1
        super().set_password(user, password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("members:settings")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        person = context.get("user") or Person.objects.filter(email=email.lower()).first()
        told = {name: str(context[name]) for name in _TOLD if context.get(name)}
        if template_prefix == "account/email/email_changed":
            told = {}
        send(
            email,
            MAILS[template_prefix],
            told,
            language=person.language if isinstance(person, Person) else settings.LANGUAGE_CODE,
        )


class MFAAdapter(DefaultMFAAdapter):
    """Second steps: secrets sealed, pictures as elements, nobody leaves theirs who needs one."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _(
            "Your work here needs a second step. Add another way first, then remove this one."
        ),
        "incorrect_code": _("This code is not right. Codes from an app change every 30 seconds."),
        "unverified_email": _("Confirm your email address first. The link is in the mail we sent you."),
    }

    def encrypt(self, text: str) -> str:
        return base64.b64encode(seal(text.encode(), PURPOSE)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(base64.b64decode(encrypted_text), PURPOSE).decode()

    def build_totp_svg(self, url: str) -> str:
        """The QR code as an SVG element without a style, so that the strict policy shows it."""
        return segno.make(url, error="m").svg_inline(
            scale=5, border=2, dark="#16302e", light="#ffffff", title=gettext("QR code"), omitsize=False
        )

    def generate_authenticator_name(self, user: Any, type: str) -> str:
        """A name to begin with; people give better ones."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Key %(number)s") % {"number": number}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        if not authenticator.user.needs_second_step or authenticator.type not in STEPS:
            return True
        others = Authenticator.objects.filter(user=authenticator.user, type__in=STEPS)
        return others.exclude(pk=authenticator.pk).exists()

    def _get_site_name(self) -> str:
        return str(settings.MFA_TOTP_ISSUER)
