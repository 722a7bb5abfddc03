"""Which family, here, something of the help centre is: the same one in every run."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kb.importing.plan import FamilyPlan
from kb.importing.problems import Problem
from kb.importing.state import Inventory
from kb.models import HelpPage, OldAddress, free_slug
from kb.moving.centre import Item, Key


class Ids:
    """The ids of families by what they are there; new ones are made from the titles."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._known = _known()
        self._by_key = dict(self._known)
        taken = set(self._known.values())
        for item in items:
            if item.key not in self._by_key:
                self._by_key[item.key] = slug = _free(item, taken)
                taken.add(slug)
        self._by_slug = {slug: key for key, slug in self._by_key.items()}

    def of(self, key: Key) -> str | None:
        """The id of the family; None for what neither this export nor an earlier one has."""
        return self._by_key.get(key)

    def keep(self, plans: Sequence[FamilyPlan], state: Inventory) -> None:
        """Remember new families, in the transaction that makes them."""
        OldAddress.objects.bulk_create(
            OldAddress(kind=key[0], key=key[1], family=state.families[plan.slug])
            for plan in plans
            for key in [self._by_slug[plan.slug]]
        )

    def gone(self, items: Mapping[Key, Item]) -> Iterator[Problem]:
        """What an earlier export brought and this one has no more."""
        missing = {key: slug for key, slug in self._known.items() if key not in items}
        live = HelpPage.objects.published().filter(family__slug__in=missing.values())
        shown = set(live.values_list("family__slug", flat=True))
        for (kind, number), slug in sorted(missing.items()):
            if slug in shown:
                yield Problem(f"{kind} {number}", 0, _GONE % slug, "warning")


_GONE = "the export has it no more; “%s” is kept: unpublish it in the admin, or export it again"


def _known() -> dict[Key, str]:
    rows = OldAddress.objects.exclude(family=None)
    return {
        (kind, key): slug for kind, key, slug in rows.values_list("kind", "key", "family__slug")
    }


def _free(item: Item, taken: set[str]) -> str:
    slug = free_slug(item.title)
    if slug in taken:
        slug = free_slug(f"{item.title[:60]} {item.key[1]}")
    return slug
