"""Which texts somebody may change, and in which languages they translate.

What a group may do holds for a subtree; where a language's articles are, it is the language.
"""

from collections.abc import Mapping
from typing import Any

from wagtail.models import Page
from wagtail.permissions import policy_registry

from kb.models import ArticleIndexPage
from portal import actors

_READ = "_reach_by_language"


class Reach:
    """What one account may do to pages, by where they are. Wagtail reads it once an account."""

    def __init__(self, account: Any) -> None:
        self._is_owner = actors.is_owner(account)
        pages = policy_registry.get_by_type(Page)
        self._given = [
            (one.page.path, one.permission.codename.partition("_")[0])
            for one in pages.get_cached_permissions_for_user(account)
        ]

    def changes(self, path: str, *, is_source: bool) -> bool:
        """Whether they may change a text there; who adds none there changes no source."""
        if self._is_owner:
            return True
        held = {verb for above, verb in self._given if path.startswith(above)}
        return "change" in held and ("add" in held or not is_source)


def translates(account: Any, language: str | None) -> bool:
    """Whether somebody may change translations into a language, or (None) into any.

    Read once for each object of the account: every language is asked for.
    """
    if (found := account.__dict__.get(_READ)) is None:
        found = account.__dict__[_READ] = _languages(Reach(account))
    return any(found.values()) if language is None else found.get(language, False)


def _languages(reach: Reach) -> Mapping[str, bool]:
    places = ArticleIndexPage.objects.values_list("locale__language_code", "path")
    return {code: reach.changes(path, is_source=False) for code, path in places}
