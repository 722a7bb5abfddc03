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


_segments: list[Segments] = []


def register(segments: Segments) -> None:
    """Say how parts are taken to segments."""
    _segments[:] = [segments]


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
