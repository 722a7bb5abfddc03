"""How current each language of each article is: one word, stored, for all who ask.

What the words mean stands in docs/translating.md. `kb.translation.currency` alone writes them.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Currency(models.TextChoices):
    """What a language of an article is, beside its source."""

    SOURCE = "source", _("source")
    MISSING = "missing", _("missing")
    IN_WORK = "in_work", _("in work")
    NEEDS_REVIEW = "needs_review", _("needs review")
    UPDATE_NEEDED = "update_needed", _("update needed")
    OUTDATED = "outdated", _("outdated")
    CURRENT = "current", _("current")
    BY_HAND = "by_hand", _("by hand")


BEGUN = (Currency.IN_WORK, Currency.NEEDS_REVIEW, Currency.UPDATE_NEEDED, Currency.OUTDATED)
"""What there is, and somebody has to do something about."""
SETTLED = (Currency.SOURCE, Currency.CURRENT, Currency.BY_HAND)
"""What nobody has to do anything about."""


class Weight(models.TextChoices):
    """How much a change of a source matters to its translations, from the least to the most."""

    TRIVIAL = "trivial", _("trivial: it says the same")
    MINOR = "minor", _("minor: translations need an update")
    MAJOR = "major", _("major: readers of translations are told that they are outdated")


OUTRUN = _("Outdated: the source has been published with another text since")
"""What an editor is told of a translation that readers have and that is outdated."""
AMENDED = _(
    "Update needed: the source has had a minor change since, or sentences, pictures or videos are "
    "missing"
)
"""The same of one that is right as far as it goes."""


class TranslationState(models.Model):
    """One language of one family; there is a row for each language of the site.

    `words_to_do` counts words of the source: of the sentences that are not translated or not
    reviewed, or of the whole text where nobody knows which they are. `pictures_to_do` counts those
    that show words, and videos, where a text of this language shows the source's still.
    """

    family = models.ForeignKey(
        "kb.Family",
        on_delete=models.CASCADE,
        related_name="states",
        verbose_name=_("article family"),
    )
    locale = models.ForeignKey(
        "wagtailcore.Locale",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("language"),
    )
    currency = models.CharField(_("how current"), max_length=20, choices=Currency.choices)
    since = models.DateTimeField(_("since"))
    words_to_do = models.PositiveIntegerField(_("words to do"), default=0)
    # `kb.translation.segments.unread` alone writes it: what is published, not what is written.
    is_unread = models.BooleanField(
        _("readers have sentences that a machine wrote and nobody has read"),
        default=False,
        db_default=False,
    )
    pictures_to_do = models.PositiveIntegerField(_("pictures to do"), default=0, db_default=0)

    # Neither a text nor anything that texts point to.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("state of a translation")
        verbose_name_plural = _("states of translations")
        constraints = [
            models.UniqueConstraint(fields=["family", "locale"], name="kb_state_once"),
            models.CheckConstraint(
                condition=models.Q(currency__in=[word.value for word in Currency]),
                name="kb_state_currency_is_known",
            ),
        ]
        indexes = [models.Index(fields=["locale", "currency"], name="kb_state_by_word")]

    def __str__(self) -> str:
        return f"{self.family_id} {self.locale_id}: {self.currency}"
