"""HTML from the clipboard → blocks, by the importer's own reader: nothing of its looks stays."""

from dataclasses import dataclass

from kb.blocks.kind import Block
from kb.importing import html_tokens, html_tree, inline_in, literals
from kb.importing.markdown_in import MarkdownParser
from kb.importing.problems import BadFile, Log
from kb.pasting import losses, word

MOST = 1_000_000
"""Characters, without the pictures."""
_MOST_TAGS = 40_000


@dataclass(frozen=True, slots=True)
class Pasted:
    """The blocks, in which a picture's `file` is what the HTML calls it; whether pictures of
    other sites have become links; and what else has not come along.
    """

    blocks: tuple[Block, ...]
    has_remote_pictures: bool
    lost: frozenset[losses.Loss]


def read(html: str) -> Pasted:
    """What was pasted; raises BadFile for what is too long or nested too deep."""
    if len(html) > MOST:
        raise BadFile(0, f"more than {MOST} characters are too many to paste at once")
    # A tag costs many times what a letter does.
    if html.count("<") > _MOST_TAGS:
        raise BadFile(0, f"more than {_MOST_TAGS} tags are too many to paste at once")
    log = Log()
    body = html_tree.parse(html)
    word.put_right(body)
    reader = MarkdownParser(log=log, signs=literals.HTML)
    blocks = reader.read_tokens(html_tokens.tokens(body, log))
    remote = any(note.message == inline_in.REMOTE_PICTURE for note in log.notes)
    return Pasted(blocks, remote, losses.of(body, log))
