"""The product's own words, for readers of a language that there is no catalogue of."""

from gettext import NullTranslations

from django.utils.translation import trans_real

from portal import locales


class Borrowed(NullTranslations):
    """A language whose every word is another's: half a page in each would help nobody.

    Django asks it which language is in force, and that stays the reader's.
    """

    def __init__(self, code: str, lender: str) -> None:
        super().__init__()
        self._code = code
        self._lender_code = lender

    @property
    def _lender(self) -> NullTranslations:
        return trans_real.translation(self._lender_code)

    def language(self) -> str:
        return self._code

    def to_language(self) -> str:
        return self._code

    def gettext(self, message: str) -> str:
        return self._lender.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._lender.ngettext(msgid1, msgid2, n)

    def pgettext(self, context: str, message: str) -> str:
        return self._lender.pgettext(context, message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return self._lender.npgettext(context, msgid1, msgid2, n)


def lend() -> None:
    """Give each language without words of its own those of its interface."""
    borrowers = {one.code: one.interface for one in locales.CONTENT if one.interface != one.code}
    for code, lender in borrowers.items():
        trans_real._translations[code] = Borrowed(code, lender)  # type: ignore[attr-defined]
    stock = trans_real.check_for_language
    # Django and Wagtail have no use for a language that there is no file for anywhere.
    trans_real.check_for_language = lambda lang_code: lang_code in borrowers or stock(lang_code)
