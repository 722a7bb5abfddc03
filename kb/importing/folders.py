"""Folders as topics: which ones hold articles, and what they say they are called."""

import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import yaml

from kb.importing.front_matter import Pair
from kb.importing.problems import BadFile, Log

_CATEGORIES = ("_category_.json", "_category_.yml", "_category_.yaml")
_MAX_BYTES = 20_000
_ORDER = re.compile(r"^\d{1,4}[-_. ]+(?=\D)")
_NAMED = "the topic is called as its folder, “{}”; give the folder an index.md with a title"


def parents(stem: str) -> Iterator[str]:
    """The folders that a path lies in, the nearest first."""
    for parent in PurePosixPath(stem).parents:
        if parent.name:
            yield str(parent)


def category(folder: Path) -> str:
    """The name of the file in which Docusaurus says what a folder is called, "" if none."""
    return next((name for name in _CATEGORIES if (folder / name).is_file()), "")


def said(folder: Path, log: Log) -> list[Pair]:
    """Title and summary of a folder without a page; its name, made readable, if it has none."""
    name = category(folder)
    values = _values(folder / name) if name else {}
    link = values.get("link")
    summary = values.get("description") or (
        link.get("description") if isinstance(link, dict) else ""
    )
    title = values.get("label") or values.get("title")
    if not isinstance(title, str) or not title.strip():
        title = _readable(folder.name)
        log.note(0, _NAMED.format(title))
    pairs: list[Pair] = [("type", "topic", 0), ("title", " ".join(title.split()), 1)]
    if isinstance(summary, str) and summary.strip():
        pairs.append(("summary", " ".join(summary.split()), 1))
    return pairs


def _values(path: Path) -> dict[str, object]:
    """What such a file says; raises BadFile."""
    with path.open("rb") as file:
        data = file.read(_MAX_BYTES)
    try:
        text = data.decode("utf-8-sig")
        values = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
    except (ValueError, yaml.YAMLError, RecursionError) as error:
        raise BadFile(1, f"{path.name} cannot be read; write label: and a title") from error
    return values if isinstance(values, dict) else {}


def _readable(name: str) -> str:
    """`02-getting_started` → `Getting started`."""
    words = " ".join(_ORDER.sub("", name).replace("_", " ").replace("-", " ").split()) or name
    return words[:1].upper() + words[1:]
