"""Numbers: the same in both texts, in whatever digits and with each language's own signs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from kb.translation.checks.pairs import Pair
from portal import cldr
from search.analysis import folding

_SPACES = "\u00a0\u202f"
_APART = f".,:٫٬'’{_SPACES}"
_NUMBER = re.compile(rf"\d+(?:[{_APART}]\d+)*")
_NO_DIGIT = re.compile(r"\D+")
# What is as often written as a word: "two fingers", "to fingre".
_AS_WORDS = frozenset(str(number) for number in range(13))


@dataclass(frozen=True, slots=True)
class _Number:
    """`digits` alone, and its value if the language writes a number so."""

    written: str
    digits: str
    value: Decimal | None

    def is_same(self, other: "_Number") -> bool:
        """Versions and times have no value: there the digits decide."""
        if self.value is not None and other.value is not None:
            return self.value == other.value
        return self.digits == other.digits


def check_numbers(pair: Pair) -> Iterator[str]:
    """Each number of the source stands in the translation, and no other."""
    ours = list(_numbers(pair.said, pair.source_locale))
    theirs = list(_numbers(pair.says, pair.locale))
    missing = _left(ours, theirs)
    added = _left(theirs, ours)
    # A number that became a word, or the other way round.
    if len(ours) != len(theirs):
        missing = [one for one in missing if one.digits not in _AS_WORDS]
        added = [one for one in added if one.digits not in _AS_WORDS]
    for one in dict.fromkeys(missing):
        yield _("The number %(number)s is missing.") % {"number": one.written}
    for one in dict.fromkeys(added):
        yield _("The number %(number)s is not in the source.") % {"number": one.written}


def _left(ours: list[_Number], theirs: list[_Number]) -> list[_Number]:
    return [one for one in ours if not any(one.is_same(other) for other in theirs)]


def _numbers(text: str, locale: str) -> Iterator[_Number]:
    decimal, group = cldr.signs(locale)
    for written in _NUMBER.findall(text):
        plain = folding.digits(written).replace("٫", decimal).replace("٬", group)
        yield _Number(written, _NO_DIGIT.sub("", plain), _value(plain, decimal, group))


def _value(plain: str, decimal: str, group: str) -> Decimal | None:
    between = re.escape(group) if group.strip() else f"[{_SPACES}]"
    number = rf"(\d{{1,3}}(?:{between}\d{{3}})+|\d+)(?:{re.escape(decimal)}(\d+))?"
    match = re.fullmatch(number, plain)
    if match is None:
        return None
    return Decimal(f"{_NO_DIGIT.sub('', match[1])}.{match[2] or 0}")
