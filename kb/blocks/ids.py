"""Blocks and their parts keep their ids as far as they can be matched: translations use them."""

import uuid
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher

from kb.blocks.kind import Raw


def _type_and_value(raw: Raw) -> str:
    return f"{raw['type']}:{raw['value']!r}"


def keep_ids(
    new: list[Raw], old: list[Raw], *, key: Callable[[Raw], str] = _type_and_value
) -> list[Raw | None]:
    """Give each new value the id of the old one it continues, or a fresh one.

    Returns what each continues. `key` is what makes two values the same. One that has an id
    already keeps it, and continues the old one of this id; if two have the same, the first does.
    """
    before: list[Raw | None] = [None] * len(new)
    by_id = {raw["id"]: raw for raw in old if raw.get("id")}
    named: set[str] = set()
    for index, raw in enumerate(new):
        if raw.get("id") in named:
            del raw["id"]
        elif raw.get("id"):
            named.add(raw["id"])
            before[index] = by_id.get(raw["id"])
    open_ = [index for index, raw in enumerate(new) if not raw.get("id")]
    left = [raw for raw in old if raw.get("id") not in named]
    for index, one in _matches([new[index] for index in open_], left, key):
        before[open_[index]] = one
    for raw, continued in zip(new, before, strict=True):
        raw["id"] = raw.get("id") or (continued or {}).get("id") or str(uuid.uuid4())
    return before


def _matches(
    new: list[Raw], old: list[Raw], key: Callable[[Raw], str]
) -> Iterator[tuple[int, Raw]]:
    if not old:
        return
    matcher = SequenceMatcher(None, [key(raw) for raw in new], [key(raw) for raw in old], False)
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
