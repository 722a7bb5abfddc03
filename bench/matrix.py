"""The matrix of 1,000 articles in 20 languages, a page of a language, and its worklist."""

import itertools
from collections.abc import Iterator

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from bench import staff
from bench.costs import cost, load
from bench.rows import Row, at_most
from bench.sizes import Size
from kb.models import Family
from kb.states import Currency, TranslationState
from portal import locales
from portal.batches import write
from portal.effort import rollups
from tests.factories import accounts, kb
from tests.factories.figures import rolled_up

_QUERIES, _MS, _KB = 15, 300, 300
_TIMES = 5
_FULL_ROWS = 50
"""So many rows of the matrix stand on a page: these have a text in every language."""


def measure(size: Size) -> list[Row]:
    """The matrix as who may open every text gets it, the pages of a language as its translator.

    The median of a few times after the first.
    """
    _fill(1_000 if size.name == "full" else 60)
    publisher = staff.signed_in(accounts.publisher())
    translator = staff.signed_in(accounts.translator())
    filtered = f"{reverse('kb_matrix')}?q=article&language=el&state=outdated"
    return [
        *_rows(publisher, "matrix", reverse("kb_matrix")),
        *_rows(publisher, "matrix-filtered", filtered),
        *_rows(translator, "language", reverse("kb_matrix_language", args=["el"])),
        *_rows(translator, "worklist", reverse("kb_worklist", args=["el"])),
    ]


def _rows(client: Client, name: str, address: str) -> Iterator[Row]:
    client.get(address)
    shown = [cost(lambda: client.get(address)) for _time in range(_TIMES)]
    taken, answer = sorted(shown, key=lambda one: one[0].wall)[_TIMES // 2]
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answers {answer.status_code}")
    of = f"{Family.objects.count()} articles × {len(locales.codes())} languages"
    beside = {"address": address, "load": load()}
    yield at_most(
        f"{name}-queries", f"{name}: queries, {of}", taken.statements, _QUERIES, **beside
    )
    yield at_most(f"{name}-ms", f"{name}: ms, {of}", taken.wall * 1_000, _MS, **beside)
    yield at_most(f"{name}-kb", f"{name}: kB, {of}", len(answer.content) / 1_000, _KB, **beside)


def _fill(articles: int) -> None:
    """Articles with a state in each language, and what readers of Greek met of them."""
    families = []
    for number in range(articles):
        family = kb.make_family("Article", slug=f"article-{number:04}")
        codes = locales.codes() if number < _FULL_ROWS else ("en",)
        for code in codes:
            kb.make_page(family, code, title=f"Article {number} ({code})", live="at once")
        families.append(family)
    at = timezone.now()
    Family.objects.update(first_published_at=at, source_changed_at=at)
    TranslationState.objects.all().delete()
    words = itertools.cycle(Currency)
    sites = list(Locale.objects.all())
    write(
        [
            TranslationState(
                family=family, locale=locale, currency=next(words), words_to_do=200, since=at
            )
            for family in families
            for locale in sites
        ]
    )
    met = {(family.slug, "el"): (family.pk % 40, family.pk % 40) for family in families}
    rolled_up(rollups.last_closable(), "met_fallback", "family", met)
