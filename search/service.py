"""Searching: the one door for the search page, the API, suggestions and other rooms."""

from collections.abc import Collection, Sequence

from django.contrib.auth.models import AnonymousUser

from portal.accounts.models import User
from search.documents import MEMBERS, PUBLIC, Kind, group
from search.results import Hit, Results


def audience_of(user: User | AnonymousUser) -> tuple[str, ...]:
    """The audiences that a reader belongs to."""
    if not user.is_authenticated:
        return (PUBLIC,)
    groups = user.groups.order_by("pk").values_list("pk", flat=True)
    return (PUBLIC, MEMBERS, *(group(pk) for pk in groups))


def search(
    *,
    query: str,
    locale: str,
    audience: Sequence[str] = (PUBLIC,),
    kinds: Collection[Kind] | None = None,
    page: int = 1,
    page_size: int = 10,
) -> Results:
    """Answers to a query for a reader of this language. Never raises for what was typed."""
    raise NotImplementedError


def suggest(
    *,
    query: str,
    locale: str,
    audience: Sequence[str] = (PUBLIC,),
    kinds: Collection[Kind] | None = None,
    limit: int = 6,
    floor: bool = True,
    without: Collection[str] = (),
) -> list[Hit]:
    """The best few answers to words being typed; with `floor`, only what is truly an answer.

    `without` names hits ("kind:id") that must not come.
    """
    raise NotImplementedError
