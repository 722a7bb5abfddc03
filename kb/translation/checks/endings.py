"""The sign at the end of a sentence, as each language writes it."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from kb.translation.checks.pairs import Pair

_STATEMENT, _QUESTION, _CALL, _COLON, _OPEN = ".", "?", "!", ":", "…"
# Sign → what it is, in every language but those that say otherwise.
_SIGNS: Mapping[str, str] = {
    ".": _STATEMENT,
    "。": _STATEMENT,
    "۔": _STATEMENT,
    "।": _STATEMENT,
    "։": _STATEMENT,
    "?": _QUESTION,
    "？": _QUESTION,
    "؟": _QUESTION,
    "\u037e": _QUESTION,
    "՞": _QUESTION,
    "!": _CALL,
    "！": _CALL,
    ":": _COLON,
    "：": _COLON,
    "…": _OPEN,
}
_GREEK_QUESTION = ";"
# How a language writes it, where that is not the sign itself.
_OWN: Mapping[str, Mapping[str, str]] = {
    "el": {_QUESTION: ";"},
    "ar": {_QUESTION: "؟"},
    "fa": {_QUESTION: "؟"},
    "ur": {_QUESTION: "؟", _STATEMENT: "۔"},
    "hi": {_STATEMENT: "।"},
    "hy": {_QUESTION: "՞", _STATEMENT: "։", _COLON: ""},
    "zh": {_STATEMENT: "。", _QUESTION: "？", _CALL: "！", _COLON: "："},
    "ja": {_STATEMENT: "。", _QUESTION: "？", _CALL: "！", _COLON: "："},
}
# Sentences end with no sign at all.
_WITHOUT = frozenset({"th", "lo", "km", "my"})
# What is as good as the sign itself, typed on other keyboards.
_ALSO: Mapping[str, frozenset[str]] = {"el": frozenset({"\u037e"}), "hi": frozenset({"."})}
_AROUND = " \u00a0\u202f\n\"'“”‘’«»‹›„‚)]}*_\u200e\u200f\u2068\u2069"


def check_ending(pair: Pair) -> Iterator[str]:
    """A question ends as one, and so does a statement, a call or what leads to a list."""
    if pair.language in _WITHOUT or not pair.says.strip():
        return
    source, ending = pair.said.rstrip(_AROUND), pair.says.rstrip(_AROUND)
    wanted = _kind(source, pair.source_language)
    found = _kind(ending, pair.language)
    sign = _OWN.get(pair.language, {}).get(wanted, wanted)
    if wanted and found == wanted:
        if sign and ending[-1:] != sign and not _is_as_good(ending, wanted, pair.language):
            yield _("In this language it ends with “%(sign)s”.") % {"sign": sign}
    elif wanted and sign:
        yield _("It ends with “%(sign)s” in the source.") % {"sign": sign}
    elif found and not wanted:
        yield _("The source does not end with “%(sign)s”.") % {"sign": ending[-1]}


def _kind(text: str, language: str) -> str:
    if text.endswith("..."):
        return _OPEN
    if language == "el" and text.endswith(_GREEK_QUESTION):
        return _QUESTION
    return _SIGNS.get(text[-1:], "")


def _is_as_good(ending: str, kind: str, language: str) -> bool:
    return kind == _OPEN or ending[-1] in _ALSO.get(language, ())
