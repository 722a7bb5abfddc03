"""What the owner notes on the report's time axis."""

from collections.abc import Collection
from datetime import date
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal import locales, markets

LONGEST = 140
_FIRST = date(2000, 1, 1)


class Kind(models.TextChoices):
    """What happened."""

    RELEASE = "release", pgettext_lazy("of a product", "Release")
    CAMPAIGN = "campaign", _("Campaign")
    OUTAGE = "outage", _("Outage")
    OTHER = "other", pgettext_lazy("something that happened", "Other")


class NoteQuerySet(models.QuerySet["Note"]):
    """The words other code asks for notes with."""

    def within(self, first: date, last: date) -> Self:
        """Of a period, though they may begin before it or end after it."""
        return self.filter(first__lte=last, last__gte=first)

    def for_readers_of(self, codes: Collection[str]) -> Self:
        """About readers of these languages, or about all."""
        return self.filter(language__in=["", *codes])


class Note(models.Model):
    """Something that happened on a day, or from one to another, and may explain a figure."""

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    first = models.DateField(pgettext_lazy("day", "from"), validators=[MinValueValidator(_FIRST)])
    # The same as the first if it was one day.
    last = models.DateField(
        pgettext_lazy("day", "to"), blank=True, help_text=_("Empty means one day.")
    )
    text = models.CharField(
        _("text"),
        max_length=LONGEST,
        help_text=_("A few words, for everybody who sees the report."),
    )
    written_in = models.CharField(
        _("written in"), max_length=12, choices=locales.choices, default=locales.default
    )
    language = models.CharField(
        _("readers’ language"),
        max_length=12,
        blank=True,
        choices=locales.choices,
        help_text=_("None means all languages."),
    )
    market = models.CharField(
        _("market"),
        max_length=2,
        blank=True,
        validators=[markets.validate_market],
        help_text=_("None means all markets."),
    )

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note on the time axis")
        verbose_name_plural = _("notes on the time axis")
        ordering: ClassVar = ["-first", "-pk"]
        # Whoever sees the report writes on it: portal.effort.policy.
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("first")),
                name="effort_note_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.text

    def clean_fields(self, exclude: Any = None) -> None:
        self.market = markets.typed(self.market)
        super().clean_fields(exclude)

    def clean(self) -> None:
        """One day where no other is said; refuse an end before the beginning."""
        if not self.first:
            return  # Said beside the field itself.
        self.last = self.last or self.first
        if self.last < self.first:
            raise ValidationError({"last": _("The last day is before the first.")})
