"""The table of all kinds of blocks: whatever module of kb.blocks has a `KIND` is in it."""

from collections.abc import Iterable
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from wagtail import blocks

from kb.blocks.kind import Block, BlockKind


class Kinds:
    """Kinds of blocks by all that they go by."""

    def __init__(self, kinds: Iterable[BlockKind[Any]]) -> None:
        self.by_name: dict[str, BlockKind[Any]] = {}
        self.by_box: dict[str, BlockKind[Any]] = {}
        self.by_token: dict[str, BlockKind[Any]] = {}
        self._by_node: dict[type[Block], BlockKind[Any]] = {}
        for kind in sorted(kinds, key=lambda kind: kind.place):
            self.add(kind)

    def add(self, kind: BlockKind[Any]) -> None:
        """One more kind, the last in the menu."""
        self.by_name[kind.name] = kind
        self.by_box.update(dict.fromkeys(kind.boxes, kind))
        self.by_token.update(dict.fromkeys(kind.tokens, kind))
        self._by_node[kind.node] = kind

    def of(self, node: Block) -> BlockKind[Any]:
        """The kind of a node in a document."""
        return self._by_node[type(node)]

    def fields(self) -> list[tuple[str, blocks.Block]]:
        """What a StreamField is made of."""
        return [(name, kind.field()) for name, kind in self.by_name.items()]


def _found() -> Iterable[BlockKind[Any]]:
    package = __name__.rpartition(".")[0]
    paths = import_module(package).__path__
    modules = (import_module(f"{package}.{module.name}") for module in iter_modules(paths))
    return [module.KIND for module in modules if hasattr(module, "KIND")]


KINDS = Kinds(_found())
