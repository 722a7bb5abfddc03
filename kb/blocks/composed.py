"""Fields whose values are made of several parts, each translated by itself.

kb.translation stands above the blocks: it says here how a part is taken to segments and back.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from wagtail import blocks

type Parts = Mapping[str, tuple[blocks.Block, Any]]


class Segments(Protocol):
    """Takes a value to segments and back, by the block that it belongs to."""

    def take(self, block: blocks.Block, value: Any) -> list[Any]:
        """The segments of a value."""

    def put(self, block: blocks.Block, value: Any, segments: list[Any]) -> Any:
        """The value with the words of other segments."""

    def whole(self, data: Any) -> Any:
        """The segment of what holds no words, and that a language may have its own of."""


_segments: list[Segments] = []


def register(segments: Segments) -> None:
    """Say how parts are taken to segments."""
    _segments[:] = [segments]


class TakenWhole:
    """For fields that are one segment, whatever they are made of: a language has its own of all.

    Their data is of what JSON knows, and no dictionary.
    """

    def get_translatable_segments(self, value: Any) -> list[Any]:
        return [_segments[0].whole(self.data_of(value))]

    def restore_translated_segments(self, value: Any, segments: Iterable[Any]) -> Any:
        for segment in segments:
            value = self.with_own(value, segment.data)
        return value

    def data_of(self, value: Any) -> Any:
        """What of a value a language may have its own of."""
        raise NotImplementedError

    def with_own(self, value: Any, data: Any) -> Any:
        """The value of the source as a language with data of its own shows it."""
        raise NotImplementedError


class Composed:
    """For such fields; kb.translation asks for the first two methods."""

    def get_translatable_segments(self, value: Any) -> list[Any]:
        return [
            segment.wrap(path)
            for path, (block, part) in self.translated(value).items()
            for segment in _segments[0].take(block, part)
        ]

    def restore_translated_segments(self, value: Any, segments: Iterable[Any]) -> Any:
        by_path: dict[str, list[Any]] = defaultdict(list)
        for segment in segments:
            path, inner = segment.unwrap()
            by_path[path].append(inner)
        parts = self.translated(value)
        for path, some in by_path.items():
            if path in parts:
                block, part = parts[path]
                self.put(value, path, _segments[0].put(block, part, some))
        return value

    def translated(self, value: Any) -> Parts:
        """The parts that hold words by their paths, without dots; each with its block."""
        raise NotImplementedError

    def put(self, value: Any, path: str, part: Any) -> None:
        """Put another value in the place of a part."""
        raise NotImplementedError
