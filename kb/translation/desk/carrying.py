"""What is the same in every language, so that nobody has to type it: codes, keys, numbers."""

import re

from kb.translation.markup import marks, plain

_SIGN = re.compile(r"[\d_+\\@=|#]")


def is_carried(source: str) -> bool:
    """Whether a segment says the same in each language."""
    kept = {mark.label for mark in marks(source) if mark.kept}
    if kept and plain(source).strip() in kept:
        return True
    words = plain(source).split()
    return bool(words) and all(map(_is_code, words))


def _is_code(word: str) -> bool:
    """A number, mere signs, or what has a digit or a sign of codes and keys in it."""
    return not any(map(str.isalpha, word)) or (word.isascii() and bool(_SIGN.search(word)))
