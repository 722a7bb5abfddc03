"""Document → the HTML that Wagtail's rich text editor stores.

Tags nest exactly as the editor nests them (bold, code, italic from outside; styles inside links)
and attributes stand in the order of their names, so that neither opening and saving a page nor
putting a translation together again changes anything.
"""

from collections.abc import Iterable
from html import escape

from kb.prose.nodes import (
    Chunk,
    CodeLines,
    Heading,
    Item,
    ItemList,
    Link,
    Node,
    Paragraph,
    Quote,
    Run,
    Runs,
)


def write(nodes: Iterable[Node]) -> str:
    """The rich text of these nodes."""
    return "".join(_node(node) for node in nodes)


def _node(node: Node) -> str:
    if isinstance(node, Paragraph | CodeLines):
        return f"<p>{_chunk(node)}</p>"
    if isinstance(node, Heading):
        return f"<h{node.level}>{inline(node.runs)}</h{node.level}>"
    if isinstance(node, Quote):
        return f"<blockquote>{_chunks(node.chunks)}</blockquote>"
    if isinstance(node, ItemList):
        return _list(node)
    return "<hr/>"


def _list(items: ItemList) -> str:
    tag = "ol" if items.ordered else "ul"
    return f"<{tag}>{''.join(_item(item) for item in items.items)}</{tag}>"


def _item(item: Item) -> str:
    return f"<li>{_chunks(item.chunks)}{''.join(_list(inner) for inner in item.lists)}</li>"


def _chunks(chunks: Iterable[Chunk]) -> str:
    return "<br/><br/>".join(_chunk(chunk) for chunk in chunks)


def _chunk(chunk: Chunk) -> str:
    if isinstance(chunk, Paragraph):
        return inline(chunk.runs)
    lines = [_keep_blanks(escape(line, quote=False)) for line in chunk.text.split("\n")]
    # A single line ends with a break, which tells it from code inside a sentence.
    return f"<code>{'<br/>'.join(lines if len(lines) > 1 else [*lines, ''])}</code>"


def _keep_blanks(line: str) -> str:
    """Indentation and aligned columns survive HTML as no-break spaces."""
    bare = line.lstrip(" ")
    indent = "\u00a0" * (len(line) - len(bare))
    return indent + bare.replace("  ", "\u00a0 ")


def inline(runs: Runs) -> str:
    """The HTML of styled text."""
    parts: list[str] = []
    open_tags: list[str] = []
    link: Link | None = None
    for run in runs:
        wanted = [] if run.link else _tags(run)
        kept = _common(open_tags, wanted) if run.link == link else 0
        parts += [f"</{tag}>" for tag in reversed(open_tags[kept:])]
        if run.link != link:
            parts.append("</a>" if link else "")
            parts.append(_anchor(run.link) if run.link else "")
            link = run.link
        parts += [f"<{tag}>" for tag in wanted[kept:]]
        open_tags = wanted
        parts.append(_linked(run) if run.link else _text(run.text))
    parts += [f"</{tag}>" for tag in reversed(open_tags)]
    parts.append("</a>" if link else "")
    return "".join(parts)


def _common(first: list[str], second: list[str]) -> int:
    count = 0
    while count < min(len(first), len(second)) and first[count] == second[count]:
        count += 1
    return count


def _tags(run: Run) -> list[str]:
    return [tag for tag, on in (("b", run.bold), ("code", run.code), ("i", run.italic)) if on]


def _linked(run: Run) -> str:
    tags = _tags(run)
    opening = "".join(f"<{tag}>" for tag in tags)
    return f"{opening}{_text(run.text)}{''.join(f'</{tag}>' for tag in reversed(tags))}"


def _text(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br/>")


def _anchor(link: Link) -> str:
    target = escape(link.target)
    if link.kind == "article":
        part = f' part="{escape(link.part)}"' if link.part else ""
        return f'<a family="{target}" linktype="article"{part}>'
    if link.kind == "url":
        return f'<a href="{target}">'
    return f'<a id="{target}" linktype="{link.kind}">'
