"""The matrix of 1,000 articles in 20 languages, a page of a language, and its worklist."""

import itertools
from collections.abc import Iterator

from django.test import Client
from django.urls import reverse

from bench import shelves, staff
from bench.costs import cost, load
from bench.rows import Row, at_most
from bench.sizes import Size
from kb.models import Family, Kind
from kb.states import Currency, TranslationState
from portal import locales
from portal.batches import write
from portal.effort import rollups
from portal.home import site
from tests.factories import accounts
from tests.factories.figures import rolled_up

_QUERIES, _MS, _KB = 15, 300, 300
_TIMES = 5


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
    beside = {"address": address, "cost": taken.told(), "load": load()}
    yield at_most(
        f"{name}-queries", f"{name}: queries, {of}", taken.statements, _QUERIES, **beside
    )
    yield at_most(f"{name}-ms", f"{name}: ms, {of}", taken.wall * 1_000, _MS, **beside)
    yield at_most(f"{name}-kb", f"{name}: kB, {of}", len(answer.content) / 1_000, _KB, **beside)


def _fill(articles: int) -> None:
    """Articles with a text and a state in each language, and what readers of Greek met of them."""
    site.set_up()
    shelves.fill(articles, locales.codes())
    words = itertools.cycle(Currency)
    states = list(TranslationState.objects.order_by("family", "locale"))
    for state in states:
        state.currency, state.words_to_do = next(words), 200
    TranslationState.objects.all().delete()
    for state in states:
        state.pk = None
    write(states)
    families = Family.objects.filter(kind=Kind.HOWTO)
    met = {(family.slug, "el"): (family.pk % 40, family.pk % 40) for family in families}
    rolled_up(rollups.last_closable(), "met_fallback", "family", met)
