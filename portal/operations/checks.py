"""What the owner is told at each deployment, and need not mend."""

from typing import Any

from django.core import checks

from portal.operations import local_embedder

_HINT = "`manage.py deploy` says why; SEARCH_BY_MEANING=no says that it shall be so."


def no_embedder(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """A warning where search is to go by meaning, and what embeds is not there."""
    if not local_embedder.is_wanted() or local_embedder.is_installed():
        return []
    words = "The local embedder is not installed: search goes by words alone."
    return [checks.Warning(words, hint=_HINT, id="operations.W001")]
