"""allauth's forms in our words."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from allauth.socialaccount import forms as connected
from allauth.socialaccount.models import SocialAccount
from django import forms
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.accounts import words
from portal.accounts.backends import prover_of
from portal.text.cleaning import clean_text


def _shown(value: Any) -> Any:
    """What was typed, without characters that nobody sees or that turn the direction."""
    return clean_text(value) if isinstance(value, str) else value


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
            field.prepare_value = _shown  # type: ignore[method-assign]
        if "password1" in self.fields:
            self.fields["password1"].help_text = "".join(password_validators_help_texts())


class TypedOnce(OurWords):
    """A new password, typed once: it can be shown, so nobody need type it blindly twice."""

    password2 = None


class LoginForm(OurWords, account.LoginForm):
    @property
    def is_refused(self) -> bool:
        """Whether not this password was wrong, but too many before it."""
        return bool(self.has_error(NON_FIELD_ERRORS, "too_many_login_attempts"))


class SignupForm(OurWords, account.SignupForm):
    field_order = ["display_name", "email", "password1"]

    def try_save(self, request: HttpRequest) -> Any:
        """Hash the password for a known address as well: the time would tell that it is known."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)


class ChangeEmailForm(OurWords, account.AddEmailForm):
    pass


class ChangePasswordForm(TypedOnce, account.ChangePasswordForm):
    pass


class SetPasswordForm(TypedOnce, account.SetPasswordForm):
    pass


class ResetPasswordForm(OurWords, account.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(TypedOnce, account.ResetPasswordKeyForm):
    pass


class ReauthenticateForm(OurWords, account.ReauthenticateForm):
    pass


class RequestCodeForm(OurWords, account.RequestLoginCodeForm):
    def clean_email(self) -> str:
        """The code is for who has proved the address; allauth's, for who only typed it, too.

        To prove it by a code would leave in whoever signed up with another one's address, and
        knows the password.
        """
        email: str = super().clean_email()
        owner = prover_of(email.lower())
        self._user = owner if owner and owner.is_active else None
        return email


class ConfirmCodeForm(OurWords, account.ConfirmLoginCodeForm):
    pass


class SecondFactorForm(OurWords, second_factor.AuthenticateForm):
    pass


class SecondFactorAgainForm(OurWords, second_factor.ReauthenticateForm):
    pass


class ActivateSecondFactorForm(OurWords, totp.ActivateTOTPForm):
    pass


class ConnectedSignupForm(OurWords, connected.SignupForm):
    """What is still missing of somebody who comes from a provider."""

    field_order = ["display_name", "email"]


class DisconnectForm(OurWords, connected.DisconnectForm):
    """One choice for each provider, by its name."""

    accounts: QuerySet[SocialAccount]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["account"]
        assert isinstance(field, forms.ModelChoiceField)
        field.label = _("Connected to your account")
        # By itself an account is called as its member, which says nothing to the member.
        field.choices = [(account.pk, account.get_provider().name) for account in self.accounts]
