"""How good the answers to the judged searches are: plain, ours, on both engines."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from elasticsearch import Elasticsearch as Client

from bench import plain
from bench.corpus import brought_in, judged, names
from bench.rows import Row, at_least, at_most
from bench.sizes import Size
from search import engines, service
from search.engines.elasticsearch.client import connect
from search.tuning import runs
from search.tuning.comparing import compared
from search.tuning.measures import JudgedSearch, Judgement, summary

# Engine → the least mean nDCG@10 of the languages, by words alone.
BOUNDS = {"elasticsearch": 0.5, "embedded": 0.5}


def measure(size: Size) -> list[Row]:
    """All judged searches, with the same texts in each index."""
    brought_in(size)
    judgements = judged(size)
    if not judgements:
        return []
    before = plain_run(judgements)
    found = {name: run_on(name, judgements) for name in names()}
    measured = [quality_row(f"quality-{name}", name, found[name], BOUNDS[name]) for name in found]
    return [
        *(row for name in found for row in (*refusals(name, found[name]),)),
        *measured,
        gain_row("quality-gain-over-plain", "ours", before, found["elasticsearch"]),
    ]


def plain_run(judgements: Sequence[Judgement]) -> list[JudgedSearch]:
    """The baseline on the node of this world."""
    client: Client
    with connect(settings.ELASTICSEARCH) as client:
        plain.fill(client)
        return plain.run(client, judgements)


def run_on(engine: str, judgements: Sequence[Judgement]) -> list[JudgedSearch]:
    """Ours on one engine; the first few are asked twice, since a cold one may be too late."""
    with engines.only(engine):
        for judgement in judgements[:20]:
            service.search(query=judgement.query, locale=judgement.locale)
        return runs.run(judgements, service.search)


def quality_row(id: str, name: str, outcomes: Sequence[JudgedSearch], bound: float) -> Row:
    """Mean nDCG@10 of the languages, and beside it every language and kind."""
    measured = summary(outcomes)
    return at_least(
        id,
        f"mean nDCG@10 of the languages, {name}",
        measured["all"]["mean_of_locales_ndcg@10"] or 0.0,
        bound,
        **told(measured),
    )


def told(measured: dict[str, Any]) -> dict[str, Any]:
    """nDCG@10 by language and kind, and the other measures altogether."""
    everything = measured["all"]
    return {
        "locales": {name: one["ndcg@10"] for name, one in measured["locales"].items()},
        "kinds": {
            name: one["ndcg@10"]
            for name, one in measured["kinds"].items()
            if one["ndcg@10"] is not None
        },
        **{name: everything[name] for name in ("mrr", "success@1", "success@5", "answerable")},
    }


def gain_row(
    id: str, what: str, before: Sequence[JudgedSearch], after: Sequence[JudgedSearch]
) -> Row:
    """The lower end of the 95 % interval of the mean gain over the plain query."""
    found = compared(runs.figures(before), runs.figures(after))
    return at_least(
        id,
        f"nDCG@10 gained by {what} over plain multi_match, lower end of its 95 % interval",
        found["all"]["interval"][0],
        0.0,
        gain=found["all"],
        locales=found["locales"],
        plain=told(summary(before)) | {"mean": summary(before)["all"]["mean_of_locales_ndcg@10"]},
    )


def refusals(name: str, outcomes: Sequence[JudgedSearch], kind: str = "") -> list[Row]:
    """What cannot be answered is refused, and little else is."""
    found = summary(outcomes)
    by_locale = found["locales"].items()
    return [
        at_least(
            f"refused{kind}-{name}",
            f"unanswerable searches refused, {name}",
            found["all"]["refused"] or 0.0,
            0.8,
            searches=found["all"]["unanswerable"],
            locales={locale: one["refused"] for locale, one in by_locale},
        ),
        at_most(
            f"wrongly-refused{kind}-{name}",
            f"answerable searches wrongly refused, {name}",
            found["all"]["wrongly_refused"] or 0.0,
            0.05,
            searches=found["all"]["answerable"],
            locales={locale: one["wrongly_refused"] for locale, one in by_locale},
        ),
    ]
