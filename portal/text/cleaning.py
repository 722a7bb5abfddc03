"""Any string, made safe to store, to show and to mix with other directions of writing.

After `clean_text` a text is NFC, has no NUL, no other control characters than line feed and tab,
no surrogates and no character that reorders what stands around it. Cleaning twice changes nothing.
"""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029\x0b\x0c]")
_SURROGATES = re.compile("[\ud800-\udfff]")
# Controls; overrides and embeddings (LRE RLE PDF LRO RLO); BOM; interlinear and non-characters.
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane << 16 | end) for plane in range(1, 17) for end in (0xFFFE, 0xFFFF))
    + "]"
)
_ISOLATES = re.compile("[\u2066-\u2069]")
_CLOSE = "\u2069"
# The longest run of marks on one letter (Unicode's Stream-Safe Text Format); longer ones are
# no writing, and make normalising them quadratic.
_MOST_MARKS = 30


def clean_text(value: str) -> str:
    """The text without what breaks databases, pages and reading."""
    if value.isascii() and value.isprintable():
        return value
    text = _LINE_ENDS.sub("\n", value)
    text = _DROPPED.sub("", _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text))
    if text.isascii():
        return text
    # All that is dropped is dropped first: letters and marks that meet then are normalised too.
    if _ISOLATES.search(text):
        text = _with_isolates_closed(text)
    return _with_few_marks(unicodedata.normalize("NFC", _with_few_marks(text)))


def clean_line(value: str) -> str:
    """The same on one line, with one space between words and none around them."""
    return " ".join(clean_text(value).split())


def _with_few_marks(text: str) -> str:
    if not any(map(unicodedata.combining, text)):
        return text
    kept: list[str] = []
    run = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def _with_isolates_closed(text: str) -> str:
    """Close every isolate in its own line, and drop closings of none."""
    return "\n".join(_line_with_isolates_closed(line) for line in text.split("\n"))


def _line_with_isolates_closed(line: str) -> str:
    depth = 0

    def checked(match: re.Match[str]) -> str:
        nonlocal depth
        if match[0] != _CLOSE:
            depth += 1
            return match[0]
        if not depth:
            return ""
        depth -= 1
        return _CLOSE

    return _ISOLATES.sub(checked, line) + _CLOSE * depth
