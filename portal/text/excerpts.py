"""The beginning of a text, for lists and descriptions."""

import re
import unicodedata

from portal.text.cleaning import clean_text

_SPACES = re.compile(r"\s+")
_ISOLATES = re.compile("[\u2066-\u2069]")


def excerpt(text: str, length: int) -> str:
    """At most `length` characters on one line, cut between words and ended by "…" if cut."""
    line = _ISOLATES.sub("", _SPACES.sub(" ", clean_text(text))).strip()
    if len(line) <= length:
        return line
    cut = line[: max(length - 1, 0)]
    space = cut.rfind(" ")
    # A word longer than half the line, or a script without spaces, is cut inside.
    if space > length // 2 and line[len(cut)] != " ":
        cut = cut[:space]
    elif unicodedata.combining(line[len(cut)]):
        cut = cut.rstrip()[:-1]
    return f"{cut.rstrip(' ,;:.-–')}…"[:length]
