"""What lies in the folder of a Zendesk Guide export.

The files are answers of its Help Center API, kept as they came: pages of a list
(`{"articles": [...], "next_page": ...}`), single entries (`{"article": {...}}`), a bare list or a
bare entry. What a file holds is told by what is in it, never by its name.
"""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kb.importing.problems import BadFile, Problem
from kb.moving.addresses import host_of

Entry = dict[str, Any]
MOST_BYTES = 200 * 1024 * 1024
"""Of one file: a page of a list has some hundred kilobytes."""

_LISTS = {
    "categories": "category",
    "sections": "section",
    "articles": "article",
    "translations": "translation",
    "article_attachments": "article_attachment",
}
_KINDS = {kind: kind for kind in _LISTS.values()} | _LISTS
# What else the API puts beside them; it says nothing about texts.
_BESIDE = frozenset(
    {
        *("count", "next_page", "previous_page", "page", "page_count", "per_page", "sort_by"),
        *("sort_order", "meta", "links", "users", "user", "end_time"),
    }
)
# By what a bare entry is told: the first that it has.
_SIGNS = (
    ("source_type", "translation"),
    ("content_url", "article_attachment"),
    ("section_id", "article"),
    ("category_id", "section"),
    ("name", "category"),
)
_ATTACHMENT = "article_attachment"
_LONGEST = 20
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def clean(text: str) -> str:
    """Without what no text of ours may hold."""
    return _CONTROL.sub("", text)


@dataclass(frozen=True, slots=True)
class ExportEntry:
    """One entry with the file that it is from."""

    kind: str
    entry: Entry
    file: str
    path: Path


@dataclass(slots=True)
class Export:
    """All entries, all other files by their path in the folder, and what could not be read."""

    directory: Path
    found: list[ExportEntry] = field(default_factory=list)
    files: dict[str, Path] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def of(self, kind: str) -> list[ExportEntry]:
        """The entries of a kind."""
        return [one for one in self.found if one.kind == kind]

    @property
    def hosts(self) -> frozenset[str]:
        """Where the help centre is, or was."""
        names = {
            host_of(one.entry.get(key))
            for one in self.found
            for key in ("html_url", "url", "content_url")
        }
        return frozenset(names - {""})


def read(directory: Path) -> Export:
    """Everything in the folder; raises NotADirectoryError."""
    if not directory.is_dir():
        raise NotADirectoryError(str(directory))
    export = Export(directory)
    for name, path in _files(directory):
        if fault := _kept_out(path, directory):
            export.problems.append(Problem(name, 0, fault))
            continue
        if not name.lower().endswith(".json"):
            export.files[name] = path
            continue
        try:
            export.found += _entries(_load(path), name, path, export)
        except BadFile as error:
            export.problems.append(Problem(name, error.line, error.message))
    return export


def _files(directory: Path) -> Iterator[tuple[str, Path]]:
    for here, folders, names in os.walk(directory):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                path = Path(here) / name
                # A name that is no UTF-8 can be shown, too.
                yield (
                    clean(os.fsencode(path.relative_to(directory)).decode(errors="replace")),
                    path,
                )


def _kept_out(path: Path, directory: Path) -> str:
    """Why nothing of it is read: whoever made the folder must not choose files of ours."""
    if not path.is_file():
        return _NOT_OPENED
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(directory)):
        return "the file lies outside of the directory; copy it into it"
    return ""


_NOT_OPENED = "the file cannot be opened; check its permissions"


def _load(path: Path) -> Any:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadFile(0, "the file is larger than 200 MB; export it in pages")
        return json.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadFile(0, "the file is not valid UTF-8; save it as UTF-8") from error
    except json.JSONDecodeError as error:
        message = f"broken JSON: {error.msg}; export the file again"
        raise BadFile(error.lineno, message) from error
    except RecursionError as error:
        raise BadFile(0, "the JSON is nested too deep; export the file again") from error
    except ValueError as error:
        raise BadFile(0, "a number in the JSON is too long; export the file again") from error
    except OSError as error:
        raise BadFile(0, _NOT_OPENED) from error


def _entries(data: Any, name: str, path: Path, export: Export) -> Iterator[ExportEntry]:
    """The entries in what a file holds; what is none is named."""
    some = list(_parts(data))
    if not some and not (isinstance(data, dict) and _KINDS.keys() & data.keys()):
        export.problems.append(Problem(name, 0, _NOTHING, "warning"))
    for kind, entry in some:
        fault = _fault(kind, entry)
        if fault:
            export.problems.append(Problem(name, 0, fault))
        else:
            yield ExportEntry(kind, entry, name, path)
    if isinstance(data, dict) and _KINDS.keys() & data.keys():
        for key in sorted(data.keys() - _KINDS.keys() - _BESIDE):
            message = f"unknown key “{clean(key)[:80]}”"
            export.problems.append(Problem(name, 0, message, "warning"))


_NOTHING = (
    "the file is left out; it holds no categories, sections, articles, translations or attachments"
)


def _parts(data: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(data, list):
        for one in data:
            yield _kind_of(one), one
    elif isinstance(data, dict):
        keys = [key for key in data if key in _KINDS and isinstance(data[key], dict | list)]
        wrapped = [key for key in keys if not (key == "translations" and "id" in data)]
        for key in wrapped:
            for one in data[key] if isinstance(data[key], list) else [data[key]]:
                yield _KINDS[key], one
                yield from _beside(one)
        if not wrapped and (kind := _kind_of(data)):
            yield kind, data
            yield from _beside(data)


def _beside(entry: Any) -> Iterator[tuple[str, Any]]:
    """The translations that the API puts into an entry when asked for both at once."""
    inner = entry.get("translations") if isinstance(entry, dict) else None
    for one in inner if isinstance(inner, list) else ():
        yield "translation", one


def _kind_of(entry: Any) -> str:
    if not isinstance(entry, dict) or "id" not in entry:
        return ""
    return next((kind for sign, kind in _SIGNS if sign in entry), "")


def _fault(kind: str, entry: Any) -> str:
    if not kind or not isinstance(entry, dict):
        return "an entry is no category, section, article, translation or attachment; take it out"
    keys = {"translation": ("source_id",)}.get(kind, ("id",))
    for key in keys:
        value = entry.get(key)
        is_number = isinstance(value, int) and not isinstance(value, bool)
        if kind == _ATTACHMENT and isinstance(value, str) and value.isalnum():
            continue
        if isinstance(value, str) and value.isascii() and value.isdecimal():
            is_number = True
        if not is_number or len(str(value)) > _LONGEST:
            return f"an entry of the kind {kind} has no number under “{key}”; export it again"
    return ""
