"""For tests: nothing cached, nothing known."""

from django.core.cache import caches

from portal.caching import generation


def forget_pages() -> None:
    """Empty this process' cache of public pages and have the generation reread."""
    caches["pages"].clear()
    generation.forget()
