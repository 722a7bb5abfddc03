"""What somebody may do with help texts. Editing them is Wagtail's affair, closed as a whole."""

from collections.abc import Mapping
from typing import Any

from wagtail.models import Page
from wagtail.permissions import policy_registry

from portal.actors import Actor, Rule


def _reads_every_group(actor: Actor, _subject: Any) -> bool:
    """Texts that are for some groups only: administrators are in every group."""
    return actor.owns_site


def _submits_translations(actor: Actor, _subject: Any) -> bool:
    """Wagtail's own right, which its pages ask for."""
    return actor.holds("wagtail_localize.submit_translation")


def _sees_the_list(actor: Actor, _subject: Any) -> bool:
    """Whoever writes, translates or publishes anything anywhere."""
    account = actor.privileged
    pages = policy_registry.get_by_type(Page)
    return account is not None and bool(
        pages.user_has_any_permission(account, {"add", "change", "publish"})
    )


def _on_page(question: str) -> Rule:
    """What Wagtail's pages answer for themselves; the subject is the page."""

    def rule(actor: Actor, page: Any) -> bool:
        account = actor.privileged
        return account is not None and bool(
            getattr(page.permissions_for_user(account), question)()
        )

    return rule


POLICY: Mapping[str, Rule] = {
    "read_every_group": _reads_every_group,
    "submit_translation": _submits_translations,
    "see_list": _sees_the_list,
    "edit": _on_page("can_edit"),
    "publish": _on_page("can_publish"),
    "unpublish": _on_page("can_unpublish"),
    # What is the same in every language; the subject is the text in the article's own language.
    "edit_article": _on_page("can_edit_article"),
}
