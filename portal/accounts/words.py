"""Our words for what allauth says, so that our catalogues hold them in every language."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

_TRY_LATER = _("That was too often. Please wait a little and try again.")

ERRORS = {
    "account_inactive": _("This account is switched off."),
    "cannot_remove_primary_email": _("This is your only e-mail address. Add another one first."),
    "duplicate_email": _("This e-mail address is already yours."),
    "email_password_mismatch": _("E-mail address and password do not belong together."),
    "email_taken": _("This e-mail address already has an account."),
    "enter_current_password": _("This is not your present password."),
    "incorrect_code": _("This code is not right, or not any more."),
    "incorrect_password": _("This is not your password."),
    "invalid_login": _("E-mail address and password do not belong together."),
    "invalid_or_expired_key": _("This address does not work any more."),
    "invalid_password_reset": _("This address does not work any more."),
    "max_email_addresses": _("You can have %d e-mail addresses at most."),
    "rate_limited": _TRY_LATER,
    "same_as_current": _("This is the same as before."),
    "too_many_login_attempts": _TRY_LATER,
    "unknown_email": _("This e-mail address has no account."),
    "unverified_primary_email": _("Confirm your e-mail address first."),
}

PASSKEY_REFUSED = _("This passkey was not accepted. Try again, or sign in another way.")

SECOND_FACTOR_ERRORS = {
    "add_email_blocked": _("With two-step sign-in you can't add an e-mail address."),
    "cannot_delete_authenticator": _("Two-step sign-in can't be switched off."),
    "cannot_generate_recovery_codes": _("Switch on two-step sign-in first."),
    "incorrect_code": ERRORS["incorrect_code"],
    "unverified_email": ERRORS["unverified_primary_email"],
    "rate_limited": _TRY_LATER,
}

CONNECTED_ERRORS = {
    "connected_other": _("This way to sign in belongs to another account."),
    # Where the connected accounts are all there is; with the name of the provider.
    "email_taken": _("This e-mail address already has an account. Sign in to it to connect %s."),
    "disconnect_last": _("This is your only way to sign in."),
    "invalid_token": _("This address does not work any more."),
    "no_password": _("This is your only way to sign in. Choose a password first."),
    "no_verified_email": ERRORS["unverified_primary_email"],
}

# The ways to prove that one is the owner, offered beside each other.
PROOFS = {
    "mfa_reauthenticate:webauthn": _("Use your passkey instead"),
    "reauthenticate": _("Give your password instead"),
    "mfa_reauthenticate": _("Give a code of your authenticator app instead"),
    "provider": _("Sign in once more at another service instead"),
}

MESSAGES = {
    "logged_in": _("You are signed in."),
    "logged_out": _("You are signed out."),
    "email_confirmed": _("Your e-mail address is confirmed."),
    "email_confirmation_failed": _("This e-mail address belongs to another account."),
    "email_deleted": _("The e-mail address is removed."),
    "primary_email_set": _("Your e-mail address is changed."),
    "unverified_primary_email": _("Confirm your e-mail address first."),
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
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "password1": _("Password"),
    "oldpassword": _("Present password"),
    "code": pgettext_lazy("sign-in", "Code"),
}
