"""allauth's forms in the words of this house: labels instead of placeholders, rules shown before."""

from collections.abc import Callable
from typing import Any

from allauth.account import forms as account
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from cryptography.exceptions import InvalidSignature
from django import forms
from django.utils.translation import gettext_lazy as _

from people.passwords import PASSWORD_HINT

_NEW_PASSWORD = _("New password")
_AGAIN = _("New password again")
_CODE = _("Code")


class InPlainWords(forms.Form):
    """Takes away placeholders, and gives fields our labels and hints."""

    LABELS: dict[str, Any] = {}
    HINTS: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.LABELS.get(name, field.label)
            field.help_text = self.HINTS.get(name, "")
            if name == "password1":
                field.help_text = PASSWORD_HINT


class SignInForm(InPlainWords, account.LoginForm):
    """Email address and password."""

    LABELS = {"login": _("Email address"), "password": _("Password")}


class ForgottenPasswordForm(InPlainWords, account.ResetPasswordForm):
    """Asks for the address to which a link goes."""

    LABELS = {"email": _("Email address")}


class NewPasswordByLinkForm(InPlainWords, account.ResetPasswordKeyForm):
    """A new password, after following the link."""

    LABELS = {"password1": _NEW_PASSWORD, "password2": _AGAIN}


class ChangePasswordForm(InPlainWords, account.ChangePasswordForm):
    """A new password, knowing the old one."""

    LABELS = {"oldpassword": _("Password you use now"), "password1": _NEW_PASSWORD, "password2": _AGAIN}


class ConfirmPasswordForm(InPlainWords, account.ReauthenticateForm):
    """The password once more, before something that matters."""

    LABELS = {"password": _("Password")}


class ChangeEmailForm(InPlainWords, account.AddEmailForm):
    """A new address; it counts once it is confirmed."""

    LABELS = {"email": _("New email address")}


class SecondStepForm(InPlainWords, mfa.AuthenticateForm):
    """A code from the app, or a recovery code."""

    LABELS = {"code": _CODE}
    HINTS = {"code": _("The 6 figures your app shows now, or one of your recovery codes.")}


class ConfirmBySecondStepForm(InPlainWords, mfa.ReauthenticateForm):
    """A code once more, before something that matters."""

    LABELS = SecondStepForm.LABELS
    HINTS = SecondStepForm.HINTS


class AddAppForm(InPlainWords, totp.ActivateTOTPForm):
    """The first code of a new app."""

    LABELS = {"code": _CODE}
    HINTS = {"code": _("The 6 figures your app shows now.")}


#: What the library for keys raises when an answer is none, and allauth lets through.
_UNREADABLE = (TypeError, ValueError, LookupError, AttributeError, InvalidSignature)


class AnswerField(forms.JSONField):
    """What a browser says for a key: an object, or nothing that could be read."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        try:
            answer = super().to_python(value)
        except RecursionError:
            answer = None
        if not isinstance(answer, dict):
            raise get_adapter().validation_error("incorrect_code")
        return answer


class ReadsAnswer(forms.Form):
    """Refuses an answer that no key gave as it refuses that of a wrong key, instead of failing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = AnswerField()

    def _clean_fields(self) -> None:
        self._reading(super()._clean_fields)  # type: ignore[misc]  # not in the stubs

    def _clean_form(self) -> None:
        self._reading(super()._clean_form)  # type: ignore[misc]

    def _reading(self, clean: Callable[[], None]) -> None:
        try:
            clean()
        except _UNREADABLE:
            self.add_error("credential", get_adapter().validation_error("incorrect_code"))


class SignInWithKeyForm(ReadsAnswer, webauthn.LoginWebAuthnForm):
    """A key instead of a password."""


class SecondStepWithKeyForm(ReadsAnswer, webauthn.AuthenticateWebAuthnForm):
    """A key after the password."""


class ConfirmWithKeyForm(ReadsAnswer, webauthn.ReauthenticateWebAuthnForm):
    """A key once more, before something that matters."""


class AddKeyForm(ReadsAnswer, InPlainWords, webauthn.AddWebAuthnForm):
    """A passkey or hardware key, and a name to know it by."""

    LABELS = {"name": _("A name for it"), "passwordless": _("I want to sign in with this key alone")}
    HINTS = {
        "name": _("So that you can tell it from others, for example “blue key” or “my phone”."),
        "passwordless": _("Then the key itself asks for a PIN, a fingerprint or your face."),
    }


class RenameKeyForm(InPlainWords, webauthn.EditWebAuthnForm):
    """Another name for a key."""

    LABELS = {"name": _("A name for it")}
