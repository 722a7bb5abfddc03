"""How letters that readers take for the same become the same.

Every table works on lower-case text. What it makes equal is only ever compared, never shown.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

Fold = Callable[[str], str]

_LETTERS = str.maketrans(
    {
        "æ": "ae",
        "ø": "o",
        "œ": "oe",
        "ß": "ss",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "ς": "σ",
        "’": "'",
        "ʼ": "'",
    }
)
# Arabic-Indic, Persian, Devanagari, Bengali and Thai digits; all are one character wide.
_DIGITS = str.maketrans(
    {
        chr(start + digit): str(digit)
        for start in (0x660, 0x6F0, 0x966, 0x9E6, 0xE50)
        for digit in range(10)
    }
)
_OTHER_DIGIT = re.compile("[٠-٩۰-۹०-९০-৯๐-๙]")
# Letters, digits and signs as wide as a Chinese character; kana half as wide as one, whose marks
# of voice (ﾞ, ﾟ) are characters of their own.
_FULL_WIDTH = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_OTHER_WIDTH = re.compile("[\uff01-\uff5e\uff66-\uff9f]")
_HALF_WIDTH = re.compile("[\uff66-\uff9d][\uff9e\uff9f]?")
_ARABIC = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ؤ": "و", "ئ": "ي"}
    | {"ـ": "", "\u200c": "", "\u200d": "", "ء": ""}
)
_PERSIAN = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "ٱ": "ا",
        "ي": "ی",
        "ى": "ی",
        "ك": "ک",
        "ۀ": "ه",
        "ة": "ه",
        "ـ": "",
        "\u200c": "",
    }
)
_CYRILLIC = str.maketrans({"ё": "е", "ґ": "г"})
_UNMARKED = re.compile("(?:cao|coes)$")
_MARKED = {"cao": "ção", "coes": "ções"}
_NORDIC = re.compile("aa|ae|oe")
_NORDIC_AS = {"aa": "a", "ae": "a", "oe": "o"}
_GERMAN = re.compile("(?<![aeq])(?:ae|oe|ue)")


def digits(text: str) -> str:
    """The text with digits of every script as 0-9; nothing moves."""
    return text.translate(_DIGITS) if _OTHER_DIGIT.search(text) else text


def usual_width(text: str) -> tuple[str, Sequence[int]]:
    """The text in its usual width (ﾃﾞﾙ is デル, Ｅ１ is E1), and where each character stood.

    A last place more than the characters is the end.
    """
    if not _OTHER_WIDTH.search(text):
        return text, range(len(text) + 1)
    text = text.translate(_FULL_WIDTH)
    written: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(text):
        kana = _HALF_WIDTH.match(text, at)
        end = kana.end() if kana else at + 1
        usual = unicodedata.normalize("NFKC", kana[0]) if kana else text[at]
        written.append(usual)
        places += [at] * len(usual)
        at = end
    return "".join(written), (*places, len(text))


@lru_cache(maxsize=65_536)
def plain(word: str) -> str:
    """Without accents and other marks; letters with a plain twin become it."""
    word = word.translate(_LETTERS)
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFKD", word)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", bare)


def nordic(word: str) -> str:
    """å, ä, æ, aa, ae are a; ö, ø, oe are o: as neighbours and foreign keyboards type them."""
    return _NORDIC.sub(lambda match: _NORDIC_AS[match[0]], plain(word))


def german(word: str) -> str:
    """ä, ae are a; ö, oe are o; ü, ue are u; ß is ss."""
    return _GERMAN.sub(lambda match: match[0][0], plain(word.replace("æ", "ä")))


def arabic(word: str) -> str:
    """One alef, one ya, no hamza carriers, vowel signs or tatweel."""
    word = digits(word).translate(_ARABIC)
    return "".join(char for char in word if not unicodedata.combining(char))


def arabic_stem(word: str) -> str:
    """As `arabic`, with ta marbuta where a final ha may be meant as one."""
    word = arabic(word)
    return f"{word[:-1]}ة" if len(word) > 3 and word.endswith("ه") else word


def arabic_ending(word: str) -> str:
    """As `arabic`, and ta marbuta written as ha."""
    return arabic(word).replace("ة", "ه")


def persian(word: str) -> str:
    """Persian letters for the Arabic ones that keyboards type instead."""
    word = digits(word).translate(_PERSIAN)
    return "".join(char for char in word if not unicodedata.combining(char))


def cyrillic(word: str) -> str:
    """ё as е, ґ as г; й and ї stay letters of their own."""
    return word.translate(_CYRILLIC).replace("’", "'")


def portuguese_endings(word: str) -> str:
    """The endings -ção and -ções, which are often typed without their marks."""
    return _UNMARKED.sub(lambda match: _MARKED[match[0]], lower(word))


def lower(text: str) -> str:
    """Lower case as in most languages, with one sigma."""
    return text.lower().replace("ς", "σ").replace("i̇", "i")


def lower_turkish(text: str) -> str:
    """Lower case in Turkish and Azerbaijani, where I and İ are two letters."""
    return text.replace("I", "ı").replace("İ", "i").lower()
