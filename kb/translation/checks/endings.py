"""The sign at the end of a sentence, as each language writes it."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from kb.prose.signs import AROUND, CALL, COLON, OPEN, QUESTION, STATEMENT, WITHOUT, kind
from kb.translation.checks.pairs import Pair

# How a language writes it, where that is not the sign itself.
_OWN: Mapping[str, Mapping[str, str]] = {
    "el": {QUESTION: ";"},
    "ar": {QUESTION: "؟"},
    "fa": {QUESTION: "؟"},
    "ur": {QUESTION: "؟", STATEMENT: "۔"},
    "hi": {STATEMENT: "।"},
    "hy": {QUESTION: "՞", STATEMENT: "։", COLON: ""},
    "zh": {STATEMENT: "。", QUESTION: "？", CALL: "！", COLON: "："},
    "ja": {STATEMENT: "。", QUESTION: "？", CALL: "！", COLON: "："},
}
# What is as good as the sign itself, typed on other keyboards.
_ALSO: Mapping[str, frozenset[str]] = {"el": frozenset({"\u037e"}), "hi": frozenset({"."})}


def check_ending(pair: Pair) -> Iterator[str]:
    """A question ends as one, and so does a statement, a call or what leads to a list."""
    if pair.language in WITHOUT or not pair.says.strip():
        return
    source, ending = pair.said.rstrip(AROUND), pair.says.rstrip(AROUND)
    wanted = kind(source, pair.source_language)
    found = kind(ending, pair.language)
    sign = _OWN.get(pair.language, {}).get(wanted, wanted)
    if wanted and found == wanted:
        if sign and ending[-1:] != sign and not _is_as_good(ending, wanted, pair.language):
            yield _("In this language it ends with “%(sign)s”.") % {"sign": sign}
    elif wanted and sign:
        yield _("It ends with “%(sign)s” in the source.") % {"sign": sign}
    elif found and not wanted:
        yield _("The source does not end with “%(sign)s”.") % {"sign": ending[-1]}


def _is_as_good(ending: str, wanted: str, language: str) -> bool:
    return wanted == OPEN or ending[-1] in _ALSO.get(language, ())
