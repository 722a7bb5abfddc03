"""Whether words would be other ones in another language."""

import re

_WORD = re.compile(r"[^\W\d_]{2,}")
_A_SENTENCE = 4


def says_something(text: str) -> bool:
    """Whether it is a sentence that every language says its own way; names and codes are not."""
    words = _WORD.findall(text)
    lower = [word for word in words if word.islower() or not word.isascii()]
    return len(words) >= _A_SENTENCE and len(lower) * 2 >= len(words)
