"""What the glossary says of words: which have a definition that readers see."""

from dataclasses import dataclass

from kb.glossary import words_of


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one language, as texts write them."""

    defined: frozenset[str] = frozenset()
    undefined: frozenset[str] = frozenset()
    """Those that have none."""


def terms(locale: str) -> Terms:
    """The terms of a language; no query as long as nothing public has changed."""
    entries = words_of(locale).entries.values()
    return Terms(
        defined=frozenset(word for one in entries if one.definition for word in one.allowed),
        undefined=frozenset(word for one in entries if not one.definition for word in one.allowed),
    )
