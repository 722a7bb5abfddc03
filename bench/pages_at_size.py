"""What readers' pages cost at 20,000 articles and 100,000 threads, beside what they cost at 1,000.

Their lists are full at both sizes, so both show as much. What a page costs is the processor's time
here and in PostgreSQL and the rows that the database returns, the page cache being empty. The
search page is measured beside its engine, in `bench.search_page`.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from bench import conversations, shelves, staff
from bench.costs import Cost, cost, load
from bench.rows import Row, at_most
from bench.sizes import Size
from community.forum.models import Category, Thread
from kb import tree
from kb.models import Family, Kind, Membership
from portal.home import site
from portal.text.policy import VERSION
from tests.factories.accounts import member, publisher

_CODE, _OTHERS = "en", ("sv", "el")
_SMALL = 1_000
_LONG = 2_000
_ASKED = 25
_MOST = 1.3


def measure(size: Size) -> list[Row]:
    """Each page's median at both sizes."""
    site.set_up()
    category = Category.objects.create(slug="valves", names={_CODE: "Valves"})
    author = member()
    topic = _filled(_SMALL, "article")
    answers = partial(conversations.fill, category, author, _CODE, policy=VERSION)
    answers(many=1, answers=_LONG)
    long = Thread.objects.get()
    answers(many=_SMALL, answers=5)
    addresses = {
        "front": f"/{_CODE}/",
        "help index": f"/{_CODE}/help/",
        "topic": f"/{_CODE}/help/{topic.slug}/",
        "article": f"/{_CODE}/help/article-7/",
        "category": f"/{_CODE}/community/c/{category.slug}/",
        "thread": long.get_absolute_url(),
        "thread, last page": f"{long.get_absolute_url()}?page={_LONG // 20}",
        "explorer": reverse("wagtailadmin_explore", args=[tree.container(_CODE, Kind.HOWTO).pk]),
    }
    reader, editor = Client(), staff.signed_in(publisher())
    browsers = {name: editor if name == "explorer" else reader for name in addresses}
    before = _costs(addresses, browsers)
    _filled(size.articles, "more", into=topic)
    answers(many=size.articles * 5, answers=5)
    return list(_rows(before, _costs(addresses, browsers), size))


def _filled(many: int, name: str, into: Family | None = None) -> Family:
    """The first topic of so many articles; every twentieth of them comes into another one."""
    topic = shelves.fill(many, (_CODE, *_OTHERS), name)[0]
    if into is not None:
        articles = Family.objects.filter(kind=Kind.HOWTO, slug__startswith=f"{name}-")
        Membership.objects.bulk_create(
            Membership(topic=into, member=article, place=1_000 + place, position=1)
            for place, article in enumerate(articles.order_by("pk")[::20])
        )
    return topic


def _costs(addresses: Mapping[str, str], browsers: Mapping[str, Client]) -> dict[str, list[Cost]]:
    """What each took, some times over, by turns."""
    for name, address in addresses.items():
        _shown(browsers[name], address)
    found: dict[str, list[Cost]] = {name: [] for name in addresses}
    for _time in range(_ASKED):
        for name, address in addresses.items():
            found[name].append(cost(partial(_shown, browsers[name], address))[0])
    return found


def _shown(browser: Client, address: str) -> None:
    caches["pages"].clear()
    answer = browser.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answers {answer.status_code}")


def _median(values: Iterable[float]) -> float:
    return sorted(values)[_ASKED // 2]


def _rows(
    before: Mapping[str, list[Cost]], after: Mapping[str, list[Cost]], size: Size
) -> Iterator[Row]:
    grown = f"{size.articles} articles and {size.articles * 5} threads"
    for name in before:
        id = name.replace(", ", "-").replace(" ", "-")
        small, large = (_median(one.cpu for one in found[name]) for found in (before, after))
        few, many = (_median(one.rows for one in found[name]) for found in (before, after))
        yield at_most(
            f"at-size-{id}",
            f"{name}: CPU at {grown} ÷ at {_SMALL}",
            round(large / small, 2),
            _MOST,
            load=load(),
            ms_before=round(1000 * small, 1),
            ms_after=round(1000 * large, 1),
            statements=after[name][0].statements,
        )
        yield at_most(
            f"at-size-{id}-rows",
            f"{name}: rows that the database returns at {grown} ÷ at {_SMALL}",
            round(many / few, 2),
            _MOST,
            rows_before=few,
            rows_after=many,
        )
