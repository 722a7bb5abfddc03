"""Who searches, and which page of the results is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from search.retrieval.filters import Filters


@dataclass(frozen=True, slots=True)
class Reader:
    """The languages, the reader's own first; what is filtered; which page (1 is the first).

    `market` is the one that the reader chose, "" for none: texts for others come after the rest.
    """

    codes: Sequence[str]
    filters: Filters
    page: int
    page_size: int
    market: str = ""

    @property
    def locale(self) -> str:
        """The reader's own language."""
        return self.codes[0]

    @property
    def offset(self) -> int:
        """How many hits are on the pages before."""
        return (self.page - 1) * self.page_size
