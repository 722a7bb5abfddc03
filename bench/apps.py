"""Registers the texts made for measuring, in every process of a bench."""

from django.apps import AppConfig


class BenchConfig(AppConfig):
    """There are none of them until a subject asks for some."""

    name = "bench"

    def ready(self) -> None:
        """Register the source."""
        from django.conf import settings

        from bench.texts import MadeSource
        from search.documents import sources

        sources.register(MadeSource(settings.VAR_DIR / "made.json"))
