"""The sign at the end of a sentence, as each language writes it."""

from collections.abc import Mapping

STATEMENT, QUESTION, CALL, COLON, OPEN = ".", "?", "!", ":", "…"
# Sign → what it is, in every language but those that say otherwise.
SIGNS: Mapping[str, str] = {
    ".": STATEMENT,
    "。": STATEMENT,
    "۔": STATEMENT,
    "।": STATEMENT,
    "։": STATEMENT,
    "?": QUESTION,
    "？": QUESTION,
    "؟": QUESTION,
    "\u037e": QUESTION,
    "՞": QUESTION,
    "!": CALL,
    "！": CALL,
    ":": COLON,
    "：": COLON,
    "…": OPEN,
}
GREEK_QUESTION = ";"
WITHOUT = frozenset({"th", "lo", "km", "my"})
"""Languages in which sentences end with no sign at all, and a space stands between them."""
AROUND = " \u00a0\u202f\n\"'“”‘’«»‹›„‚)]}*_\u200e\u200f\u2068\u2069"
"""What may stand after the sign and is no part of the sentence."""


def kind(text: str, language: str) -> str:
    """What its last sign is, "" if a sentence of this language does not end so."""
    if text.endswith("..."):
        return OPEN
    if language == "el" and text.endswith(GREEK_QUESTION):
        return QUESTION
    return SIGNS.get(text[-1:], "")
