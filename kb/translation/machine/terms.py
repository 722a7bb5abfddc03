"""The glossary as engines are told of it: what terms of a text are to be called."""

from collections.abc import Iterable

from kb import glossary
from portal.machine_translation.engines.base import PreferredTerm


def terms_in(texts: Iterable[str], source: str, target: str) -> list[PreferredTerm]:
    """The terms that stand in some texts and have a word in the other language, each once."""
    pairs = (pair for text in texts for pair in glossary.terms_in(text, source, target))
    return list(
        dict.fromkeys(PreferredTerm(one.source, one.target) for one in pairs if one.target)
    )
