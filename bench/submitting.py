"""What it costs to submit a long article for translation, beside stock wagtail-localize."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource
from wagtail_localize.operations import translate_object

from bench import staff
from bench.costs import Cost, cost, load
from bench.rows import Row, at_most
from bench.sizes import Size
from kb.models import HelpPage
from kb.translation import segments
from portal.actors import Actor
from tests.factories.accounts import publisher
from tests.factories.kb import make_family, make_page

SEGMENTS = 200
_TIMES = 5
_OURS = ("refresh_segments", "create_or_update_translation")
_number = count(1)


def measure(size: Size) -> list[Row]:
    """Articles of as many segments into one language, each of them new."""
    locale = Locale.objects.get(language_code="sv")
    by = Actor(user=publisher(), second_factor=True)
    _warm_up(locale, by)
    ours = _median([_submitted(locale, by) for _time in range(_TIMES)])
    with _stock():
        stock = _median([_by_stock(locale) for _time in range(_TIMES)])
    beside = {"ours": ours.told(), "stock": stock.told(), "load": load()}
    requested = _requested(locale, by)
    return [
        at_most(
            "submit-statements-share",
            f"statements to submit {SEGMENTS} segments, as a share of stock wagtail-localize's",
            ours.statements / stock.statements,
            0.2,
            **beside,
        ),
        at_most(
            "submit-time-share",
            f"time to submit {SEGMENTS} segments, as a share of stock wagtail-localize's",
            ours.wall / stock.wall,
            0.2,
            **beside,
        ),
        at_most(
            "submit-request-ms",
            f"the request that submits {SEGMENTS} segments, median, ms",
            requested.wall * 1000,
            200,
            request=requested.told(),
            load=load(),
        ),
    ]


def _article() -> HelpPage:
    number = next(_number)
    texts = (f"Sentence {one} of article {number} about a valve." for one in range(SEGMENTS - 1))
    body = [("text", f"<p>{text}</p>") for text in texts]
    family = make_family(f"Valve {number}", slug=f"valve-{number}")
    page: HelpPage = make_page(family, title=f"Valve {number}", body=body).specific
    return page


def _warm_up(locale: Locale, by: Actor) -> None:
    _submitted(locale, by)


def _submitted(locale: Locale, by: Actor) -> Cost:
    page = _article()
    taken, _done = cost(lambda: segments.submit([page.family], [locale], by=by))
    return taken


def _by_stock(locale: Locale) -> Cost:
    page = _article()
    taken, _done = cost(lambda: translate_object(page, [locale]))
    return taken


@contextmanager
def _stock() -> Iterator[None]:
    """wagtail-localize as it comes."""
    ours = {name: getattr(TranslationSource, name) for name in _OURS}
    for name, method in ours.items():
        setattr(TranslationSource, name, method.__wrapped__)
    try:
        yield
    finally:
        for name, method in ours.items():
            setattr(TranslationSource, name, method)


def _requested(locale: Locale, by: Actor) -> Cost:
    """What the editor who presses the button waits for."""
    client = staff.signed_in(publisher("Pub Eva"))
    found = []
    for _time in range(_TIMES):
        address = reverse("wagtail_localize:submit_page_translation", args=[_article().pk])
        taken, answer = cost(lambda at=address: _post(client, at, locale))  # type: ignore[misc]
        if answer.status_code != 302:
            raise RuntimeError(f"{address} answers {answer.status_code}")
        found.append(taken)
    return _median(found)


def _post(client: Client, address: str, locale: Locale) -> Any:
    return client.post(address, {"locales": [locale.pk]})


def _median(costs: list[Cost]) -> Cost:
    return sorted(costs, key=lambda one: one.wall)[len(costs) // 2]
