"""Document ↔ the raw values of a page's body.

Blocks keep their ids from one import to the next as far as they can be matched, since
translations are filed under them.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from typing import Any

from kb.importing import html_in, html_out
from kb.importing.document import (
    AppliesTo,
    Aside,
    Block,
    Body,
    Code,
    Image,
    Item,
    Keys,
    Node,
    Nodes,
    Steps,
    Text,
)
from kb.importing.flattening import item_of

Raw = dict[str, Any]


def write(body: Body, *, store: Callable[[Image], int], old: Iterable[Raw] = ()) -> list[Raw]:
    """The raw values of a body; ids are taken over from the old values."""
    raw = [_write(block, store) for block in body]
    keep_ids(raw, list(old))
    return raw


def _write(block: Block, store: Callable[[Image], int]) -> Raw:
    match block:
        case Text(nodes):
            return {"type": "text", "value": html_out.write(nodes)}
        case Aside(name, nodes):
            return {"type": name, "value": {"text": html_out.write(nodes)}}
        case Steps(steps):
            items = [{"type": "item", "value": _step(step)} for step in steps]
            return {"type": "steps", "value": items}
        case Code(text, language):
            return {"type": "code", "value": {"text": text, "language": language}}
        case Keys(text):
            return {"type": "keys", "value": {"text": text}}
        case AppliesTo(product, version, market):
            value = {"product": product, "version": version, "market": market}
            return {"type": "applies_to", "value": value}
        case Image(alt=alt, caption=caption):
            picture: Raw = {"image": store(block), "alt": alt, "caption": caption}
            return {"type": "image", "value": picture}


def _step(nodes: Nodes) -> str:
    return html_out.write(nodes)


def keep_ids(new: list[Raw], old: list[Raw]) -> None:
    """Give each new value the id of the old one it continues, or a fresh one."""
    for index, before in _matches(new, old):
        new[index]["id"] = before.get("id")
        if new[index]["type"] == "steps":
            keep_ids(new[index]["value"], _items(before))
    for raw in new:
        raw["id"] = raw.get("id") or str(uuid.uuid4())
        if raw["type"] == "steps":
            keep_ids(raw["value"], [item for item in raw["value"] if "id" in item])


def _items(raw: Raw) -> list[Raw]:
    return [item for item in raw["value"] if isinstance(item, dict) and "value" in item]


def _matches(new: list[Raw], old: list[Raw]) -> Iterator[tuple[int, Raw]]:
    if not old:
        return
    matcher = SequenceMatcher(None, [_key(raw) for raw in new], [_key(raw) for raw in old], False)
    for tag, start, end, old_start, old_end in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(range(start, end), old[old_start:old_end], strict=True)
        elif tag == "replace":
            left = old[old_start:old_end]
            for index in range(start, end):
                same = next((raw for raw in left if raw["type"] == new[index]["type"]), None)
                if same is not None:
                    del left[: left.index(same) + 1]
                    yield index, same


def _key(raw: Raw) -> str:
    value = raw["value"]
    if raw["type"] == "steps":
        value = [item["value"] if isinstance(item, dict) else item for item in value]
    return f"{raw['type']}:{value!r}"


def same_shape(first: list[Raw], second: list[Raw]) -> bool:
    """Whether two bodies are the same sequence of blocks, with steps of the same number."""
    return [_shape(raw) for raw in first] == [_shape(raw) for raw in second]


def _shape(raw: Raw) -> tuple[str, int]:
    return raw["type"], len(raw["value"]) if raw["type"] == "steps" else 0


def copy_ids(source: list[Raw], target: list[Raw]) -> None:
    """Give a translation of the same shape the ids of its source."""
    for from_raw, to_raw in zip(source, target, strict=True):
        to_raw["id"] = from_raw["id"]
        if from_raw["type"] == "steps":
            copy_ids(from_raw["value"], to_raw["value"])


def read(raw: Iterable[Raw], *, image: Callable[[int], tuple[str, str]]) -> Body:
    """The document in stored values; `image` gives a picture's hash and file name."""
    blocks: list[Block] = []
    for value in raw:
        block = _read(value["type"], value["value"], image)
        last = blocks[-1] if blocks else None
        if isinstance(block, Text) and isinstance(last, Text):
            blocks[-1] = Text(html_in.merged((*last.nodes, *block.nodes)))
        elif block is not None:
            blocks.append(block)
    return tuple(blocks)


def _read(kind: str, value: Any, image: Callable[[int], tuple[str, str]]) -> Block | None:
    match kind:
        case "text":
            nodes = html_in.read(value)
            return Text(nodes) if nodes else None
        case "note" | "warning":
            return Aside("note" if kind == "note" else "warning", _boxed(value["text"]))
        case "steps":
            return Steps(steps) if (steps := tuple(_read_steps(value))) else None
        case "code":
            text = value["text"].replace("\r\n", "\n").rstrip("\n")
            return Code(text, _word(value.get("language") or ""))
        case "keys":
            return Keys(_one_line(value["text"]))
        case "applies_to":
            return AppliesTo(**{key: _one_line(value.get(key)) for key in _APPLIES_TO})
        case "image":
            digest, name = image(int(value["image"]))
            alt, caption = _one_line(value.get("alt")), _one_line(value.get("caption"))
            return Image(name, alt, caption, digest)
    raise ValueError(f"unknown block {kind}")


_APPLIES_TO = ("product", "version", "market")


def _one_line(text: str | None) -> str:
    """As a file says it."""
    return " ".join((text or "").split())


def _word(text: str) -> str:
    """The first word, which is what a fence of code may say of its language."""
    return next(iter(text.replace("`", "").split()), "")


def _boxed(html: str) -> Nodes:
    return html_in.read(html, top=False)


def _read_steps(items: Iterable[Any]) -> Iterator[Nodes]:
    for item in items:
        nodes: list[Node] = list(_boxed(item["value"] if isinstance(item, dict) else item))
        step: Item = item_of(nodes)
        if step.chunks or step.lists:
            yield (*step.chunks, *step.lists)
