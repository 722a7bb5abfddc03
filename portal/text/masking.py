"""Personal data in what people type into a search box, made unreadable before it is stored.

Masked: e-mail addresses, telephone numbers however spaced and in whatever digits, and tokens
with many digits (accounts, cards, orders). Kept: error codes such as E-1042 or 0x80070057,
versions, and short numbers.
"""

import re

MASK = "•••"
MANY_DIGITS = 6
_PHONE_DIGITS = 7
# Marks of direction may stand anywhere among Arabic and Hebrew.
_BETWEEN = r"[ \t\u00a0\u2007\u2009\u202f\u3000.·/()\-‐-–－\u200e\u200f\u2066-\u2069]{0,3}"
_PARTS = re.compile(
    rf"""
    (?P<mail>[^\s@<>,;:"()]{{1,64}}[@＠][^\s@<>,;:"()]{{1,255}})
  | (?P<hex>(?<!\w)0[xX][0-9a-fA-F]{{1,16}}(?!\w))
  | (?P<code>(?<!\w)[^\W\d_]{{1,12}}[-_]?\d{{1,5}}(?!\w)(?![-–.]\d))
  | (?P<phone>(?<![\w])(?:\+|\()?{_BETWEEN}\d(?:{_BETWEEN}\d){{{MANY_DIGITS - 1},40}}(?!\w))
  | (?P<token>\w[\w\-./]{{{MANY_DIGITS - 1},255}})
    """,
    re.VERBOSE,
)
_DIGIT = re.compile(r"\d")
_SPACED = re.compile(r"\d[^\d\w]*[ \t\u00a0\u2007\u2009\u202f][^\d\w]*\d")


def mask_personal_data(text: str) -> str:
    """The text with every part that may tell who wrote it replaced by •••."""
    return _PARTS.sub(_masked, text)


def _masked(match: re.Match[str]) -> str:
    part = match[0]
    digits = len(_DIGIT.findall(part))
    if match.lastgroup == "mail":
        return MASK
    if match.lastgroup == "phone":
        few = digits < _PHONE_DIGITS and "+" not in part and _SPACED.search(part)
        return part if few else MASK
    if match.lastgroup == "token":
        letters = sum(map(str.isalpha, part))
        return MASK if digits >= MANY_DIGITS and digits >= letters else part
    return part
