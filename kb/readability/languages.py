"""What is long and what is hard in each language: data, `languages.yaml` beside this."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from portal import languages

_DATA = Path(__file__).with_suffix(".yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainBounds:
    """The bounds of a language, each the most that is still plain.

    `sentence` is in words, or in characters where nothing stands between words; `title` in
    characters; a word of more characters than `word` is a long one; `acts` is how many things one
    step may ask for. `easy` is the difficulty of the plainest texts. `script` is what it is
    written in, as `Latn`. `known` are abbreviations that need no explanation.
    """

    code: str
    script: str
    sentence: int
    title: int
    word: int
    acts: int
    easy: float
    known: frozenset[str]


@cache
def language_of(locale: str) -> PlainBounds:
    """By the code of a language, with or without a region or a script."""
    code = locale.partition("-")[0]
    found = data()
    bounds: Mapping[str, Any] = found["bounds"]
    own = {key: value["of"] for key, value in bounds["default"].items()}
    own |= {key: value["of"] for key, value in bounds.get(code, {}).items()}
    return PlainBounds(
        code=code,
        script=languages.script(locale),
        known=frozenset([*chain(*found["known"]["everywhere"]), *found["known"].get(code, ())]),
        **own,
    )


@cache
def data() -> Mapping[str, Any]:
    """All of the file."""
    found: Mapping[str, Any] = yaml.safe_load(_DATA.read_text(encoding="utf-8"))
    return found
