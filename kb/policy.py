"""What somebody may do with help texts. Editing them is Wagtail's affair, closed as a whole."""

from collections.abc import Mapping
from typing import Any

from portal.actors import Actor, Rule


def _reads_every_group(actor: Actor, _subject: Any) -> bool:
    """Texts that are for some groups only: administrators are in every group."""
    return actor.owns_site


def _submits_translations(actor: Actor, _subject: Any) -> bool:
    """Wagtail's own right, which its pages ask for."""
    return actor.holds("wagtail_localize.submit_translation")


def _translates(actor: Actor, page: Any) -> bool:
    """What Wagtail lets them change, and nobody has locked: translators their language alone."""
    account = actor.privileged
    if account is None:
        return False
    rights = page.permissions_for_user(account)
    return bool(rights.can_edit() and not rights.page_locked())


def _publishes_translations(actor: Actor, page: Any) -> bool:
    """Wagtail's own right, of the page in its language."""
    account = actor.privileged
    return account is not None and bool(page.permissions_for_user(account).can_publish())


POLICY: Mapping[str, Rule] = {
    "read_every_group": _reads_every_group,
    "submit_translation": _submits_translations,
    "translate": _translates,
    "publish_translation": _publishes_translations,
}
