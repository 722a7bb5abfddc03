"""Sentences of the demo's articles in each language, drawn by chance."""

import random
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_CONTENT = Path(__file__).parents[2] / "portal" / "demo" / "content"
_PLAIN = re.compile(r"^(?![#>:|\-\d!`\s])[^\[\]*`<>{}|@]{30,200}$")
_SENTENCE = re.compile(r"(?<=[.!?؟;])\s+")


@cache
def sentences(locale: str) -> tuple[str, ...]:
    """The plain sentences of a language's articles."""
    found = []
    for path in sorted((_CONTENT / locale).glob("*.md")):
        body = path.read_text(encoding="utf-8").partition("\n---\n")[2]
        for line in body.split("\n"):
            if _PLAIN.match(line):
                found += [one for one in _SENTENCE.split(line) if len(one) > 12]
    return tuple(found)


@dataclass(slots=True)
class Writer:
    """What a made file is written with: chance, a language, and what lies beside the file.

    `names` are files in the same folder without their endings; `number` tells files apart.
    """

    dice: random.Random
    locale: str
    names: list[str] = field(default_factory=list)
    picture: str = "picture.png"
    number: int = 0

    def sentence(self) -> str:
        return self.dice.choice(sentences(self.locale))

    def text(self) -> str:
        """A paragraph's words."""
        return " ".join(self.sentence() for _ in range(self.dice.randint(1, 3)))

    def words(self, count: int = 3) -> str:
        """A few words, as a heading or a label has them."""
        found = re.findall(r"[^\W\d_]{2,}", self.sentence())
        return (
            " ".join(found[:count]).capitalize()
            if self.locale != "ar"
            else " ".join(found[:count])
        )

    def name(self) -> str:
        """Another file."""
        return self.dice.choice(self.names)
