"""allauth's forms for passkeys: in our words, and unmoved by whatever a program sends them.

A passkey here is one that asks its owner for a fingerprint, a face or a PIN: it is both steps of
signing in, as allauth counts it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.accounts import words
from portal.text.forms import PlainTextField

# What allauth and fido2 raise for a JSON that no browser sends.
_MALFORMED = (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError)


@contextmanager
def _in_our_words() -> Iterator[None]:
    """Whatever is wrong with a credential is that it was not accepted; a bound stays a bound."""
    refused = ValidationError(words.PASSKEY_REFUSED, code="incorrect_code")
    try:
        yield
    except ValidationError as error:
        raise refused if getattr(error, "code", None) == "incorrect_code" else error from error
    except _MALFORMED as error:
        raise refused from error


class ShownPasskey:
    """Forms by which somebody shows a passkey."""

    def clean_credential(self) -> Any:
        with _in_our_words():
            return super().clean_credential()  # type: ignore[misc]


class LoginForm(ShownPasskey, webauthn.LoginWebAuthnForm):
    pass


class AuthenticateForm(ShownPasskey, webauthn.AuthenticateWebAuthnForm):
    pass


class ReauthenticateForm(ShownPasskey, webauthn.ReauthenticateWebAuthnForm):
    pass


def _name_field() -> PlainTextField:
    return PlainTextField(
        label=_("Name of the passkey"),
        help_text=_("For you alone, to tell your passkeys apart."),
        max_length=60,
        required=False,
    )


class AddForm(webauthn.AddWebAuthnForm):
    # Each is one to sign in with: nothing to choose.
    passwordless = None
    name = _name_field()

    def clean(self) -> dict[str, Any]:
        with _in_our_words():
            cleaned: dict[str, Any] = super().clean()
            return cleaned


class EditForm(webauthn.EditWebAuthnForm):
    name: forms.Field = _name_field()

    def clean_name(self) -> str:
        """An empty name leaves the present one."""
        return str(self.cleaned_data["name"] or self.initial["name"])
