"""What the glossary says of words. A room of its own keeps it, and makes itself known here."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one language, as texts write them."""

    defined: frozenset[str] = frozenset()
    undefined: frozenset[str] = frozenset()
    """Those that are marked as needing a definition, and have none."""


type Glossary = Callable[[str], Terms]
"""The terms of a language, by its code; few queries, however many there are."""

_glossary: list[Glossary] = []


def register(glossary: Glossary) -> None:
    """Say who knows."""
    _glossary[:] = [glossary]


def terms(locale: str) -> Terms:
    """The terms of a language; none where nobody keeps a glossary."""
    return _glossary[0](locale) if _glossary else Terms()
