"""Publishing what is written: one language, or all that are ready of an article at once."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kb.models import Family, HelpPage
from kb.translation.segments import publishing as segments
from kb.translation.segments.progress import Left, left
from portal import cldr
from portal.actors import Actor


@dataclass(frozen=True, slots=True)
class PublishableLanguage:
    """A language of an article; `why_not` is why it cannot be published now, "" if it can."""

    page: HelpPage
    why_not: str | Promise

    @property
    def is_ready(self) -> bool:
        return not self.why_not


def languages(family: Family, actor: Actor) -> list[PublishableLanguage]:
    """Each language in which there is a text, the source first."""
    pages: QuerySet[HelpPage] = family.pages.filter(alias_of=None)
    ordered = sorted(
        pages.select_related("locale", "family"),
        key=lambda page: (page.is_translation, page.locale.language_code),
    )
    lefts = left(_source_of(family))
    rest = {page.pk: lefts.get((page.translation_key, page.locale_id)) for page in ordered}
    return [PublishableLanguage(page, _why_not(page, rest[page.pk], actor)) for page in ordered]


def publish(page: HelpPage, *, actor: Actor) -> None:
    """Make the text what readers see; raises PermissionDenied, or ValidationError of a text."""
    if not actor.may("help.publish", page):
        raise PermissionDenied
    if page.locked:
        raise ValidationError(_("The text is locked."))
    family = page.family
    if (family.translation_key, page.locale_id) in left(_source_of(family)):
        segments.publish(family, page.locale, by=actor)
        return
    revision = page.latest_revision or page.specific.save_revision(user=actor.account)
    revision.as_object().full_clean()  # A draft may be saved unfinished.
    revision.publish(user=actor.account)


def publish_ready(family: Family, *, actor: Actor) -> list[PublishableLanguage]:
    """Publish each language that is ready, the source first; returns what came of each."""
    return [_published(one, actor) if one.is_ready else one for one in languages(family, actor)]


def _published(one: PublishableLanguage, actor: Actor) -> PublishableLanguage:
    try:
        with transaction.atomic():
            publish(one.page, actor=actor)
    except ValidationError as error:
        return replace(one, why_not=" ".join(error.messages))
    return one


def may_be_unread(page: HelpPage, actor: Actor) -> bool:
    """Whether somebody may publish it with sentences that only a machine has translated."""
    return actor.may("help.publish_unread", page)


def _source_of(family: Family) -> dict[Any, int]:
    return {family.translation_key: family.source_locale_id}


def _why_not(page: HelpPage, rest: Left | None, actor: Actor) -> str | Promise:
    return next(_reasons(page, rest, actor), "")


def _reasons(page: HelpPage, rest: Left | None, actor: Actor) -> Iterator[str | Promise]:
    if not _has_news(page, rest):
        yield _("Readers see it as it is.")
    if not actor.may("help.publish", page):
        yield _("You may not publish in this language.")
    if page.locked:
        yield _("The text is locked.")
    review = getattr(page, "review", None)
    if review is not None and not review.is_waiting:
        yield _("It was sent back and is to be mended first.")
    if rest and rest.untranslated:
        n = rest.untranslated
        words = ngettext("%(n)s part is not translated.", "%(n)s parts are not translated.", n)
        yield words % {"n": cldr.number(n)}
    if rest and rest.unreviewed and not may_be_unread(page, actor):
        n = rest.unreviewed
        words = ngettext(
            "A machine translated %(n)s part, and nobody has read it yet.",
            "A machine translated %(n)s parts, and nobody has read them yet.",
            n,
        )
        yield words % {"n": cldr.number(n)}


def _has_news(page: HelpPage, rest: Left | None) -> bool:
    """Whether there is anything that readers do not see."""
    if not page.live or page.has_unpublished_changes:
        return True
    return rest is not None and segments.has_news(page)
