"""Who may see which page, and in which language a reader gets it.

Who may see it is one rule, as a queryset, as a predicate and as an audience: Wagtail's view
restrictions. Each restriction on the page or above it must be passed. A shared password is never
passed here, so pages behind one are neither read nor found. Superusers are in every group.
tests/kb/test_querysets.py proves the three forms equal.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import (
    Case,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
    Window,
)
from django.db.models.functions import Cast, Length, RowNumber, Substr
from django.db.models.lookups import Contains
from wagtail.models import BaseViewRestriction, Page, PageViewRestriction
from wagtail.query import PageQuerySet

from kb.kinds import Kind
from kb.states import Currency, TranslationState
from portal import locales
from portal.actors import Actor
from search.documents import MEMBERS, PUBLIC, group


@dataclass(frozen=True, slots=True)
class Passes:
    """What decides which restrictions a reader passes; `account` is the key of who has groups."""

    is_member: bool = False
    is_in_every_group: bool = False
    account: Any = None

    @classmethod
    def of(cls, actor: Actor) -> "Passes":
        """A reader's."""
        is_in_every_group = actor.may("help.read_every_group")
        has_groups = actor.may_have_groups and not is_in_every_group
        account = actor.privileged if has_groups else None
        return cls(actor.is_member, is_in_every_group, account and account.pk)


class ReadableQuerySet(PageQuerySet):
    """The words other code asks for pages with that readers may or may not see."""

    def published(self) -> Self:
        """What is live, and no alias that only pretends to be a translation."""
        found: Self = self.filter(live=True, alias_of__isnull=True)
        return found

    def in_locale(self, code: str) -> Self:
        found: Self = self.filter(locale__language_code=code)
        return found

    def visible_to(self, actor: Actor) -> Self:
        """Published pages whose restrictions the reader passes."""
        return self.passed_by(Passes.of(actor))

    def passed_by(self, passes: Passes) -> Self:
        """The same by what a reader passes."""
        unpassed = PageViewRestriction.objects.filter(
            page__path=Substr(OuterRef("path"), 1, Length("page__path"))
        ).exclude(_passed(passes))
        found: Self = self.published().exclude(Exists(unpassed))
        return found


class HelpPageQuerySet(ReadableQuerySet):
    """The words other code asks for help pages with."""

    def read_alone(self) -> Self:
        """What has an address: snippets are read in other texts only."""
        found: Self = self.exclude(family__kind=Kind.SNIPPET)
        return found

    def visible_to(self, actor: Actor) -> Self:
        return super().visible_to(actor).read_alone()

    def snippets(self) -> Self:
        """What is read in other texts only."""
        found: Self = self.filter(family__kind=Kind.SNIPPET)
        return found

    def snippets_for(self, actor: Actor) -> Self:
        """The snippets that a reader meets in the texts that show them."""
        return super().visible_to(actor).snippets()

    def sources(self) -> Self:
        """The pages that the others of their families are translations of."""
        found: Self = self.filter(locale=F("family__source_locale"), alias_of=None)
        return found

    def with_currency(self) -> Self:
        """Each page with its `currency`, and whether it `is_unread`, so that none is looked up."""
        states = _states()
        found: Self = self.annotate(
            currency=Subquery(states.values("currency")),
            is_unread=Exists(states.filter(is_unread=True)),
        )
        return found

    def with_preference(self, code: str) -> Self:
        """Each page with its `preference` for readers of a language, the least being the best.

        0 in their own language, then come its fallbacks in order, then the family's source. None
        in any other: nobody is sent there who has not asked for it.
        """
        chain = locales.fallback_chain(code)
        found: Self = self.annotate(
            preference=Case(
                *(When(locale__language_code=one, then=place) for place, one in enumerate(chain)),
                When(locale=F("family__source_locale"), then=len(chain)),
            )
        )
        return found

    def outdated(self) -> Self:
        """Translations that readers have and whose source has had a major change since."""
        found: Self = self.filter(is_said(Currency.OUTDATED))
        return found

    def best_for(self, code: str) -> Self:
        """Of these, the one page of each family that readers of a language get, if any."""
        pages = self.with_preference(code)
        nth = Window(RowNumber(), partition_by=F("family"), order_by=F("preference").asc())
        best = pages.filter(preference__isnull=False).annotate(nth=nth).filter(nth=1)
        found: Self = pages.filter(pk__in=best.values("pk"))
        return found


def is_said(*words: Currency) -> Exists:
    """Whether one of these words is said of a page's language."""
    return Exists(_states().filter(currency__in=words))


def _states() -> QuerySet[TranslationState]:
    return TranslationState.objects.filter(family=OuterRef("family"), locale=OuterRef("locale"))


def by_market(market: str, field: str = "family__markets") -> tuple[Case, ...]:
    """What to sort help pages by first, so that those for other markets come after the others.

    `field` is where the markets stand. The same of lists that are read as a whole is
    `kb.reading.listing.elsewhere_last`.
    """
    if not market:
        return ()
    return (Case(When(Q((field, [])) | Q(is_named(market, field)), then=0), default=1),)


def is_named(market: str, field: str) -> Contains:
    """Whether a market is one of those that something is meant for."""
    # As text, since SQLite cannot look into a list.
    return Contains(Cast(F(field), TextField()), Value(f'"{market}"'))


def _passed(passes: Passes) -> Q:
    """Which restrictions the reader passes."""
    passed = Q(restriction_type=PageViewRestriction.NONE)
    if passes.is_member:
        passed |= Q(restriction_type=PageViewRestriction.LOGIN)
    if passes.is_in_every_group:
        passed |= Q(restriction_type=PageViewRestriction.GROUPS)
    elif passes.account is not None:
        groups = PageViewRestriction.groups.through.objects.filter(
            group__user=passes.account, pageviewrestriction=OuterRef("pk")
        )
        passed |= Q(Q(restriction_type=PageViewRestriction.GROUPS), Exists(groups))
    return passed


def is_visible(page: Page, actor: Actor) -> bool:
    """The same for one page."""
    family = getattr(page, "family", None)
    if family is not None and family.kind == Kind.SNIPPET:
        return False
    if not page.live or page.alias_of_id is not None:
        return False
    return all(passes(restriction, actor) for restriction in _restrictions(page))


def passes(restriction: BaseViewRestriction, actor: Actor) -> bool:
    """Whether the reader passes a restriction of a page, or of a collection of documents."""
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
        (row.page.path, row.restriction_type, frozenset(one.pk for one in row.groups.all()))
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
            return tuple(map(group, sorted(groups)))
        return (MEMBERS,) if members else (PUBLIC,)

    return of
