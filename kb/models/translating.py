"""Who may change pages of a language and add none translates into it: no sources, no structure.

Wagtail's rights hold for a subtree, whatever is in it. So the right to change without the right
to add means the translations in it alone: their text, and nothing of where they stand, of who
reads them, or of what the article is in every language. Where a language wants no review, they
publish that text.

And what would mean nothing here, Wagtail offers to nobody: a page has one place, in no order.
"""

from typing import Any, ClassVar

from django.apps import apps
from wagtail.models import Page, PagePermissionTester


def only_translates(user: Any, page: Page) -> bool:
    """Whether somebody may at most translate where this page is."""
    rights = PagePermissionTester(user, page)
    return _only_translates(rights)


def _only_translates(rights: PagePermissionTester) -> bool:
    held: set[str] = getattr(rights, "permissions", set())
    return "change" in held and "add" not in held


class PageRights(PagePermissionTester):
    """Wagtail's, without those that a translator has not, and those that nobody has here."""

    def __init__(self, user: Any, page: Page) -> None:
        super().__init__(user, page)
        self._translates = _only_translates(self)
        if self._translates and not getattr(page, "is_translation", False):
            self.permissions.discard("change")

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        may_go = not self._translates and not getattr(self.page, "stays", False)
        return may_go and bool(super().can_delete(ignore_bulk))

    def can_publish(self) -> bool:
        """Also a translator, in a language that wants no review: their translation's text."""
        publishes = self._translates and "change" in self.permissions and not self._is_reviewed()
        return publishes or bool(super().can_publish())

    def can_publish_unread(self) -> bool:
        """Also what a machine has translated and nobody has read, by the language's rule."""
        match apps.get_model("kb", "LanguageRule").unread_in(self.page.locale_id):
            case "publishers":
                return bool(super().can_publish())
            case "straight_away":
                return self.can_publish()
        return False

    def _is_reviewed(self) -> bool:
        rules = apps.get_model("kb", "LanguageRule").objects
        return not rules.filter(locale=self.page.locale_id, review_wanted=False).exists()

    def can_set_view_restrictions(self) -> bool:
        is_for_some = getattr(self.page, "is_restricted", True)
        may_say_so = is_for_some and not self._translates
        return may_say_so and bool(super().can_set_view_restrictions())

    def can_unschedule(self) -> bool:
        return not self._translates and bool(super().can_unschedule())

    def can_unpublish(self) -> bool:
        return not getattr(self.page, "stays", False) and bool(super().can_unpublish())

    def can_edit_article(self) -> bool:
        """Whether they may also change what the article is in every language."""
        return not self._translates and bool(self.can_edit())

    def can_copy(self) -> bool:
        may_be_two = not self._translates and getattr(self.page, "is_copied", False)
        return may_be_two and bool(super().can_copy())

    def can_move(self) -> bool:
        return False

    def can_move_to(self, destination: Page) -> bool:
        return False

    def can_reorder_children(self) -> bool:
        return False


class InTheTree:
    """What all our pages have in common: whose they are to change."""

    stays: ClassVar[bool] = False
    """Whether the site rests on it, so that nobody unpublishes or deletes it."""
    is_copied: ClassVar[bool] = False
    """Whether there may be another like it in its language."""
    is_restricted: ClassVar[bool] = True
    """Whether it may be for some readers alone, beside what stands above it."""

    def permissions_for_user(self, user: Any) -> PageRights:
        """What somebody may do with this page."""
        assert isinstance(self, Page)
        return PageRights(user, self)
