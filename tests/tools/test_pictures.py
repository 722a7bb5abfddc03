"""The pictures of README and docs: those that a script takes, each in a text, none too heavy."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tools import pictures

ALL_TOGETHER = 900_000
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")


def _shown() -> Iterator[tuple[str, str]]:
    """The alternative text and the name of each picture of ours that a document shows."""
    for text in (pictures.REPOSITORY / "README.md", *(pictures.REPOSITORY / "docs").rglob("*.md")):
        for words, target in _PICTURE.findall(text.read_text(encoding="utf-8")):
            if (text.parent / target).resolve().parent == pictures.IMAGES:
                yield words, Path(target).name


def test_each_picture_that_is_taken_is_there_and_shown_and_no_other_is() -> None:
    taken = [f"{shot.name}.png" for shot in pictures.SHOTS]
    assert Counter(taken) == Counter({name for _words, name in _shown()})
    assert sorted(taken) == sorted(path.name for path in pictures.IMAGES.iterdir())


def test_each_picture_says_in_words_what_it_shows() -> None:
    words = [words for words, _name in _shown()]
    assert all(len(one) > len("A picture") for one in words)
    assert len(set(words)) == len(words)


def test_a_clone_stays_light() -> None:
    weights = {path.name: path.stat().st_size for path in pictures.IMAGES.iterdir()}
    assert {name: bytes_ for name, bytes_ in weights.items() if bytes_ > pictures.HEAVIEST} == {}
    assert sum(weights.values()) <= ALL_TOGETHER
