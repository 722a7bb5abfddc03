"""The files beside the texts: found in the folder, checked, and kept as documents.

Pictures stand in a text and are kept as the importer keeps them. Other files are Wagtail's
documents; texts link to them by their old address, which leads to the document.
"""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from django.conf import settings
from django.core.files import File
from django.db import transaction
from wagtail.documents import get_document_model

from kb.blocks.image import Image
from kb.importing import images
from kb.importing.problems import Problem
from kb.models import OldAddress
from kb.moving import addresses
from kb.moving.export import Entry, Export, ExportEntry, clean

_LONGEST = 200
_WORDS = re.compile(r"[/_.\- ]")


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that a text may show or link to; `path` is its place in the folder."""

    key: str
    name: str
    path: str
    article: str = ""
    locale: str = ""
    is_inline: bool = False

    @property
    def is_picture(self) -> bool:
        return _ending(self.name) in settings.WAGTAILIMAGES_EXTENSIONS

    @property
    def address(self) -> str:
        """Where it was, and still is, without the help centre's host."""
        return f"/hc/{OldAddress.Kind.FILE}/{self.key}/{quote(self.name)}"


@dataclass(slots=True)
class Shelf:
    """All files of an export, which of them were asked for, and what is wrong with some."""

    export: Export
    problems: list[Problem] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    _by_key: dict[str, Attached | None] = field(default_factory=dict)
    _by_name: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for path in self.export.files:
            self._by_name[_same(PurePosixPath(path).name)].append(path)
        for found in self.export.of("article_attachment"):
            attached = self._attached(found)
            for key in _keys(found.entry):
                self._by_key[key] = attached

    def of_article(self, number: str, locale: str) -> list[Attached]:
        """The files that stand below an article's text there, in the order of their names."""
        listed = {one.key: one for one in self._by_key.values() if one and one.article == number}
        mine = [one for one in listed.values() if one.locale in ("", locale) and not one.is_inline]
        return sorted(mine, key=lambda one: (one.name, one.key))

    def at(self, key: str, address: str) -> Attached | None:
        """The file behind an address in a text; also one that no list of the export names."""
        if key not in self._by_key:
            name = clean(unquote(urlsplit(address).path).rpartition("/")[2])
            path = self._path({"id": key, "file_name": name})
            is_there = path and _is_taken(name) and not self._is_too_large(path, name, path)
            self._by_key[key] = Attached(key, name, path) if path and is_there else None
        return self._by_key[key]

    def beside(self, address: str) -> str | None:
        """The path of a file that a text names by a relative address."""
        path = unquote(urlsplit(address).path).lstrip("./")
        if path in self.export.files:
            return path
        named = self._by_name.get(_same(path.rpartition("/")[2]), [])
        return named[0] if len(named) == 1 else None

    def picture(self, path: str, alt: str) -> Image:
        """The picture as the importer has it; raises BadFile for what is none."""
        self.used.add(path)
        directory = self.export.directory
        found = images.locate(Image(quote(path), alt), directory, directory)
        digest = hashlib.sha1(images.checked(found), usedforsecurity=False).hexdigest()
        return replace(found, digest=digest)

    def unused(self) -> list[str]:
        """The files of the folder that no text has and no list names."""
        named = {one.path for one in self._by_key.values() if one}
        return [path for path in self.export.files if path not in self.used | named]

    def _attached(self, found: ExportEntry) -> Attached | None:
        entry = found.entry
        name = clean(str(entry.get("file_name") or entry.get("display_file_name") or ""))
        fault = _bad_name(name)
        path = None if fault else self._path({**entry, "file_name": name})
        if not fault and not _is_taken(name):
            fault = f"“{name[-80:]}” is of a kind that is not taken; take {_allowed()}"
        if fault:
            self.problems.append(Problem(found.file, 0, f"attachment {entry['id']}: {fault}"))
            return None
        if path is None:
            message = f"attachment {entry['id']}: “{name}” is not in the folder; put it there"
            self.problems.append(Problem(found.file, 0, message, "warning"))
            return None
        if self._is_too_large(path, f"attachment {entry['id']}: “{name}”", found.file):
            return None
        return Attached(
            key=_keys(entry)[-1],
            name=name,
            path=path,
            article=str(entry.get("article_id") or ""),
            locale=clean(str(entry.get("locale") or "")),
            is_inline=bool(entry.get("inline")),
        )

    def _is_too_large(self, path: str, what: str, file: str) -> bool:
        is_too_large = (
            self.export.files[path].stat().st_size > settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
        )
        if is_too_large:
            self.problems.append(Problem(file, 0, f"{what} is too large; make it smaller"))
        return is_too_large

    def _path(self, entry: Entry) -> str | None:
        """Where an attachment lies, however whoever saved it named it; None if that is unclear."""
        name, keys = str(entry["file_name"]), _keys(entry)
        ending = PurePosixPath(name).suffix
        names = [name]
        for key in keys:
            names += [f"{key}-{name}", f"{key}_{name}", f"{key}{ending}", key]
        paths = list(dict.fromkeys(path for one in names for path in self._by_name[_same(one)]))
        for sign in (*keys, str(entry.get("article_id") or "")):
            named = [path for path in paths if sign and sign in _WORDS.split(path)]
            if named:
                return named[0]
        return paths[0] if len(paths) == 1 else None


def _keys(entry: Entry) -> list[str]:
    """Its number, and the one in its address, which may be another."""
    old = addresses.of_path(urlsplit(str(entry.get("content_url") or "")).path)
    keys = [str(entry["id"]), old.key if old and old.kind == OldAddress.Kind.FILE else ""]
    return [key for key in dict.fromkeys(keys) if key]


def _bad_name(name: str) -> str:
    if not name or name in (".", "..") or any(sign in name for sign in "/\\\0"):
        return f"“{name[:80]}” is no name of a file; rename it in the help centre"
    if len(name) > _LONGEST:
        return f"its name is longer than {_LONGEST} characters; rename it in the help centre"
    return ""


def _is_taken(name: str) -> bool:
    allowed = (*settings.WAGTAILIMAGES_EXTENSIONS, *settings.WAGTAILDOCS_EXTENSIONS)
    return not _bad_name(name) and _ending(name) in allowed


def _allowed() -> str:
    return ", ".join((*settings.WAGTAILIMAGES_EXTENSIONS, *settings.WAGTAILDOCS_EXTENSIONS))


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower().lstrip(".")


def _same(name: str) -> str:
    return unicodedata.normalize("NFC", name).lower()


def store(some: Iterable[Attached], export: Export) -> int:
    """Keep files as documents under their old addresses; returns how many are new or changed."""
    return sum(_store(one, export.files[one.path]) for one in some)


def _store(attached: Attached, path: Path) -> bool:
    digest = hashlib.sha1(path.read_bytes(), usedforsecurity=False).hexdigest()
    kind = OldAddress.Kind.FILE
    address = OldAddress.objects.filter(kind=kind, key=attached.key)
    if address.filter(document__file_hash=digest).exists():
        return False
    with transaction.atomic(), path.open("rb") as file:
        document = get_document_model()(title=attached.name, file=File(file, name=attached.name))
        document._set_document_file_metadata()
        document.save()
        OldAddress.objects.update_or_create(
            kind=kind, key=attached.key, defaults={"document": document, "family": None}
        )
    return True
