"""What narrows a search besides the words, and the request that follows from it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from search.documents import PUBLIC, Kind
from search.engines.base import Request
from search.queries import Query


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What narrows a search besides the words."""

    audience: Sequence[str] = (PUBLIC,)
    kinds: Collection[Kind] = ()
    topics: Collection[str] = ()
    products: Collection[str] = ()
    markets: Collection[str] = ()
    without: Collection[str] = field(default=())
    newest_first: bool = False

    def request(self, query: Query, readers: Sequence[str], offset: int, limit: int) -> Request:
        """A request for a language, of a reader whose earlier languages are `readers`."""
        return Request(
            query=query,
            audience=self.audience,
            kinds=self.kinds,
            topics=self.topics,
            products=self.products,
            markets=self.markets,
            without=self.without,
            newest_first=self.newest_first,
            readers=readers,
            offset=offset,
            limit=limit,
        )
