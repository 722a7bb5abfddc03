"""Our words for what allauth says, so that our catalogues hold them in every language."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

_TRY_LATER = _("You have tried too often. Wait a little, then try again.")

ERRORS = {
    "account_inactive": _("This account has been closed."),
    "cannot_remove_primary_email": _("This is your only email address. Add another one first."),
    "duplicate_email": _("This email address is already yours."),
    "email_password_mismatch": _("The email address or the password is wrong."),
    "email_taken": _("This email address already has an account."),
    "enter_current_password": _("The current password is wrong."),
    "incorrect_code": _("This code is wrong or has expired."),
    "incorrect_password": _("The password is wrong."),
    "invalid_login": _("The email address or the password is wrong."),
    "invalid_or_expired_key": _("This link no longer works."),
    "invalid_password_reset": _("This link no longer works."),
    "max_email_addresses": _("You can have %d email addresses at most."),
    "rate_limited": _TRY_LATER,
    "same_as_current": _("This is the same as before."),
    "too_many_login_attempts": _(
        "There were too many wrong passwords. Sign in with a code by email or with a passkey, "
        "or try again later."
    ),
    "unknown_email": _("This email address has no account."),
    "unverified_primary_email": _("Confirm your email address first."),
}

PASSKEY_REFUSED = _("This passkey was not accepted. Try again, or sign in another way.")

SECOND_FACTOR_ERRORS = {
    "add_email_blocked": _("You cannot add an email address while two-step sign-in is on."),
    "cannot_delete_authenticator": _("Two-step sign-in cannot be switched off."),
    "cannot_generate_recovery_codes": _("Switch on two-step sign-in first."),
    "incorrect_code": ERRORS["incorrect_code"],
    "unverified_email": ERRORS["unverified_primary_email"],
    "rate_limited": _TRY_LATER,
}

CONNECTED_ERRORS = {
    "connected_other": _("This way to sign in belongs to another account."),
    # Where the connected accounts are all there is; with the name of the provider.
    "email_taken": _("This email address already has an account. Sign in to it to connect %s."),
    "disconnect_last": _("This is your only way to sign in."),
    "invalid_token": _("This link no longer works."),
    "no_password": _("This is your only way to sign in. Choose a password first."),
    "no_verified_email": ERRORS["unverified_primary_email"],
}

# The ways to prove that one is the owner, offered beside each other.
PROOFS = {
    "mfa_reauthenticate:webauthn": _("Use your passkey instead"),
    "reauthenticate": _("Enter your password instead"),
    "mfa_reauthenticate": _("Enter a code from your authenticator app instead"),
    "provider": _("Sign in again with another service instead"),
}

MESSAGES = {
    "logged_in": _("You are signed in."),
    "logged_out": _("You are signed out."),
    "email_confirmed": _("Your email address is confirmed."),
    "email_confirmation_failed": _("This email address belongs to another account."),
    "email_deleted": _("The email address has been removed."),
    "primary_email_set": _("Your email address is changed."),
    "unverified_primary_email": _("Confirm your email address first."),
    "cannot_delete_primary_email": ERRORS["cannot_remove_primary_email"],
    "password_changed": _("Your password is changed."),
    "password_set": _("Your password is set."),
    "totp_activated": _("Two-step sign-in is on."),
    "totp_deactivated": _("Two-step sign-in is off."),
    "webauthn_added": _("Your passkey is added."),
    "webauthn_removed": _("Your passkey is removed."),
    "recovery_codes_generated": _("Here are your new recovery codes. Keep them in a safe place."),
    "account_connected": _("The other way to sign in is connected."),
    "account_connected_updated": _("The other way to sign in is connected."),
    "account_connected_other": _("This way to sign in belongs to another account."),
    "account_disconnected": _("The other way to sign in is removed."),
}

LABELS = {
    "login": _("Email address"),
    "email": _("Email address"),
    "password": _("Password"),
    "password1": _("Password"),
    "oldpassword": _("Current password"),
    "code": pgettext_lazy("sign-in", "Code"),
}
