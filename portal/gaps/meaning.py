"""How alike searches are by what they mean, in whatever languages they were typed.

A model puts what is written in one language close together, whatever it is about. So the mean of
each language's searches is taken away first (Libovický, Rosa and Fraser, "On the language
neutrality of pre-trained multilingual representations", 2020). Where a language has few, the mean
of all stands in for part of it.
"""

import logging
import time
from collections.abc import Iterable, Sequence

import numpy as np

from portal.gaps.words import Matrix
from search.semantic.embedder import EmbedderError, embedder

logger = logging.getLogger(__name__)

_AS_MANY = 5
"""The mean of all languages counts as so many searches of each."""
_PATIENCE = 5.0
_LONGEST_TEXT = 400


def by_meaning(locales: Sequence[str], vectors: Sequence[bytes]) -> Matrix:
    """For each two of n searches the cosine between them, from -1 to 1: n × n.

    `vectors` are float32, all of one length, or empty where none is known: such a search is like
    nothing.
    """
    alike = np.zeros((len(vectors), len(vectors)))
    known = [place for place, vector in enumerate(vectors) if vector]
    if not known:
        return alike
    rows = np.stack([np.frombuffer(vectors[place], "<f4") for place in known]).astype(np.float64)
    rows = _centred(rows, [locales[place] for place in known])
    alike[np.ix_(known, known)] = rows @ rows.T
    return alike


def _centred(rows: Matrix, locales: Sequence[str]) -> Matrix:
    """Without what the searches of a language have in common, of unit length again."""
    common, centred = rows.mean(axis=0), rows.copy()
    for locale in set(locales):
        here = np.array([one == locale for one in locales])
        mean = (rows[here].sum(axis=0) + _AS_MANY * common) / (here.sum() + _AS_MANY)
        centred[here] -= mean
    lengths = np.linalg.norm(centred, axis=1, keepdims=True)
    return np.where(lengths > 0, centred / np.where(lengths > 0, lengths, 1.0), 0.0)


def space() -> str:
    """The space of the embedder that is set up; none without one."""
    chosen = embedder()
    return chosen.space if chosen else ""


def vectors_of(texts: Iterable[str], *, longest: float) -> dict[str, bytes]:
    """What these searches mean, as many as can be told in so many seconds; the others wait."""
    chosen, told = embedder(), dict[str, bytes]()
    if chosen is None:
        return told
    until = time.monotonic() + longest
    try:
        for text in texts:
            if time.monotonic() >= until:
                break
            told[text] = chosen.query(text.lower()[:_LONGEST_TEXT], _PATIENCE).value
    except EmbedderError as error:
        logger.warning("Gaps are put together by words: %s", error)
    return told
