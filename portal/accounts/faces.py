"""A coloured round with the first letters of a name, where others show a picture of somebody.

It is for the eye alone: the name itself stands beside it.
"""

import unicodedata
from collections.abc import Iterator
from zlib import crc32

from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.accounts.models import User

TINTS = 8
"""So many colours there are, `face--0` and on, in content.css."""
# Scripts in which two letters stand for two names. In others one does: Arabic letters would join
# into a word, and a Chinese sign is as wide as two letters.
_IN_TWO_LETTERS = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "GEORGIAN", "HEBREW")
_JOINER = "\u200d"


def face(user: User) -> SafeString:
    """The round of somebody; its colour stays whatever they are called."""
    tint = crc32(str(user.pk).encode()) % TINTS
    return format_html(
        '<span class="face face--{}" aria-hidden="true">{}</span>', tint, initials(str(user))
    )


def initials(name: str) -> str:
    """One or two signs for a name, each whole with its marks; "" for none that can be seen."""
    words = name.split()
    if not words:
        return ""
    first, last = _sign(words[0]), _sign(words[-1]) if len(words) > 1 else ""
    both = last and _script(first) == _script(last) in _IN_TWO_LETTERS
    return first + last if both else first


def _sign(word: str) -> str:
    """The first letter or digit of a word, as a capital; of a word without any, its first sign."""
    signs = list(_signs(word))
    found = next((sign for sign in signs if sign[0].isalnum()), signs[0] if signs else "")
    if _script(found) == "GREEK":
        # Greek capitals have no accents where all letters are capitals.
        found = "".join(c for c in unicodedata.normalize("NFD", found) if c.isalpha())
    return found.upper() if len(found.upper()) == len(found) else found


def _signs(word: str) -> Iterator[str]:
    """What a reader takes for one sign each: a letter with its marks, an emoji with its parts."""
    sign = ""
    for character in word:
        if sign and not _continues(sign, character):
            yield sign
            sign = ""
        sign += character
    if sign:
        yield sign


def _continues(sign: str, character: str) -> bool:
    is_second_of_flag = len(sign) == 1 and _is_flag(sign) and _is_flag(character)
    is_mark = unicodedata.category(character).startswith("M") or character == _JOINER
    is_skin = "\U0001f3fb" <= character <= "\U0001f3ff"
    return is_second_of_flag or is_mark or is_skin or sign.endswith(_JOINER)


def _is_flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _script(sign: str) -> str:
    is_letter = bool(sign) and sign[0].isalpha()
    return unicodedata.name(sign[0], "").split(" ")[0] if is_letter else ""
