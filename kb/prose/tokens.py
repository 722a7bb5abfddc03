"""The parser's flat token stream as a tree."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from markdown_it.token import Token


@dataclass(slots=True)
class Nested:
    """A token and what stands between it and its closing one."""

    token: Token
    children: "list[Nested]" = field(default_factory=list)


def nest(tokens: Iterable[Token]) -> list[Nested]:
    """The top-level blocks with all that is in them."""
    root: list[Nested] = []
    open_lists = [root]
    for token in tokens:
        if token.nesting == -1:
            open_lists.pop()
            continue
        nested = Nested(token)
        open_lists[-1].append(nested)
        if token.nesting == 1:
            open_lists.append(nested.children)
    return root
