"""How much of a query a document contains: the same judgement whatever engine found it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.analysis.analyser import analyser
from search.documents import Document
from search.ranking import FLOOR


@dataclass(frozen=True, slots=True)
class Wanted:
    """A term's weight, and ways to meet it: sets of forms that must all occur, with a factor."""

    weight: float
    ways: tuple[tuple[frozenset[str], ...], ...]
    factors: tuple[float, ...]


def cover(document: Document, wanted: Sequence[Wanted]) -> float:
    """The share (0 to 1) of the wanted weight that the document contains."""
    total = sum(one.weight for one in wanted)
    if not total:
        return 0.0
    takes_apart = analyser(document.locale)

    def forms(texts: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for text in texts:
            for token in takes_apart.tokens(text):
                found.update((token.forms.stem, token.forms.word, *token.forms.extra))
        return found

    prominent = forms((document.title, document.summary, *document.keywords, *document.headings))
    anywhere = prominent | forms((document.body,))
    met = 0.0
    for one in wanted:
        best = 0.0
        for way, factor in zip(one.ways, one.factors, strict=True):
            if all(part & prominent for part in way):
                best = max(best, factor)
            elif all(part & anywhere for part in way):
                best = max(best, factor * FLOOR.in_body)
        met += one.weight * best
    return met / total
