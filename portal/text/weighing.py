"""How large a post's HTML may become, and how its rendering is stopped before it is larger.

A text of 3,000 characters may ask for a table of 60,000 cells, or name one long address a
thousand times. Neither seconds nor the finished HTML are a good measure: the one depends on the
machine, the other comes too late. So the pieces that the parser makes are counted while it makes
them, and what they hold is weighed before any of it is written.
"""

from collections.abc import Iterable

from markdown_it.token import Token

_TIMES = 4
_BESIDES = 8_192  # bytes: short texts may be as rich as they like


class TooLarge(Exception):  # noqa: N818 - it is no error to write so
    """The text would become more HTML than its length allows."""


def bound(text: str) -> int:
    """The most bytes (UTF-8) that the HTML of a cleaned text may have."""
    return _TIMES * len(text.encode()) + _BESIDES


class Weighed(list[Token]):
    """Tokens, at most so many; raises TooLarge for one more.

    Three tokens make one element, which is never shorter than three bytes: whoever needs more
    tokens than bytes are allowed needs more bytes, too.
    """

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def append(self, token: Token, /) -> None:
        if len(self) >= self._most:
            raise TooLarge
        super().append(token)


def weigh(tokens: Iterable[Token], most: int) -> None:
    """Raise TooLarge if what the tokens hold, markup left out, is more than so many bytes."""
    weight = 0
    for token in _with_children(tokens):
        weight += len(token.content) + sum(len(str(value)) for value in token.attrs.values())
        if weight > most:
            raise TooLarge


def _with_children(tokens: Iterable[Token]) -> Iterable[Token]:
    for token in tokens:
        # An inline token's content is that of its children.
        yield from (token,) if token.children is None else token.children
