"""HTML from the clipboard → blocks, by the importer's own reader: nothing of its looks stays."""

from dataclasses import dataclass

from kb.blocks.kind import Block
from kb.importing import html_tokens, html_tree, inline_in, literals
from kb.importing.markdown_in import MarkdownParser
from kb.importing.problems import BadFile, Log
from kb.pasting import word

MOST = 1_000_000
"""Characters, without the pictures."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """The blocks, in which a picture's `file` is what the HTML calls it; and whether pictures of
    other sites have become links.
    """

    blocks: tuple[Block, ...]
    has_remote_pictures: bool


def read(html: str) -> Pasted:
    """What was pasted; raises BadFile for what is too long or nested too deep."""
    if len(html) > MOST:
        raise BadFile(0, f"more than {MOST} characters are too many to paste at once")
    log = Log()
    body = html_tree.parse(html)
    word.put_right(body)
    reader = MarkdownParser(log=log, signs=literals.HTML)
    blocks = reader.read_tokens(html_tokens.tokens(body, log))
    remote = any(note.message == inline_in.REMOTE_PICTURE for note in log.notes)
    return Pasted(blocks, remote)
