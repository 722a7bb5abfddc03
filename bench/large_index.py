"""The embedded engine with many texts in one language."""

import random
from functools import partial
from itertools import batched
from pathlib import Path

from django.conf import settings
from django.test.utils import override_settings

from bench.rows import Row, at_most
from bench.sizes import Size
from bench.texts import LOCALE, NAME, drawn, made
from bench.timing import percentile, timed
from search import service
from search.documents.entries import entries
from search.engines.tantivy.engine import Embedded

_AT_ONCE = 500


def measure(size: Size) -> list[Row]:
    """Searches of one to four words, each asked for the first time."""
    folder = Path(settings.VAR_DIR) / "large"
    building, _none = timed(lambda: _fill(Embedded(folder), size.texts))
    draw = random.Random(1)  # noqa: S311 - a fixed drawing, not a secret
    queries = list(dict.fromkeys(drawn(draw, 1, 4) for _search in range(size.searches)))
    with override_settings(EMBEDDED_INDEX_DIR=folder):
        for query in queries[:5]:
            service.search(query=query, locale=LOCALE)
        times, totals = [], []
        for query in queries[5:]:
            took, results = timed(partial(service.search, query=query, locale=LOCALE))
            times.append(took)
            totals.append(float(results.total))
    return [
        at_most(
            "embedded-large-p50-ms",
            f"a search in the embedded engine with {size.texts:,} documents, p50, ms",
            percentile(times, 50),
            20,
            p95_ms=round(percentile(times, 95), 1),
            p99_ms=round(percentile(times, 99), 1),
            found_p50=percentile(totals, 50),
            searches=len(times),
            documents_per_second_built=round(size.texts / building * 1000),
        )
    ]


def _fill(engine: Embedded, texts: int) -> None:
    with engine.rebuilding() as new:
        for numbers in batched(range(texts), _AT_ONCE):
            documents = [made(number) for number in numbers]
            new.apply(list(entries(documents)), [f"{NAME}:{number}" for number in numbers])
        new.swap()
