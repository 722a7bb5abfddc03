"""Document ↔ the raw values of a page's body.

Blocks keep their ids from one import to the next as far as they can be matched, since
translations are filed under them.
"""

from collections.abc import Callable, Iterable

from kb.blocks import KINDS, ids
from kb.blocks.image import Image
from kb.blocks.kind import Block, Describe, Raw
from kb.blocks.text import Text
from kb.importing.document import Body
from kb.prose import html_in


def write(body: Body, *, store: Callable[[Image], int], old: Iterable[Raw] = ()) -> list[Raw]:
    """The raw values of a body; ids are taken over from the old values."""
    raw = [_write(block, store) for block in body]
    before = ids.keep_ids(raw, list(old), key=_key)
    for new, one in zip(raw, before, strict=True):
        KINDS.by_name[new["type"]].keep_ids(new["value"], one["value"] if one else None)
    return raw


def _write(block: Block, store: Callable[[Image], int]) -> Raw:
    kind = KINDS.of(block)
    raw = {"type": kind.name, "value": kind.store(block, store)}
    return raw | {"id": said} if (said := kind.id_of(block)) else raw


def _key(raw: Raw) -> str:
    """What makes two values the same: all of them but the ids in them."""
    return f"{raw['type']}:{_without_ids(raw['value'])!r}"


def _without_ids(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_ids(part) for key, part in value.items() if key != "id"}
    return [_without_ids(part) for part in value] if isinstance(value, list) else value


def same_shape(first: list[Raw], second: list[Raw]) -> bool:
    """Whether two bodies are the same sequence of blocks, with parts of the same number."""
    return [_shape(raw) for raw in first] == [_shape(raw) for raw in second]


def _shape(raw: Raw) -> tuple[str, int]:
    return raw["type"], len(_parts(raw))


def copy_ids(source: list[Raw], target: list[Raw]) -> None:
    """Give a translation of the same shape the ids of its source."""
    for from_raw, to_raw in zip(source, target, strict=True):
        to_raw["id"] = from_raw["id"]
        for from_part, to_part in zip(_parts(from_raw), _parts(to_raw), strict=True):
            to_part["id"] = from_part["id"]


def _parts(raw: Raw) -> list[Raw]:
    return KINDS.by_name[raw["type"]].parts(raw["value"])


def read(raw: Iterable[Raw], *, image: Describe) -> Body:
    """The document in stored values; `image` gives a picture's hash and file name."""
    blocks: list[Block] = []
    for value in raw:
        block = _read(value, image)
        last = blocks[-1] if blocks else None
        if isinstance(block, Text) and isinstance(last, Text):
            blocks[-1] = Text(html_in.merged((*last.nodes, *block.nodes)))
        elif block is not None:
            blocks.append(block)
    return tuple(blocks)


def _read(raw: Raw, image: Describe) -> Block | None:
    kind = KINDS.by_name[raw["type"]]
    block = kind.load(raw["value"], image)
    return None if block is None else kind.named(block, raw.get("id") or "")


def without_names(body: Body) -> Body:
    """The same blocks without the ids that files say."""
    return tuple(KINDS.of(block).named(block, "") for block in body)
