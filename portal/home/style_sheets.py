"""The style sheets of every page: several files for who writes them, one for who reads a page."""

from collections.abc import Iterator
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEETS = tuple(
    f"portal/css/{name}.css"
    for name in ("tokens", "base", "layout", "components", "content", "utilities")
)
"""In their order, which is the cascade's."""
ONE = "portal/css/site.css"


def linked() -> tuple[str, ...]:
    """The files that a page links to."""
    return (ONE,) if isinstance(staticfiles_storage, OneSheetStorage) else SHEETS


class OneSheetStorage(CompressedManifestStaticFilesStorage):
    """Django's, with WhiteNoise's compression; when files are collected, it joins the sheets."""

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        """Yield what came of each file, the joined one among them."""
        if not dry_run and paths.keys() >= set(SHEETS):
            paths = paths | {ONE: self._joined(paths)}
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _joined(self, paths: dict[str, Any]) -> tuple[Any, str]:
        """Write one file; returns what collecting knows of a file: its storage and its path."""
        parts = []
        for name in SHEETS:
            storage, path = paths[name]
            with storage.open(path) as file:
                parts.append(file.read())
        self.delete(ONE)
        self._save(ONE, ContentFile(b"\n".join(parts)))
        return self, ONE
