"""What one kind of block says of itself, to all who know it by its name only.

Three forms of a block are named here: the *value* that a StreamField stores, the *node* of a
document, which is what files are compared by, and its Markdown.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from markdown_it.token import Token
from wagtail import blocks

from kb.prose.nodes import Node, Run
from kb.prose.tokens import Nested

type Raw = dict[str, Any]
# Stores the picture or file that a node shows; gives its number.
type Keep = Callable[[Any], int]
# Under which name the picture or file that a node shows is written.
type FileName = Callable[[Any], str]


class Describe(Protocol):
    """Gives the digest and the file's name of a stored picture, or of another file."""

    def __call__(self, number: int, *, is_file: bool = False) -> tuple[str, str]: ...


@dataclass(frozen=True, slots=True)
class File:
    """A file that a node shows and that is no picture.

    `file` is the path as written; `digest` is what decides whether two are the same.
    """

    file: str = field(compare=False)
    digest: str = ""
    line: int = field(default=0, compare=False)


class Block:
    """One block of a document; those that mean the same are equal."""

    __slots__ = ()


class MarkdownReader(Protocol):
    """Reads the running text in a block of Markdown, and says where it stands."""

    def line(self, token: Token) -> int:
        """The line of the file that a token begins in."""

    def nodes(self, nested: list[Nested]) -> list[Node]:
        """Running text, without headings and rules."""

    def words(self, nested: Nested, line: int) -> list[Run]:
        """The styled text directly in a token."""

    def pictures(self) -> list[Any]:
        """The pictures in what was read last; who does not ask has them follow its block."""

    def fault(self, line: int, message: str) -> None:
        """Remember what keeps the file out."""

    def note(self, line: int, message: str) -> None:
        """Remember what a reader of the file should know."""


class BlockKind[B: Block](ABC):
    """One kind of block: everything that the importer, search and translation ask of it."""

    # What a StreamField stores it as.
    name: str
    # Where it stands in the editor's menu; kinds are sorted by this.
    place: int
    # Its node in a document.
    node: type[B]
    # Which names of `:::name` it is read from.
    boxes: tuple[str, ...] = ()
    # Which types of the Markdown parser's tokens it is read from.
    tokens: tuple[str, ...] = ()
    # Its parts that are no words, and that a language may have its own of.
    own_parts: tuple[str, ...] = ()
    # Its part that a language may add to, which makes the source's `own_parts` good for it.
    added_part = ""
    # Whether readers see its own words alone, and nothing that is kept elsewhere, as pictures are.
    stands_alone = False
    # What is said where it became running text and lost something.
    lost_in_text = ""

    @abstractmethod
    def field(self) -> blocks.Block:
        """The block that editors fill in."""

    @abstractmethod
    def store(self, node: B, keep: Keep) -> Any:
        """The value of a node."""

    @abstractmethod
    def load(self, value: Any, describe: Describe) -> B | None:
        """The node of a value, None for an empty one."""

    @abstractmethod
    def markdown(self, node: B, name_of: FileName) -> str:
        """A node's Markdown, without a line break at its end."""

    @abstractmethod
    def plain(self, value: Any) -> Iterable[str]:
        """What search reads of a value, line by line."""

    def headings(self, value: Any) -> Iterable[str]:
        """The words of the headings in a value."""
        return ()

    def id_of(self, node: B) -> str:
        """The id that a file says its block has; "" where files of this kind say none."""
        return ""

    def named(self, node: B, id: str) -> B:
        """The node with its block's id, if files of this kind say it."""
        return node

    def read(self, reader: MarkdownReader, nested: Nested) -> Sequence[Block]:
        """The nodes of a box or token; what is wrong in it is the reader's to know."""
        raise NotImplementedError

    def running_text(self, node: B) -> list[Node] | None:
        """The node where no block can stand, None if it means nothing there."""
        return None

    def pictures(self, value: Any) -> Iterator[Any]:
        """The pictures shown: numbers if the value is as stored, else the pictures."""
        yield from ()

    def needs_own(self, value: Any) -> bool:
        """Whether each language needs its own of `own_parts`, but for those that are `served`."""
        return False

    def served(self, value: Any) -> Collection[str]:
        """The languages that the source's `own_parts` are good for, beside its own."""
        return ()

    def files(self, value: Any) -> Iterator[int]:
        """The numbers of the other files in a stored value."""
        yield from ()

    def settled(self, node: B, settle: Callable[[Any], Any]) -> B:
        """The node with each picture and file that it shows as `settle` gives it."""
        return node

    def parts(self, value: Any) -> list[Raw]:
        """Those parts of a stored value that have ids, which its translations share."""
        return []

    def keep_ids(self, new: Any, old: Any) -> None:  # noqa: B027 - most have no parts
        """Give the parts of a stored value the ids of those they continue in the old one.

        `old` is None where it continues none.
        """


class NotTranslated:
    """For fields of blocks that are the same in every language; kb.translation asks for this."""

    def get_translatable_segments(self, value: Any) -> list[Any]:
        return []

    def restore_translated_segments(self, value: Any, segments: Iterable[Any]) -> Any:
        return value
