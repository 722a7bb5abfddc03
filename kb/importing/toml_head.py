"""Front matter in TOML, as Hugo writes it between lines of `+++`."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from kb.importing.problems import BadFile

_MAX_LENGTH = 20_000
_LINE = re.compile(r"\(at line (\d+)")


def pairs(head: str, first_line: int) -> Iterator[tuple[str, str | tuple[str, ...] | None, int]]:
    """The keys with their values and lines; None is a value that is no text; raises BadFile."""
    if len(head) > _MAX_LENGTH:
        raise BadFile(first_line, "the front matter is too long")
    try:
        values = tomllib.loads(head)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        match = _LINE.search(str(error))
        line = first_line + (int(match[1]) - 1 if match else 0)
        raise BadFile(line, f"broken TOML: {str(error)[:200]}") from error
    for key, value in values.items():
        found = re.search(rf"^[ \t]*\[*[ \t]*[\"']?{re.escape(key)}\b", head, re.MULTILINE)
        line = first_line + (head.count("\n", 0, found.start()) if found else 0)
        yield key, _value(value), line


def _value(value: Any) -> str | tuple[str, ...] | None:
    if isinstance(value, list):
        texts = [_value(item) for item in value]
        return tuple(text for text in texts if isinstance(text, str) and text)
    return None if isinstance(value, dict) else " ".join(str(value).split())
