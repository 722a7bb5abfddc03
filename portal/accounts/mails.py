"""What the mails about an account say. Each is text, in the language of who receives it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Letter:
    """Subject and text; `%(site)s` and what allauth knows about the case can be named."""

    subject: str | Promise
    text: str | Promise


LETTERS = {
    "email_confirmation_signup": Letter(
        _("Confirm your e-mail address for %(site)s"),
        _(
            "Welcome to %(site)s.\n\nOpen this address to confirm that this e-mail address is"
            " yours:\n\n%(activate_url)s\n\nIf you did not sign up, you need not do anything."
        ),
    ),
    "email_confirmation": Letter(
        _("Confirm your e-mail address for %(site)s"),
        _(
            "Open this address to confirm that this e-mail address is yours:\n\n"
            "%(activate_url)s\n\nIf you did not ask for this, you need not do anything."
        ),
    ),
    "account_already_exists": Letter(
        _("You already have an account at %(site)s"),
        _(
            "Somebody, probably you, tried to sign up at %(site)s with this e-mail address."
            " It already has an account.\n\nIf you have forgotten the password, open this"
            " address:\n\n%(password_reset_url)s\n\nIf it was not you, you need not do anything."
        ),
    ),
    "password_reset_key": Letter(
        _("A new password for %(site)s"),
        _(
            "Open this address to choose a new password:\n\n%(password_reset_url)s\n\n"
            "If you did not ask for this, you need not do anything: your password stays."
        ),
    ),
    "unknown_account": Letter(
        _("No account at %(site)s"),
        _(
            "Somebody, probably you, asked for a new password at %(site)s. This e-mail address"
            " has no account there.\n\nYou can sign up here:\n\n%(signup_url)s\n\n"
            "If it was not you, you need not do anything."
        ),
    ),
}

# What was changed, for the mails that only tell so.
CHANGES = {
    "password_reset": _("Your password was set anew."),
    "password_changed": _("Your password was changed."),
    "password_set": _("A password was set."),
    "email_changed": _("Your e-mail address was changed."),
    "email_confirm": _("Your e-mail address was confirmed."),
    "email_deleted": _("An e-mail address was removed."),
    "totp_activated": _("Two-step sign-in was switched on."),
    "totp_deactivated": _("Two-step sign-in was switched off."),
    "recovery_codes_generated": _("New recovery codes were made."),
    "account_connected": _("Another way to sign in was connected."),
    "account_disconnected": _("A way to sign in was removed."),
}


def write(name: str, facts: Mapping[str, Any]) -> tuple[str, str]:
    """Subject and text of a mail, in the language that is active."""
    letter = LETTERS.get(name)
    if letter:
        return str(letter.subject) % facts, str(letter.text) % facts
    change = CHANGES.get(name) or gettext("Something about your account was changed.")
    warning = gettext("If this was not you, choose a new password at once and write to us.")
    subject = gettext("Your account at %(site)s was changed") % facts
    return subject, f"{change}\n\n{warning}"
