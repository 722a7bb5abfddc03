"""What the mails about an account say. Each is text, in the language of who receives it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal import cldr
from portal.accounts import devices
from portal.addresses import absolute


@dataclass(frozen=True, slots=True)
class Letter:
    """Subject and text; `%(site)s` and what allauth knows about the case can be named."""

    subject: str | Promise
    text: str | Promise


LETTERS = {
    "email_confirmation_signup": Letter(
        _("Confirm your email address for %(site)s"),
        _(
            "Welcome to %(site)s.\n\nOpen this link to confirm that this email address is "
            "yours:\n\n%(activate_url)s\n\nIf you did not sign up, you do not need to do "
            "anything."
        ),
    ),
    "email_confirmation": Letter(
        _("Confirm your email address for %(site)s"),
        _(
            "Open this link to confirm that this email address is yours:\n\n%(activate_url)s\n"
            "\nIf you did not ask for this, you do not need to do anything."
        ),
    ),
    "account_already_exists": Letter(
        _("You already have an account at %(site)s"),
        _(
            "Someone, probably you, tried to sign up at %(site)s with this email address. It "
            "already has an account.\n\nIf you have forgotten your password, open this link:\n"
            "\n%(password_reset_url)s\n\nIf it was not you, you do not need to do anything."
        ),
    ),
    "password_reset_key": Letter(
        _("Reset your password for %(site)s"),
        _(
            "Open this link to choose a new password:\n\n%(password_reset_url)s\n\nIf you did "
            "not ask for this, you do not need to do anything. Your password stays the same."
        ),
    ),
    "login_code": Letter(
        _("Your code to sign in to %(site)s"),
        _(
            "Enter this code on the page where you asked for it:\n\n%(code)s\n\n"
            "It works for 15 minutes, and once. Give it to nobody: we never ask for it.\n\n"
            "If you did not ask for this, you do not need to do anything."
        ),
    ),
    "unknown_account": Letter(
        _("You do not have an account at %(site)s"),
        _(
            "Someone, probably you, wanted to sign in to %(site)s or to choose a new "
            "password. This email address has no account there.\n\nYou can sign up here:\n\n"
            "%(signup_url)s\n\nIf it was not you, you do not need to do anything."
        ),
    ),
}

TO_ACCOUNTS = frozenset({"login_code"})
"""Letters that only an account gets, of which allauth does not say whose it is."""

WAYS_IN = frozenset({"login_code", "password_reset_key"})
"""Letters that let their receiver in, whoever knows the password."""

# What was changed, for the mails that only tell so.
CHANGES = {
    "password_reset": _("Your password at %(site)s was reset."),
    "password_changed": _("Your password at %(site)s was changed."),
    "password_set": _("A password was set for your account at %(site)s."),
    "email_changed": _("Your email address at %(site)s was changed."),
    "email_confirm": _("Your email address at %(site)s was confirmed."),
    "email_deleted": _("An email address was removed from your account at %(site)s."),
    "totp_activated": _("Two-step sign-in was switched on for your account at %(site)s."),
    "totp_deactivated": _("Two-step sign-in was switched off for your account at %(site)s."),
    "webauthn_added": _("A passkey was added to your account at %(site)s."),
    "webauthn_removed": _("A passkey was removed from your account at %(site)s."),
    "recovery_codes_generated": _("New recovery codes were made for your account at %(site)s."),
    "account_connected": _("Another way to sign in was added to your account at %(site)s."),
    "account_disconnected": _("A way to sign in was removed from your account at %(site)s."),
}
_ANY_CHANGE = _("Something about your account at %(site)s was changed.")
_WAS_IT_YOU = _(
    "%(change)s\n\nWhen: %(when)s\nDevice: %(device)s\n\n"
    "If this was you, you do not need to do anything. If it was not, check your account and"
    " choose a new password now:\n\n%(account_url)s"
)


def write(name: str, facts: Mapping[str, Any]) -> tuple[str, str]:
    """Subject and text of a mail, in the language that is active."""
    letter = LETTERS.get(name)
    if letter:
        return str(letter.subject) % facts, str(letter.text) % facts
    subject = gettext("Your account at %(site)s was changed") % facts
    told = {
        "change": str(CHANGES.get(name, _ANY_CHANGE)) % facts,
        "when": cldr.moment(facts["timestamp"]),
        "device": devices.named(facts["user_agent"]),
        "account_url": absolute(f"{reverse('accounts:profile')}#sign-in"),
    }
    return subject, str(_WAS_IT_YOU) % told
