"""allauth's forms in our words."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts

from portal.accounts import words


class OurWords:
    """Labels and help in our words; no placeholders, since they vanish while one types."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name in words.LABELS:
                field.label = words.LABELS[name]
                field.help_text = ""
            field.widget.attrs.pop("placeholder", None)
        if "password1" in self.fields and "password2" in self.fields:
            self.fields["password1"].help_text = " ".join(password_validators_help_texts())


class LoginForm(OurWords, account.LoginForm):
    pass


class SignupForm(OurWords, account.SignupForm):
    field_order = ["display_name", "email", "password1", "password2"]


class ChangeEmailForm(OurWords, account.AddEmailForm):
    pass


class ChangePasswordForm(OurWords, account.ChangePasswordForm):
    pass


class SetPasswordForm(OurWords, account.SetPasswordForm):
    pass


class ResetPasswordForm(OurWords, account.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(OurWords, account.ResetPasswordKeyForm):
    pass


class ReauthenticateForm(OurWords, account.ReauthenticateForm):
    pass


class SecondFactorForm(OurWords, second_factor.AuthenticateForm):
    pass


class SecondFactorAgainForm(OurWords, second_factor.ReauthenticateForm):
    pass


class ActivateSecondFactorForm(OurWords, totp.ActivateTOTPForm):
    pass
