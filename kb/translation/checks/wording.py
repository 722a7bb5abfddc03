"""The words themselves: doubled, left as they were, far too many or few, spaces around them."""

import re
from collections.abc import Iterator
from math import log

from django.utils.translation import gettext as _

from kb.prose.unchanged import says_something
from kb.translation.checks.pairs import Pair

_DOUBLED = re.compile(r"(?<![\w-])([^\W\d_]{2,})[ \u00a0]+(\1)(?![\w-])", re.IGNORECASE)
# Words that may well follow upon themselves.
_MAY_DOUBLE = {
    "en": {"that", "had"},
    "da": {"det", "der", "er", "at", "for", "som", "i", "på", "til", "af", "de"},
    "nb": {"det", "der", "er", "at", "for", "som", "i", "på", "til", "av", "de"},
    "sv": {"det", "där", "är", "att", "för", "som", "i", "på", "till", "av", "de"},
    "el": {"που", "το", "του", "της", "τα"},
}
# How long a text is in a language, by one in English.
_LENGTHS = {
    "el": 1.15,
    "de": 1.15,
    "fr": 1.15,
    "es": 1.15,
    "it": 1.1,
    "pt": 1.1,
    "nl": 1.1,
    "id": 1.1,
    "ru": 1.05,
    "uk": 1.05,
    "pl": 1.05,
    "ar": 0.85,
    "he": 0.8,
    "fa": 0.95,
    "zh": 0.35,
    "ja": 0.5,
    "ko": 0.55,
    "th": 0.95,
    "hi": 1.05,
}
_SHORT = 12
_TIMES = 2.2
_TIMES_OF_SHORT = 4.0
_LONG = 80


def check_doubled(pair: Pair) -> Iterator[str]:
    """No word stands twice in a row, unless one does in the source."""
    if _DOUBLED.search(pair.said):
        return
    for word in dict.fromkeys(match[1] for match in _DOUBLED.finditer(pair.says)):
        if word.lower() not in _MAY_DOUBLE.get(pair.language, ()):
            yield _("“%(word)s” stands there twice.") % {"word": word}


def check_unchanged(pair: Pair) -> Iterator[str]:
    """A sentence says something else in another language; names and codes need not."""
    if pair.said.strip() == pair.says.strip() and says_something(pair.said):
        yield _("It is the same as the source. Translate it.")


def check_length(pair: Pair) -> Iterator[str]:
    """Neither much longer nor much shorter than such a text is in this language."""
    said, says = len(pair.said.strip()), len(pair.says.strip())
    if not says or said < _SHORT:
        return
    expected = said * _LENGTHS.get(pair.language, 1.0) / _LENGTHS.get(pair.source_language, 1.0)
    if abs(log(says / expected)) <= log(_times(said)):
        return
    if says > expected:
        yield _("It is much longer than the source.")
    else:
        yield _("It is much shorter than the source.")


def _times(length: int) -> float:
    """The shorter a text, the more its translations differ."""
    share = min((length - _SHORT) / (_LONG - _SHORT), 1.0)
    return _TIMES_OF_SHORT + (_TIMES - _TIMES_OF_SHORT) * share


def check_spaces(pair: Pair) -> Iterator[str]:
    """Nothing but the text: what is around it is written by the page."""
    if pair.says != pair.says.strip() and pair.said == pair.said.strip():
        yield _("There are spaces before or after the text.")
    if "  " in pair.says.strip() and "  " not in pair.said:
        yield _("There are two spaces in a row.")
