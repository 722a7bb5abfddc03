"""A text's vectors as they are searched: each passage within its text, and within its family.

A passage alone says too little ("Press Apply."), and a text in a small language is understood less
well than its siblings. So each vector is a sum of the passage, of what the text is about, and of
the text's siblings in other languages. The sums are not of unit length; it is their inner product
with a query that counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.ranking import FUSION

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

type Rows = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Embedded:
    """A text's vectors: of what it is about, and of each stretch of it (if there is any)."""

    about: Rows
    stretches: Rows

    @classmethod
    def of(cls, vectors: Sequence[bytes]) -> "Embedded":
        """From the vectors of search.semantic.passages.passages, in that order."""
        # Here and not above: most processes look at no vector, and it takes 10 MB.
        import numpy as np

        rows = np.stack([np.frombuffer(one, "<f4") for one in vectors])
        return cls(rows[0], rows[1:] if len(rows) > 1 else rows[:1])


def blended(text: Embedded, siblings: Sequence[Embedded]) -> tuple[bytes, ...]:
    """The vectors to search, one for each stretch."""
    import numpy as np

    about, others = text.about, text.stretches.mean(axis=0)
    if siblings:
        about = (about + np.mean([one.about for one in siblings], axis=0)) / 2
        others = np.mean([one.stretches.mean(axis=0) for one in siblings], axis=0)
    shared = FUSION.about * about + FUSION.siblings * others
    return tuple(
        (shared + FUSION.stretch * stretch).astype("<f4").tobytes() for stretch in text.stretches
    )
