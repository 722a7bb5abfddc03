"""Which passwords are refused: Django's rules in our words, which are there in every language.

All three are asked for in one sentence, that of the first.
"""

from django.contrib.auth import password_validation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import cldr


class LongEnough(password_validation.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return ngettext(
            "This password is too short. Use at least %(least)s character.",
            "This password is too short. Use at least %(least)s characters.",
            self.min_length,
        ) % {"least": cldr.number(self.min_length)}

    def get_help_text(self) -> str:
        return ngettext(
            "Use at least %(least)s character, and avoid your name, your email address and "
            "passwords that many people use.",
            "Use at least %(least)s characters, and avoid your name, your email address and "
            "passwords that many people use.",
            self.min_length,
        ) % {"least": cldr.number(self.min_length)}


class UnlikeTheMember(password_validation.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return _("This password is too similar to your name or email address.")

    def get_help_text(self) -> str:
        return ""


class NotCommon(password_validation.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return _("This password is too common, so it is easy to guess.")

    def get_help_text(self) -> str:
        return ""
