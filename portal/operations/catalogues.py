"""The interface's languages in the form that programs read, made without gettext's programs."""

import os
from collections.abc import Iterator
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings


def stale() -> list[Path]:
    """The catalogues (.po) that are not compiled (.mo), or were changed since."""
    return [source for source in _sources() if _is_stale(source)]


def compile_stale() -> int:
    """Compile those; returns how many. Whatever is killed leaves old or new, never a half."""
    sources = stale()
    for source in sources:
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3], domain=source.stem)
        draft = _compiled(source).with_suffix(f".{os.getpid()}")
        with draft.open("wb") as file:
            write_mo(file, catalogue)
        draft.replace(_compiled(source))
    return len(sources)


def _sources() -> Iterator[Path]:
    for folder in settings.LOCALE_PATHS:
        yield from sorted(Path(folder).glob("*/LC_MESSAGES/*.po"))


def _compiled(source: Path) -> Path:
    return source.with_suffix(".mo")


def _is_stale(source: Path) -> bool:
    compiled = _compiled(source)
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime
