"""Words typed while the keyboard was set to another script: key by key, what was struck.

A layout is one line of letters, each on the key that has the sign above it on an English keyboard.
Sources: the layouts us, gr, ara, ru, ua, il, ir, se, dk, no and de as X.Org's
keyboard configuration has them; a new one is a new line.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,./`"
_ROWS = {
    "el": ";ςερτυθιοπ[]ασδφγηξκλ΄'ζχψωβνμ,./`",
    "ar": "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىىةوزظذ",
    "ru": "йцукенгшщзхъфывапролджэячсмитьбю.ё",
    "uk": "йцукенгшщзхїфівапролджєячсмитьбю.'",
    "he": "/'קראטוןםפ][שדגכעיחלךף,זסבהנמצתץ.;",
    "fa": "ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو./÷",
    "sv": "qwertyuiopå¨asdfghjklöäzxcvbnm,.-§",
    "da": "qwertyuiopå¨asdfghjklæøzxcvbnm,.-½",
    "nb": "qwertyuiopå¨asdfghjkløæzxcvbnm,.-|",
    "de": "qwertzuiopü+asdfghjklöäyxcvbnm,.-^",
}
# Two letters from one key; and a mark that is struck before the letter it belongs to.
_TOGETHER = {"ar": {"لا": "b"}}
_DEAD = {"el": ("΄", dict(zip("αεηιουω", "άέήίόύώ", strict=True)))}
_ACCENTED = {"el": re.compile(r"(?<![^a-z\s]);[aehioyv]")}
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz")


@dataclass(frozen=True, slots=True)
class _Layout:
    """What each key of an English keyboard writes, and back."""

    code: str
    written: dict[int, str]
    struck: dict[int, str]

    def write(self, keys: str) -> str:
        """What these keys would have written here."""
        text = keys.translate(self.written)
        mark, letters = _DEAD.get(self.code, ("", {}))
        for letter, marked in letters.items():
            text = text.replace(mark + letter, marked)
        return text

    def strike(self, text: str) -> str:
        """The keys that wrote this text here."""
        mark, letters = _DEAD.get(self.code, ("", {}))
        for letter, marked in letters.items():
            text = text.replace(marked, mark + letter)
        for pair, key in _TOGETHER.get(self.code, {}).items():
            text = text.replace(pair, key)
        return text.translate(self.struck)


@lru_cache(maxsize=32)
def _layout(code: str) -> _Layout:
    pairs = [(key, one) for key, one in zip(_KEYS, _ROWS[code], strict=True) if key != one]
    written = {ord(key): one for key, one in pairs}
    struck = {ord(one): key for key, one in pairs}
    for pair, key in _TOGETHER.get(code, {}).items():
        written[ord(key)] = pair
    return _Layout(code, written, struck)


def readings(text: str, locale: str) -> tuple[str, ...]:
    """What else a reader of this language may have meant to type, the likeliest first.

    Latin letters as struck on the reader's own layout; letters of another script as struck on an
    English one, and from there on the reader's own. None of it is tried before the text itself.
    """
    lowered = text.lower()
    own = _layout(locale) if locale in _ROWS else None
    found: list[str] = []
    for code in _written_in(lowered):
        keys = _layout(code).strike(lowered)
        found += [keys] if own is None or locale == code else [own.write(keys), keys]
    if own is not None and set(lowered) & _LATIN:
        found.append(own.write(lowered))
    different = (" ".join(one.split()) for one in found)
    return tuple(dict.fromkeys(one for one in different if one and one != lowered))[:2]


def told(text: str, locale: str) -> str:
    """What the signs alone tell that a reader meant; "" where they tell nothing.

    Nobody writes the key of an accent before a vowel in the middle of a word ("kleid;i") but who
    has forgotten to change the keyboard.
    """
    signs = _ACCENTED.get(locale)
    return readings(text, locale)[0] if signs and signs.search(text.lower()) else ""


def _written_in(text: str) -> list[str]:
    """The layouts, of scripts other than Latin, that have every letter of a text."""
    letters = {letter for letter in text if letter.isalpha()}
    if not letters or letters & _LATIN:
        return []
    return [code for code in _SCRIPTS if letters <= _SCRIPTS[code]]


_SCRIPTS = {
    code: frozenset(
        letter
        for letter in (*row, *_DEAD.get(code, ("", {}))[1].values())
        if letter.isalpha() and ord(letter) > 0x36F
    )
    | frozenset("".join(_TOGETHER.get(code, {})))
    for code, row in _ROWS.items()
    if any(ord(letter) > 0x36F and letter.isalpha() for letter in row)
}
