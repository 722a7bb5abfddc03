"""Texts made for measuring, as many as are asked for, always the same ones.

They are made of the words of the demo's articles, as often as those use them (so common words are
common and rare ones rare), and of further words put together from two of them, for the long tail
that real texts have.
"""

import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

from search.documents import Document

NAME = "made"
LOCALE = "en"
WORDS_OF = Path("portal/demo/content") / LOCALE
_WORD = re.compile(r"[A-Za-z]{2,}")
_TITLE, _SUMMARY, _BODY = (3, 8), (8, 20), (60, 240)
_NEW_WORDS = 30_000
_SHARE_OF_NEW = 0.04


class MadeSource:
    """As many texts as its file says; `version` is in each of them, so all can be changed."""

    name = NAME

    def __init__(self, state: Path) -> None:
        self._state = state

    def have(self, texts: int, version: int = 0) -> None:
        """Say how many there are, to every process."""
        draft = self._state.with_suffix(".new")
        draft.write_text(json.dumps([texts, version]))
        draft.replace(self._state)

    def documents(self, keys: Sequence[str]) -> Iterator[Document]:
        """The texts of these keys."""
        texts, version = self._now()
        for key in keys:
            if int(key) < texts:
                yield made(int(key), f"v{version}")

    def keys(self) -> Iterator[str]:
        """Numbers from 0."""
        yield from map(str, range(self._now()[0]))

    def _now(self) -> tuple[int, int]:
        if not self._state.exists():
            return 0, 0
        texts, version = json.loads(self._state.read_text())
        return texts, version


def made(number: int, *words: str) -> Document:
    """The text of a number; with these words, too."""
    draw = random.Random(number)  # noqa: S311 - a fixed drawing, not a secret
    return Document(
        source=NAME,
        key=str(number),
        kind="article",
        locale=LOCALE,
        title=drawn(draw, *_TITLE).capitalize(),
        summary=drawn(draw, *_SUMMARY),
        body=" ".join([drawn(draw, *_BODY), *words]),
        url=f"/{LOCALE}/help/made-{number}/",
    )


def drawn(draw: random.Random, least: int, most: int) -> str:
    """Some words."""
    words, weights, new = _words()
    chosen = draw.choices(words, cum_weights=weights, k=draw.randint(least, most))
    return " ".join(draw.choice(new) if draw.random() < _SHARE_OF_NEW else word for word in chosen)


@lru_cache(maxsize=1)
def _words() -> tuple[list[str], list[int], list[str]]:
    """Words, how often they come (added up), and new ones."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(WORDS_OF.glob("*.md")))
    counted = Counter(word.lower() for text in texts for word in _WORD.findall(text))
    words = sorted(counted)
    draw = random.Random(0)  # noqa: S311
    new = ["".join(draw.sample(words, 2)) for _ in range(_NEW_WORDS)]
    return words, list(accumulate(counted[word] for word in words)), new
