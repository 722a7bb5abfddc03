"""The engines, and which one is in charge here."""

from pathlib import Path

from django.conf import settings

from search.engines.base import Engine


def engine_of_this_host() -> Engine:
    """The embedded engine on this host's own files: the default, and always the stand-in."""
    from search.engines.embedded import embedded

    return embedded(Path(settings.EMBEDDED_INDEX_DIR))


def engine() -> Engine:
    """The engine that answers searches."""
    return engine_of_this_host()
