"""Families and what all their languages share: kind, topics, products, markets."""

from collections.abc import Callable, Iterable, Sequence
from itertools import batched

from django.db import transaction
from django.db.models import Max
from wagtail.models import Locale
from wagtail.search.backends import get_search_backends

from kb.importing.plan import FamilyPlan
from kb.importing.state import Inventory, product_rows
from kb.models import Family, FamilyId, Membership, set_topics
from kb.models.membership import lock
from kb.signals import changed

_AT_ONCE = 100


type Made = Callable[[Sequence[FamilyPlan], Inventory], None]
"""Told of families in the transaction that makes them."""


def nothing_more(plans: Sequence[FamilyPlan], state: Inventory) -> None:
    """Nobody wants to know."""


def write(plans: Sequence[FamilyPlan], state: Inventory, made: Made = nothing_more) -> None:
    """Make the new families and bring the others' facts up to date, a hundred at a time.

    All families come before the first membership, so that no topic is missing.
    """
    new = [plan for plan in plans if plan.slug not in state.families]
    old = [plan for plan in plans if plan.slug in state.families and plan.facts_change]
    products = product_rows(name for plan in (*new, *old) for name in plan.facts.products)
    for some in batched(new, _AT_ONCE):
        with transaction.atomic():
            _create(some, state, {name: row.pk for name, row in products.items()})
            made(some, state)
    for some in batched(new, _AT_ONCE):
        with transaction.atomic():
            _join_topics(some, state)
    for plan in old:
        with transaction.atomic():
            _update(plan, state, {name: row.pk for name, row in products.items()})
    FamilyId.objects.bulk_create(
        [
            FamilyId(slug=former, family=state.families[plan.slug])
            for plan in plans
            for former in plan.former_ids
        ],
        batch_size=_AT_ONCE,
    )


def _create(plans: Iterable[FamilyPlan], state: Inventory, products: dict[str, int]) -> None:
    families = [
        Family(
            slug=plan.slug,
            kind=plan.facts.kind,
            source_locale=_locale(state, plan.facts.source),
            markets=list(plan.facts.markets),
        )
        for plan in plans
    ]
    Family.objects.bulk_create(families)
    for family in families:
        state.families[family.slug] = family
    through = Family.products.through
    through.objects.bulk_create(
        through(family=state.families[plan.slug], product_id=products[name])
        for plan in plans
        for name in plan.facts.products
    )
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(Family, families)


def _locale(state: Inventory, code: str) -> Locale:
    if code not in state.locales:
        state.locales[code] = Locale.objects.get_or_create(language_code=code)[0]
    return state.locales[code]


def _join_topics(plans: Iterable[FamilyPlan], state: Inventory) -> None:
    """Memberships of new families; circles have been looked for among all files."""
    lock()
    wanted = [
        (state.families[topic], state.families[plan.slug], position)
        for plan in plans
        for position, topic in enumerate(plan.facts.topics)
        if topic in state.families
    ]
    topics = {topic.pk for topic, _member, _position in wanted}
    places = dict(
        Membership.objects.filter(topic__in=topics)
        .order_by()
        .values_list("topic")
        .annotate(last=Max("place"))
    )
    rows = []
    for topic, member, position in wanted:
        places[topic.pk] = places.get(topic.pk, -1) + 1
        rows.append(
            Membership(topic=topic, member=member, position=position, place=places[topic.pk])
        )
    Membership.objects.bulk_create(rows)


def _update(plan: FamilyPlan, state: Inventory, products: dict[str, int]) -> None:
    family = state.families[plan.slug]
    family.kind = plan.facts.kind
    family.markets = list(plan.facts.markets)
    family.products.set([products[name] for name in plan.facts.products])
    family.save(update_fields=["kind", "markets"])
    topics = [state.families[topic] for topic in plan.facts.topics if topic in state.families]
    set_topics(member=family, topics=topics)
    changed([plan.slug])
