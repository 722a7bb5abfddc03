"""What somebody may do with help texts. Editing them is Wagtail's affair, closed as a whole."""

from collections.abc import Mapping
from typing import Any

from kb.translation import reach
from portal.actors import Actor, Rule


def _reads_every_group(actor: Actor, _subject: Any) -> bool:
    """Texts that are for some groups only: administrators are in every group."""
    return actor.owns_site


def _submits_translations(actor: Actor, _subject: Any) -> bool:
    """Wagtail's own right, which its pages ask for."""
    return actor.holds("wagtail_localize.submit_translation")


def _translates(actor: Actor, language: Any) -> bool:
    """Into a language, or (None) into any: whoever changes texts there."""
    account = actor.privileged
    return account is not None and reach.translates(account, language)


POLICY: Mapping[str, Rule] = {
    "read_every_group": _reads_every_group,
    "submit_translation": _submits_translations,
    "translate": _translates,
}
