"""Who may see which page: one rule, as a queryset, as a predicate and as an audience.

The rule is Wagtail's view restrictions: each restriction on the page or above it must be passed.
A shared password is never passed here, so pages behind one are neither read nor found. Superusers
are in every group. tests/kb/test_querysets.py proves the three forms equal.
"""

from collections.abc import Callable, Iterable
from typing import Self

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length, Substr
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from portal.actors import Actor

type Reader = Actor

PUBLIC = "public"
MEMBERS = "members"


class HelpPageQuerySet(PageQuerySet):
    """The words other code asks for help pages with."""

    def published(self) -> Self:
        """What is live, and no alias that only pretends to be a translation."""
        found: Self = self.filter(live=True, alias_of__isnull=True)
        return found

    def in_locale(self, code: str) -> Self:
        found: Self = self.filter(locale__language_code=code)
        return found

    def visible_to(self, actor: Actor) -> Self:
        """Published pages whose restrictions the reader passes."""
        unpassed = PageViewRestriction.objects.filter(
            page__path=Substr(OuterRef("path"), 1, Length("page__path"))
        ).exclude(_passed(actor))
        found: Self = self.published().exclude(Exists(unpassed))
        return found


def _passed(actor: Actor) -> Q:
    """Which restrictions the reader passes."""
    passed = Q(restriction_type=PageViewRestriction.NONE)
    if actor.is_member:
        passed |= Q(restriction_type=PageViewRestriction.LOGIN)
    if actor.may("help.read_every_group"):
        passed |= Q(restriction_type=PageViewRestriction.GROUPS)
    elif actor.privileged:
        groups = PageViewRestriction.groups.through.objects.filter(
            group__user=actor.privileged.pk, pageviewrestriction=OuterRef("pk")
        )
        passed |= Q(Q(restriction_type=PageViewRestriction.GROUPS), Exists(groups))
    return passed


def is_visible(page: Page, actor: Actor) -> bool:
    """The same for one page."""
    if not page.live or page.alias_of_id is not None:
        return False
    return all(_passes(restriction, actor) for restriction in _restrictions(page))


def _passes(restriction: PageViewRestriction, actor: Actor) -> bool:
    match restriction.restriction_type:
        case PageViewRestriction.NONE:
            return True
        case PageViewRestriction.LOGIN:
            return actor.is_member
        case PageViewRestriction.GROUPS:
            account = actor.privileged
            return actor.may("help.read_every_group") or (
                account is not None and restriction.groups.filter(user=account.pk).exists()
            )
    return False


def _restrictions(page: Page) -> Iterable[PageViewRestriction]:
    paths = [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
    return list(PageViewRestriction.objects.filter(page__path__in=paths))


def audience(page: Page) -> tuple[str, ...]:
    """Who may find the page: any of "public", "members" and "group:<id>"; empty means nobody."""
    return audiences()(page)


def audiences() -> Callable[[Page], tuple[str, ...]]:
    """`audience` for many pages, with the restrictions read once."""
    rows = [
        (row.page.path, row.restriction_type, frozenset(group.pk for group in row.groups.all()))
        for row in PageViewRestriction.objects.select_related("page").prefetch_related("groups")
    ]

    def of(page: Page) -> tuple[str, ...]:
        groups: frozenset[int] | None = None
        members = False
        for path, kind, wanted in rows:
            if not page.path.startswith(path) or kind == PageViewRestriction.NONE:
                continue
            if kind == PageViewRestriction.LOGIN:
                members = True
            elif kind == PageViewRestriction.GROUPS:
                # Of two restrictions both must be passed; a group in both surely does.
                groups = wanted if groups is None else groups & wanted
            else:
                return ()
        if groups is not None:
            return tuple(f"group:{group}" for group in sorted(groups))
        return (MEMBERS,) if members else (PUBLIC,)

    return of
