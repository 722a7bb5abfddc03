"""What an engine does, whichever it is. tests/search/contract holds both to it.

An engine keeps entries (documents beside their siblings) and answers requests. It knows nothing
of Django's models, of the index log, or of who asks; it is told the audience.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from search.documents import EVERYWHERE, Document, Kind
from search.documents.entries import Entry, Vector, shadow
from search.queries import Query
from search.ranking import enough


class EngineError(Exception):
    """The engine could not do what was asked; the message is for the log."""


class RefusedError(EngineError):
    """The engine is well but does not take this request."""


class BusyError(EngineError):
    """Another process is writing this copy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Search one language.

    Only documents that one of `audience` may see exist for it, in hits and in counts. `readers`
    are the languages that come before this one for the reader: texts that exist in one of them,
    for this audience, are left out. `without` are hits ("kind:key") to leave out.
    `only`, when not empty, are the only hits to find, whether they have the words or not.
    With a `vector`, texts near to it in any language are told in `Answer.near` and all else is
    about the others. Of a text in several languages, none of them the reader's, the first that
    the reader `prefers` is told.
    `newest_first`: by date instead of by score. `is_guess`: what else the reader may have meant;
    whoever asks looks at it only when nothing fits the requests before it, so it may be left
    unanswered (`Answer()`) when a text of one of those has all words.
    """

    query: Query
    audience: Sequence[str]
    kinds: Collection[Kind] = ()
    topics: Collection[str] = ()
    products: Collection[str] = ()
    markets: Collection[str] = ()
    readers: Sequence[str] = ()
    without: Collection[str] = ()
    only: Collection[str] = ()
    offset: int = 0
    limit: int = 10
    newest_first: bool = False
    is_guess: bool = False
    vector: Vector | None = None
    prefers: Sequence[str] = ()

    @property
    def least_words(self) -> int:
        """How many of the query's words a text needs at least."""
        return enough(len(self.query.terms)) if self.newest_first or self.is_guess else 1

    @property
    def required(self) -> Mapping[str, Collection[str]]:
        """By field: the values of which a text must have one, beside what it says."""
        required = {
            "audience": self.audience,
            "kind": self.kinds,
            "topic": self.topics,
            "product": self.products,
            # For one of the markets; any will do when none is named.
            "market": (*self.markets, EVERYWHERE) if self.markets else (),
            "hit": self.only,
        }
        # Whom nobody has told of any audience may see nothing, not everything.
        return {name: some for name, some in required.items() if some or name == "audience"}

    @property
    def excluded(self) -> Mapping[str, Collection[str]]:
        """By field: the values of which it must have none."""
        shadows = [shadow(locale, one) for locale in self.readers for one in self.audience]
        return {name: some for name, some in (("shadow", shadows), ("hit", self.without)) if some}


@dataclass(frozen=True, slots=True)
class Match:
    """A document found. `coverage` (0 to 1): how much of the query's weight it contains."""

    document: Document
    score: float
    coverage: float = 0.0


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A text near to a query's vector: the inner product with its nearest vector, and how its
    words match.

    One in another language than the request's is there only when this audience has it in no
    earlier one.
    """

    match: Match
    similarity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The matches of a page, and how many there are on all.

    `correction`: the query as it was probably meant, in words that occur in what this audience
    may see; "" when there is nothing to correct. `marked` are the stems and spellings that count
    as a match, for highlighting. `near`: what the request's vector found, the nearest first.
    """

    matches: tuple[Match, ...] = ()
    total: int = 0
    correction: str = ""
    marked: frozenset[str] = field(default_factory=frozenset)
    near: tuple[Neighbour, ...] = ()


class Writer(Protocol):
    """Holds the right to write a copy."""

    def apply(self, entries: Sequence[Entry], references: Collection[str]) -> None:
        """Begin to replace all that is known of these references by these entries.

        Doing it twice leaves the same; being killed in it leaves old or new, and a repetition
        repairs. What is begun later is done later.
        """

    def flush(self) -> None:
        """Return once all that was begun is durable; raises what went wrong with any of it.

        ValueError when a text is at fault; then all that was begun with the others is durable.
        """

    def settle(self) -> None:
        """As `flush`, and searches see it. Say it when the copy is as the log says up to a row."""


class Rebuild(Writer, Protocol):
    """A copy that is built beside the one in use."""

    @property
    def copy(self) -> str:
        """The name of the new copy."""

    def swap(self) -> None:
        """Put the new copy in the old one's place, at once for all who search."""

    def discard(self) -> None:
        """Throw the new copy away."""


class Engine(Protocol):
    """A place where documents are found."""

    @property
    def name(self) -> str:
        """Which kind of engine it is, for people ("embedded", "elasticsearch")."""

    def copy(self) -> str:
        """The name of the copy in use; another one (or "") when it has been lost or replaced."""

    def is_of_today(self) -> bool:
        """Whether the copy in use has the form in which texts are written now.

        One of a former form is searched all the same, until a new one is whole.
        """

    def is_well(self) -> bool:
        """Whether it would answer a search now."""

    def search(self, requests: Sequence[Request]) -> Sequence[Answer]:
        """Answer requests, together or each when it is looked at; raises EngineError."""

    def writing(self, wait: float = 0.0) -> AbstractContextManager[Writer]:
        """The right to write the copy in use; raises BusyError when another keeps it too long."""

    def rebuilding(self) -> AbstractContextManager[Rebuild]:
        """A new, empty copy beside; one at a time, raises BusyError. Writing goes on meanwhile."""

    def checksums(self) -> Iterator[tuple[str, str]]:
        """The uid and checksum of every entry."""
