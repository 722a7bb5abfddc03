"""Which texts somebody may change, and in which languages they translate.

What a group may do holds for a subtree; where a language's articles are, it is the language.
"""

from collections.abc import Mapping
from typing import Any, cast

from wagtail.models import Page
from wagtail.permissions import policy_registry

from kb.models import ArticleIndexPage
from portal import actors

_READ = "_reach_by_language"
_OWNERS = frozenset({"add", "change", "publish"})
_NONE: frozenset[str] = frozenset()


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
        held = self.held(path)
        return "change" in held and ("add" in held or not is_source)

    def held(self, path: str) -> frozenset[str]:
        """What they may do there: "add", "change", "publish" and so on."""
        if self._is_owner:
            return _OWNERS
        return frozenset(verb for above, verb in self._given if path.startswith(above))


def translates(account: Any, language: str | None) -> bool:
    """Whether somebody may change translations into a language, or (None) into any."""
    found = _by_language(account)
    asked = found.values() if language is None else [found.get(language, _NONE)]
    return any("change" in held for held in asked)


def only_translates(account: Any, language: str) -> bool:
    """Whether somebody may change translations into a language, and write nothing in it."""
    held = _by_language(account).get(language, _NONE)
    return "change" in held and "add" not in held


def leads(account: Any, language: str) -> bool:
    """Whether somebody decides what readers of a language see."""
    return "publish" in _by_language(account).get(language, _NONE)


def _by_language(account: Any) -> Mapping[str, frozenset[str]]:
    """Read once for each object of the account: every language is asked for."""
    if (found := account.__dict__.get(_READ)) is None:
        reach = Reach(account)
        places = ArticleIndexPage.objects.values_list("locale__language_code", "path")
        found = account.__dict__[_READ] = {code: reach.held(path) for code, path in places}
    return cast("Mapping[str, frozenset[str]]", found)
