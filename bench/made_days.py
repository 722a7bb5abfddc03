"""Days of readers, made in the database itself: visits of many shapes, in seven languages.

What most search for, read and do is drawn so that few things are frequent and many are rare.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from bench.sets import read
from kb.feedback.models import REASONS
from kb.models import Family, Kind
from portal.journal import days
from portal.journal.models import Visit

_ARTICLES = 300
_NETWORKS = 3_000
_LOCALES = ["en"] * 8 + ["nb"] * 3 + ["da"] * 3 + ["sv"] * 4 + ["el"] * 3 + ["id"] * 2 + ["ar"]
_MARKETS = ["", "no", "dk", "se", "gr", "id", "sa"]
_TYPED = ("contact_opened", "contact_started", "suggested")
# What a visit does, and of a hundred visits how many do so.
_SHAPES: Sequence[tuple[int, Sequence[str]]] = (
    (28, ("read",)),
    (16, ("search", "click", "read")),
    (14, ("search", "search", "click", "read", "vote")),
    (12, ("read", "read", "vote")),
    (8, ("search", "search")),
    (6, ("read_thread", "read")),
    (5, ("search", "click", "read", "contact_opened")),
    (4, ("read", *_TYPED, "contact_sent")),
    (3, ("search", *_TYPED, "suggestion_opened", "solved")),
    (2, ("search", "click", *_TYPED, "suggestion_opened", "contact_sent")),
    (2, (*_TYPED, "way_taken")),
)  # fmt: skip
_LENGTH = sum(share * len(kinds) for share, kinds in _SHAPES) / 100
_VISITS = """
INSERT INTO journal_visit (day, key, network)
SELECT %(day)s, md5(random()::text || n), CASE WHEN random() < 0.3 THEN ''
  ELSE left(md5('network' || floor(%(networks)s * random())), 16) END
FROM generate_series(1, %(visits)s) AS n
"""
# What stays the same throughout a visit.
_DRAWN = """
CREATE TEMPORARY TABLE drawn ON COMMIT DROP AS
SELECT id AS visit_id, day, gen_random_uuid() AS attempt,
  %(begin)s::timestamptz + random() * %(length)s::interval AS at,
  (%(locales)s::text[])[1 + floor(random() * cardinality(%(locales)s::text[]))] AS locale,
  (%(markets)s::text[])[1 + floor(random() * cardinality(%(markets)s::text[]))] AS market,
  (%(shapes)s::int[])[1 + floor(random() * 100)] AS shape
FROM journal_visit WHERE day = %(day)s AND id > %(after)s
"""
_STEPS = """
INSERT INTO journal_step (visit_id, day, at, kind, reader_locale, text_locale, family, item_kind,
  product, market, is_fallback, is_outdated, query, subject, weak, helpful, rank, attempt)
SELECT visit_id, day, at + place * interval '40 seconds', kind, locale,
  CASE WHEN is_text THEN CASE WHEN c < 0.1 THEN 'en' ELSE locale END ELSE '' END,
  CASE WHEN is_text THEN article ELSE '' END,
  CASE WHEN is_text THEN 'article' ELSE '' END, '', market,
  is_text AND c < 0.1 AND locale <> 'en', false,
  CASE WHEN kind = 'search' THEN words ELSE '' END,
  CASE kind WHEN 'search' THEN left(md5(words), 12) || left(md5(locale), 4)
    ELSE left(md5(kind || article || attempt), 16) END,
  CASE WHEN kind = 'search' THEN b > 0.88 END, CASE WHEN kind = 'vote' THEN b < 0.75 END,
  CASE WHEN kind = 'click' THEN 1 + floor(b * b * 10) END,
  CASE WHEN kind IN ('contact_started', 'suggested', 'suggestion_opened', 'solved',
    'contact_sent') THEN attempt END
FROM (
  SELECT *, kind IN ('read', 'click', 'vote', 'suggestion_opened') AS is_text,
    (%(articles)s::text[])[1 + floor(a * a * cardinality(%(articles)s::text[]))] AS article,
    (%(queries)s::text[])[1 + floor(a * a * cardinality(%(queries)s::text[]))]
      || CASE WHEN b < 0.6 THEN '' ELSE ' ' || 1000 + floor(c * 9000) END AS words
  FROM (SELECT *, random() AS a, random() AS b, random() AS c
    FROM drawn JOIN made_shape USING (shape)) AS placed
) AS done
"""
_ATTEMPTS = """
INSERT INTO deflection_attempt (id, kind, visit_id, reader_locale, market, topic, product,
  started_at, saw_suggestions, opened_at, outcome, outcome_at)
SELECT attempt, 'contact', visit_id, reader_locale, max(market),
  (%(topics)s::text[])[1 + floor(random() * cardinality(%(topics)s::text[]))], '', min(at), true,
  min(at) FILTER (WHERE kind = 'suggestion_opened'),
  coalesce(max(kind) FILTER (WHERE kind = 'solved'), CASE WHEN bool_or(kind = 'contact_sent')
    THEN 'sent' END, ''), min(at) FILTER (WHERE kind IN ('solved', 'contact_sent'))
FROM journal_step WHERE day = %(day)s AND visit_id > %(after)s AND attempt IS NOT NULL
GROUP BY attempt, visit_id, reader_locale
"""
# Two in five voters give a reason, and one in ten of these says more.
_VOTES = """
INSERT INTO kb_vote (family_id, voter, helpful, reason, comment, reader_locale, text_locale, at)
SELECT f.id, 'token:' || md5(s.id::text), s.helpful,
  CASE WHEN s.id %% 5 > 1 THEN '' WHEN s.helpful THEN %(good)s ELSE %(bad)s END,
  CASE WHEN s.id %% 50 = 0 THEN 'It says nothing of the other box.' ELSE '' END,
  s.reader_locale, s.text_locale, s.at
FROM journal_step AS s JOIN kb_family AS f ON f.slug = s.family
WHERE s.day = %(day)s AND s.visit_id > %(after)s AND s.kind = 'vote'
"""


def make(made: Iterable[date], steps: int) -> None:
    """More visits, of so many steps, on each of these days, today until now.

    Some texts must be there.
    """
    articles = _articles()
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.5)")
        cursor.execute("DROP TABLE IF EXISTS made_shape")
        cursor.execute("CREATE TEMPORARY TABLE made_shape (shape int, place int, kind text)")
        cursor.executemany("INSERT INTO made_shape VALUES (%s, %s, %s)", list(_places()))
    for day in made:
        _make(day, steps, articles)


def _make(day: date, steps: int, articles: Sequence[str]) -> None:
    begin, end = days.span(day, day)
    about: dict[str, Any] = {
        "day": day,
        "after": Visit.objects.aggregate(last=Max("pk", default=0))["last"],
        "begin": begin,
        "length": min(end, timezone.now()) - begin - timedelta(minutes=5),
        "visits": round(steps / _LENGTH),
        "networks": _NETWORKS,
        "locales": _LOCALES,
        "markets": _MARKETS,
        "shapes": [number for number, (share, _) in enumerate(_SHAPES) for _one in range(share)],
        "articles": articles,
        "topics": list(Family.objects.filter(kind=Kind.TOPIC).values_list("slug", flat=True)),
        "queries": [one["query"] for one in read("gaps")],
        "good": REASONS[True][0],
        "bad": REASONS[False][0],
    }
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in (_VISITS, _DRAWN, _STEPS, _ATTEMPTS, _VOTES):
            cursor.execute(statement, about)


def _articles() -> Sequence[str]:
    """The slugs of all articles, made up to a number that a large house has."""
    some = Family.objects.first()
    assert some
    Family.objects.bulk_create(
        Family(slug=f"made-{number}", kind=some.kind, source_locale=some.source_locale)
        for number in range(_ARTICLES - Family.objects.count())
    )
    return list(Family.objects.order_by("pk").values_list("slug", flat=True))


def _places() -> Iterable[tuple[int, int, str]]:
    return (
        (number, place, kind)
        for number, (_share, kinds) in enumerate(_SHAPES)
        for place, kind in enumerate(kinds)
    )
