"""An indexing process killed at any moment leaves an index that the next one makes right."""

import random
import time
from pathlib import Path

import pytest

from search.engines.tantivy.engine import Embedded
from search.index import catching_up, changes
from search.index.models import EngineCopy
from search.index.rebuilding import reconcile
from tests.search.indexer import LOCALES
from tests.search.processes import Indexers, Texts, eventually

KILLS = 10


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.django_db(transaction=True)
def test_an_indexer_killed_ten_times_leaves_a_right_index(
    indexers: Indexers, texts: Texts, tmp_path: Path
) -> None:
    place = tmp_path / "index"
    engine = Embedded(place)
    dice = random.Random(5)
    busy = 0
    for kill in range(KILLS):
        process = indexers.follow(str(place))
        before = _position()
        for key in (f"k{number}" for number in dice.sample(range(60), 30)):
            (texts.remove if dice.random() < 0.2 else texts.put)(key)
        if kill % 2:  # Certainly at work, not still beginning.
            eventually(lambda before=before: _position() > before, 20)
            changes.record_change("file", *texts.versions)
        time.sleep(dice.uniform(0.0, 0.4))
        indexers.kill(process)
        busy += _position() > before
    assert catching_up.catch_up_or_wait(engine)
    assert not len(reconcile(engine, repair=False))
    assert len(list(engine.checksums())) == len(texts.versions) * len(LOCALES)
    assert busy >= KILLS // 2  # it was truly at work


def _position() -> int:
    filled = EngineCopy.objects.filter(is_filled=True)
    return filled.values_list("position", flat=True).first() or 0
