"""The judged searches of the admin: in and out, in the form of search.tuning.measures."""

import json
from collections.abc import Iterable, Iterator

from django.db import transaction

from search.queries import clean
from search.tuning import measures
from search.tuning.models import LONGEST_QUERY, Grade, JudgedQuery, Judgement, Source


def kept(locale: str | None = None) -> list[measures.Judgement]:
    """All judged searches, or those of one language."""
    judged = JudgedQuery.objects.prefetch_related("judgements").order_by("locale", "query")
    if locale:
        judged = judged.filter(locale=locale)
    return [
        measures.Judgement(
            one.locale,
            one.query,
            {row.family: row.grade for row in one.judgements.all()},
            one.kind,
        )
        for one in judged
    ]


def lines() -> Iterator[str]:
    """All of them, one a line as JSON."""
    for one in kept():
        row = {
            "locale": one.locale,
            "query": one.query,
            "relevant": dict(one.relevant),
            "kind": one.kind,
        }
        yield json.dumps(row, ensure_ascii=False)


def take(judgements: Iterable[measures.Judgement]) -> int:
    """Keep judgements made by hand elsewhere; what is known of these queries is replaced.

    Returns how many queries. All of them are kept, or none.
    """
    number = 0
    with transaction.atomic():
        for one in judgements:
            query = clean(one.query)[:LONGEST_QUERY]
            judged, _is_new = JudgedQuery.objects.update_or_create(
                locale=one.locale, query=query, defaults={"kind": one.kind[:40]}
            )
            Judgement.objects.filter(judged=judged).delete()
            Judgement.objects.bulk_create(
                Judgement(
                    judged=judged, family=family[:255], grade=Grade(grade), source=Source.HAND
                )
                for family, grade in one.relevant.items()
            )
            number += 1
    return number
