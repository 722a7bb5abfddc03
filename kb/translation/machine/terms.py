"""The glossary as engines are told of it: what terms of a text are to be called."""

from collections.abc import Callable, Iterable
from typing import Protocol

from portal.machine_translation.engines.base import Term


class Pair(Protocol):
    """A term of a text, by its word and the approved one of the other language, "" for none."""

    @property
    def source(self) -> str: ...
    @property
    def target(self) -> str: ...


type Glossary = Callable[[str, str, str], Iterable[Pair]]

_glossaries: list[Glossary] = []


def register(glossary: Glossary) -> None:
    """Say who knows terms: asked for a plain text and the codes of two languages."""
    if glossary not in _glossaries:
        _glossaries.append(glossary)


def terms_in(texts: Iterable[str], source: str, target: str) -> list[Term]:
    """The terms that stand in some texts and have a word in the other language, each once."""
    pairs = (
        pair
        for text in texts
        for glossary in _glossaries
        for pair in glossary(text, source, target)
    )
    return list(dict.fromkeys(Term(one.source, one.target) for one in pairs if one.target))
