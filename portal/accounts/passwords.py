"""Which passwords are refused: Django's rules in our words, which are there in every language."""

from django.contrib.auth import password_validation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import cldr


class LongEnough(password_validation.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return self.get_help_text()

    def get_help_text(self) -> str:
        return ngettext(
            "A password has at least %(least)s character.",
            "A password has at least %(least)s characters.",
            self.min_length,
        ) % {"least": cldr.number(self.min_length)}


class UnlikeTheMember(password_validation.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return _("This password is too much like your name or your e-mail address.")

    def get_help_text(self) -> str:
        return _("It is not like your name or your e-mail address.")


class NotCommon(password_validation.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return _("Many people have this password, so it is easily guessed.")

    def get_help_text(self) -> str:
        return _("It is none that many people have.")
