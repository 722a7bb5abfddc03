"""Who may change pages of a language and add none translates into it: no sources, no structure.

Wagtail's rights hold for a subtree, whatever is in it. So the right to change without the right
to add means the translations in it alone: their text, and nothing of where they stand, of whether
they are read, or of what the article is in every language.
"""

from typing import Any

from wagtail.models import Page, PagePermissionTester


def only_translates(user: Any, page: Page) -> bool:
    """Whether somebody may at most translate where this page is."""
    rights = PagePermissionTester(user, page)
    return _only_translates(rights)


def _only_translates(rights: PagePermissionTester) -> bool:
    held: set[str] = getattr(rights, "permissions", set())
    return "change" in held and "add" not in held


class PageRights(PagePermissionTester):
    """Wagtail's, without those that a translator has not."""

    def __init__(self, user: Any, page: Page) -> None:
        super().__init__(user, page)
        self._translates = _only_translates(self)
        if self._translates and not getattr(page, "is_translation", False):
            self.permissions.discard("change")

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Also whether it can be moved."""
        return not self._translates and bool(super().can_delete(ignore_bulk))

    def can_copy(self) -> bool:
        return not self._translates and bool(super().can_copy())


class InTheTree:
    """What all our pages have in common: whose they are to change."""

    def permissions_for_user(self, user: Any) -> PageRights:
        """What somebody may do with this page."""
        assert isinstance(self, Page)
        return PageRights(user, self)
