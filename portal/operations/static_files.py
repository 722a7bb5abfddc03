"""Scripts, styles and icons, collected under names that say what is in them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib.staticfiles.apps import StaticFilesConfig
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command


def uncollected() -> list[str]:
    """The files that are not collected, or were changed since; none where they need not be."""
    if not hasattr(staticfiles_storage, "load_manifest"):
        return []  # The demo serves them as they lie in the packages.
    collected, _hash = staticfiles_storage.load_manifest()
    at = _collected_at() if collected else None
    return [
        name
        for name, changed_at in _sources()
        if name not in collected or at is None or changed_at > at
    ]


def collect() -> int:
    """Collect all if any is not; returns how many were not. Old ones stay, for pages in flight."""
    names = uncollected()
    if names:
        call_command("collectstatic", verbosity=0, interactive=False)
    return len(names)


def _collected_at() -> datetime:
    manifests: Any = staticfiles_storage
    at: datetime = manifests.manifest_storage.get_modified_time(manifests.manifest_name)
    return at


def _sources() -> Iterator[tuple[str, datetime]]:
    for finder in get_finders():
        for name, storage in finder.list(StaticFilesConfig.ignore_patterns):
            yield name, storage.get_modified_time(name)
