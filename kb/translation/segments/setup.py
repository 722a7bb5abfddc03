"""How wagtail-localize meets our pages: what is translated, and what it must never do.

- No aliases: a language without an article has none, and readers get a marked fallback. So the
  setting that fills one language's tree with copies of another's is not offered.
- What was written by hand is never overwritten. Stock wagtail-localize would put the source's text
  in its place at the next save.
- Nothing goes live but by publishing it. Submitting makes drafts where nothing is, and leaves what
  is there as it is: stock writes the source's text into the row that readers see.
- What its source has outrun is not called up to date.
- What a machine wrote and nobody has read is published by whom the language's rule names, and
  readers are told of it.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.db.models.signals import pre_save
from django.utils.text import capfirst
from wagtail.models import Locale, Page
from wagtail_localize.fields import TranslatableField
from wagtail_localize.locales.components import LOCALE_COMPONENTS
from wagtail_localize.models import LocaleSynchronization, Translation, TranslationSource

from kb import tree
from kb.models import Currency, HelpPage, TranslationState
from kb.states import OUTRUN
from kb.translation.segments import unread

logger = logging.getLogger(__name__)

# The family, its id and its facets are the same in all languages and stored once.
TRANSLATED = ("title", "summary", "keywords", "body")


def set_up() -> None:
    """Called once, when the app is ready."""
    for model in (HelpPage, *HelpPage.__subclasses__()):
        make_translatable(model, *TRANSLATED)
    LOCALE_COMPONENTS[:] = [
        component
        for component in LOCALE_COMPONENTS
        if component["model"] is not LocaleSynchronization
    ]
    _guard()
    _say_how_current()
    pre_save.connect(_keep_disabled, sender=Translation, dispatch_uid="kb.by_hand")


def make_translatable(model: type[Page], *fields: str) -> None:
    """Say which fields of a page its translators write; all others are taken from its source."""
    model.translatable_fields = [TranslatableField(name) for name in fields]


def written_by_hand(translation_key: Any, locale: Locale | int) -> HelpPage | None:
    """The page in a language that nothing may bring in line with its source."""
    pages = HelpPage.objects.filter(translation_key=translation_key, locale=locale)
    page: HelpPage | None = pages.filter(Q(by_hand=True) | Q(family__by_hand=True)).first()
    return page


def _guard() -> None:
    stock = TranslationSource.create_or_update_translation
    if hasattr(stock, "__wrapped__"):
        return

    @wraps(stock)
    def guarded(
        self: TranslationSource,
        locale: Locale,
        user: Any = None,
        publish: bool = True,
        **kwargs: Any,
    ) -> Any:
        if page := written_by_hand(self.object_id, locale):
            logger.info("Left as it is, since it is written by hand: %s (%s)", page.slug, locale)
            return page.specific, False
        # Stock would fill what is missing above the page with aliases, which are live.
        tree.ensure(locale.language_code)
        if not publish:
            pages = Page.objects.filter(translation_key=self.object_id, locale=locale)
            if page := pages.filter(alias_of=None).first():
                return page.specific, False
            pages.update(live=False)  # Of an alias stock makes a page, as live as the alias was.
            return stock(self, locale, user=user, publish=publish, **kwargs)
        return _published(self, locale, user, lambda: stock(self, locale, user=user, **kwargs))

    TranslationSource.create_or_update_translation = guarded


def _published(
    source: TranslationSource, locale: Locale, user: Any, publish: Callable[[], Any]
) -> Any:
    """Raises ValidationError where the account may not; a program of ours without one may."""
    pages = HelpPage.objects.filter(translation_key=source.object_id, locale=locale, alias_of=None)
    page = pages.select_related("family").first()
    if page and user:
        unread.refuse(page, user)
    with transaction.atomic():
        done = publish()
        if page := pages.select_related("family").first():
            unread.note(page)
    return done


def _say_how_current() -> None:
    """Stock counts translated segments, of the source as it was when it was last submitted."""
    stock = Translation.get_status_display
    if hasattr(stock, "__wrapped__"):
        return

    @wraps(stock)
    def told(self: Translation) -> str:
        states = TranslationState.objects.filter(family__translation_key=self.source.object_id)
        row = states.filter(locale=self.target_locale_id).first()
        if row is None:
            return str(stock(self))
        is_outdated = row.currency == Currency.OUTDATED
        return str(OUTRUN if is_outdated else capfirst(row.get_currency_display()))

    Translation.get_status_display = told


def _keep_disabled(*, instance: Translation, **_kwargs: Any) -> None:
    """A page written by hand is edited as a page, not segment by segment."""
    if instance.enabled and written_by_hand(instance.source.object_id, instance.target_locale_id):
        instance.enabled = False
