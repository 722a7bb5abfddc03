"""Two web hosts: two processes, each with a folder of its own, following one index log."""

from pathlib import Path

import pytest

from search.engines.tantivy.engine import Embedded
from search.index import catching_up, log
from search.index.models import EngineCopy
from search.index.rebuilding import reconcile
from tests.search.indexer import LOCALES
from tests.search.processes import Indexers, Texts, eventually


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.django_db(transaction=True)
def test_two_hosts_hold_the_same_and_one_that_was_killed_catches_up(
    indexers: Indexers, texts: Texts, tmp_path: Path
) -> None:
    texts.put(*(f"k{number}" for number in range(20)))
    hosts = [Embedded(tmp_path / name) for name in ("a", "b")]
    processes = [indexers.follow(str(tmp_path / name)) for name in ("a", "b")]
    assert eventually(lambda: all(_is_current(host) for host in hosts))
    texts.put("k3", "new")
    texts.remove("k4")
    assert eventually(lambda: all(_is_current(host) for host in hosts))
    before = dict(hosts[0].checksums())
    assert before == dict(hosts[1].checksums())
    assert len(before) == 20 * len(LOCALES)

    indexers.kill(processes[0])
    texts.put("k5", "newer")
    texts.remove("k6", "k7")
    assert eventually(lambda: _is_current(hosts[1]))
    after = dict(hosts[1].checksums())
    assert len(after) == 19 * len(LOCALES)
    assert dict(hosts[0].checksums()) == before, "what was there goes on answering"

    indexers.follow(str(tmp_path / "a"))
    assert eventually(lambda: _is_current(hosts[0]))
    assert dict(hosts[0].checksums()) == after
    assert EngineCopy.objects.count() == 2
    assert not any(len(reconcile(host, repair=False)) for host in hosts)


def _is_current(host: Embedded) -> bool:
    return catching_up.position(host) >= log.number_rows()
