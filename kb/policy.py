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


def _changes_ids(actor: Actor, family: Any) -> bool:
    """Of an article that readers know: whoever may publish it in each of its languages."""
    account = actor.privileged
    return account is not None and all(
        page.permissions_for_user(account).can_publish() for page in family.pages.all()
    )


POLICY: Mapping[str, Rule] = {
    "change_id": _changes_ids,
    "read_every_group": _reads_every_group,
    "submit_translation": _submits_translations,
}
